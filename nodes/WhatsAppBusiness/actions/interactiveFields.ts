import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { defined } from '../../core/json';
import { footerField, headerField, withDirectSend } from '../../n8n/fields';
import { readText } from '../../n8n/readText';
import { fromMarkdown } from '../../whatsapp/markdown';
import type { HeaderMedia } from '../../whatsapp/messages';
import { type LinkedMedia, readOptions } from './options';

/** The ID of a button or a row. @param when e.g. `button is tapped` */
export const replyIdField = (when: string): INodeProperties => ({
	displayName: 'Reply ID',
	name: 'id',
	type: 'string',
	default: '',
	placeholder: 'e.g. delivery-done',
	description: `What the trigger receives when the ${when}. Empty means the same as the label.`,
});

/** The words above a button. */
export const bodyField = (placeholder: string): INodeProperties => ({
	displayName: 'Message',
	name: 'body',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder,
	description: 'The text above the button, up to 1024 characters',
});

/** Reaches people who have not written in 24 hours; where the provider has Direct Send. */
export const outsideWindowOption: INodeProperties = {
	displayName: 'Outside the Window',
	name: 'outsideWindow',
	type: 'options',
	options: [
		{
			name: 'Report the Failure',
			value: 'refuse',
			description: 'Whoever has not written in the last 24 hours does not get the message',
		},
		{
			name: 'Send Anyway as Direct Send',
			value: 'whenClosed',
			description:
				'When WhatsApp refuses the message because of the 24 hours, it goes out without a template all the same, and WhatsApp charges it as a utility message',
		},
		{
			name: 'Always Send as Direct Send',
			value: 'always',
			description:
				'WhatsApp charges every message as a utility message. Also reaches people of whom WhatsApp says only later, in a status, that they have not written.',
		},
	],
	default: 'refuse',
	description:
		'For news about an order, an appointment or the like, not for advertising. WhatsApp has to have switched Direct Send on for your account; texts up to 1024 characters.',
	displayOptions: { show: { '/provider': withDirectSend } },
};

/** For words that a language model wrote. */
export const markdownOption: INodeProperties = {
	displayName: 'Convert Markdown',
	name: 'convertMarkdown',
	type: 'boolean',
	default: true,
	description:
		'Whether **bold**, # headings, lists and [links](…), as AI models write them, become what WhatsApp shows. Without this option: only where an AI agent uses this node as a tool.',
};

/** The words of a message, in WhatsApp's own marks. @param name of the field */
export function readBody(context: IExecuteFunctions, itemIndex: number, name = 'body'): string {
	const text = readText(context, name, itemIndex);
	// n8n makes the tool of the node, with this at the end of its type.
	const isTool = context.getNode().type.endsWith('Tool');
	const { convertMarkdown = isTool } = readOptions(context, itemIndex);
	return convertMarkdown ? fromMarkdown(text) : text;
}

/** A picture, video or document above a message, among the options. */
const headerMediaField: INodeProperties = {
	displayName: 'Header Media',
	name: 'headerMedia',
	type: 'fixedCollection',
	placeholder: 'Add Media',
	default: {},
	description: 'A picture, video or document above the message, instead of a header in words',
	options: [
		{
			displayName: 'Media',
			name: 'media',
			values: [
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Document', value: 'document' },
						{ name: 'Image', value: 'image' },
						{ name: 'Video', value: 'video' },
					],
					default: 'image',
				},
				{
					displayName: 'Link',
					name: 'link',
					type: 'string',
					required: true,
					default: '',
					placeholder: 'e.g. https://example.com/parcel.jpg',
					description: 'Public address of the file',
				},
				{
					displayName: 'File Name',
					name: 'filename',
					type: 'string',
					default: '',
					placeholder: 'e.g. delivery-note.pdf',
					description:
						'The name under which the person sees the document. Empty means the last part of the link.',
					displayOptions: { show: { type: ['document'] } },
				},
			],
		},
	],
};

/** What messages with a frame have among their options; the second where it can be a file as well. */
export const frameOptions: INodeProperties[] = [headerField, footerField, markdownOption];
export const mediaFrameOptions: INodeProperties[] = [...frameOptions, headerMediaField];

/** Header and footer in words, from the options. */
export function readFrame(
	context: IExecuteFunctions,
	itemIndex: number,
): { header?: string; footer?: string } {
	const { header, footer } = readOptions(context, itemIndex, frameOptions);
	return { header: header || undefined, footer: footer || undefined };
}

/** The same, for messages whose header can also be a picture, video or document. */
export function readMediaFrame(
	context: IExecuteFunctions,
	itemIndex: number,
): { header?: string; headerMedia?: HeaderMedia; footer?: string } {
	const { headerMedia } = readOptions(context, itemIndex, mediaFrameOptions);
	const media = headerMedia?.media;
	return {
		...readFrame(context, itemIndex),
		headerMedia: media && readHeaderMedia(media),
	};
}

/** A name that was filled in before the file became an image or a video says nothing. */
const readHeaderMedia = ({ type, link, filename }: LinkedMedia): LinkedMedia =>
	defined({
		type,
		link: link.trim(),
		filename: type === 'document' ? filename?.trim() || undefined : undefined,
	});
