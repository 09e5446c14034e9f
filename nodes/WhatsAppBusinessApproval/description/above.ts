import type { INodeProperties } from 'n8n-workflow';
import { binaryField } from '../../n8n/fields';
import { IN_REVIEW } from './displayOptions';

/** What can stand above a question; `nothing` for most. */
const KINDS = ['image', 'video', 'document'];

/**
 * A picture, video or document above the question; not before an agent's tools, where it is text only.
 * The fields of the file are those of *Send Media*.
 */
export const aboveFields: INodeProperties[] = [
	{
		displayName: 'Above the Question',
		name: 'above',
		type: 'options',
		noDataExpression: true,
		displayOptions: { hide: IN_REVIEW },
		options: [
			{ name: 'Nothing', value: 'nothing' },
			{ name: 'Picture', value: 'image', description: 'JPEG or PNG, up to 5 MB' },
			{ name: 'Video', value: 'video', description: 'MP4 or 3GP, up to 16 MB' },
			{
				name: 'Document',
				value: 'document',
				description: 'PDF, Word, Excel, PowerPoint or text, up to 100 MB',
			},
		],
		default: 'nothing',
		description:
			'What the person sees above the question. Not above a list (four choices or more). For a line in bold add "Header" below.',
	},
	{
		displayName: 'Source',
		name: 'mediaSource',
		type: 'options',
		displayOptions: { show: { above: KINDS }, hide: IN_REVIEW },
		options: [
			{ name: 'Link', value: 'link', description: 'A public address' },
			{
				name: 'Binary File',
				value: 'binary',
				description: 'A file that comes in with the item; at Meta and 360dialog',
			},
		],
		default: 'link',
		description: 'Where the file comes from',
	},
	{
		displayName: 'Link',
		name: 'link',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. https://example.com/delivery-note.pdf',
		description: 'Public address of the file',
		displayOptions: { show: { above: KINDS, mediaSource: ['link'] }, hide: IN_REVIEW },
	},
	{
		...binaryField,
		displayOptions: { show: { above: KINDS, mediaSource: ['binary'] }, hide: IN_REVIEW },
	},
	{
		displayName: 'File Name',
		name: 'filename',
		type: 'string',
		default: '',
		placeholder: 'e.g. delivery-note.pdf',
		description:
			"The name under which the person sees the document. Empty means the file's own, or the last part of the link.",
		displayOptions: { show: { above: ['document'] }, hide: IN_REVIEW },
	},
];
