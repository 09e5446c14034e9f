import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { footerField, headerField } from '../../n8n/fields';
import type { HeaderMedia } from '../../whatsapp/messages';
import { readOptions } from './options';

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
			],
		},
	],
};

/** What messages with a frame have among their options; the second where it can be a file as well. */
export const frameOptions: INodeProperties[] = [headerField, footerField];
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
		headerMedia: media && { type: media.type, link: media.link.trim() },
	};
}
