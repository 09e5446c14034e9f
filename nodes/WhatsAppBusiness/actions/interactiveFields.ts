import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { HeaderMedia } from '../../whatsapp/messages';

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
export const headerMediaField: INodeProperties = {
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

/** Header and footer in words, from the options. */
export function readFrame(
	context: IExecuteFunctions,
	itemIndex: number,
): { header?: string; footer?: string } {
	const { header, footer } = context.getNodeParameter('options', itemIndex, {}) as {
		header?: string;
		footer?: string;
	};
	return { header: header || undefined, footer: footer || undefined };
}

/** The same, for messages whose header can also be a picture, video or document. */
export function readMediaFrame(
	context: IExecuteFunctions,
	itemIndex: number,
): { header?: string; headerMedia?: HeaderMedia; footer?: string } {
	const { headerMedia } = context.getNodeParameter('options', itemIndex, {}) as {
		headerMedia?: { media?: HeaderMedia };
	};
	const media = headerMedia?.media;
	return {
		...readFrame(context, itemIndex),
		headerMedia: media && { type: media.type, link: media.link.trim() },
	};
}

const shownForFlows = { show: { '/operation': ['sendFlow'] } };

/** What can be set for a flow besides what is needed, among the options. */
export const flowOptions: INodeProperties[] = [
	{
		displayName: 'Draft',
		name: 'draft',
		type: 'boolean',
		default: false,
		description: 'Whether the flow is not published yet, to try it out',
		displayOptions: shownForFlows,
	},
	{
		displayName: 'First Screen',
		name: 'firstScreen',
		type: 'string',
		default: '',
		placeholder: 'e.g. DELIVERY',
		description: 'ID of the screen to begin with. Empty means the first one of the flow.',
		displayOptions: shownForFlows,
	},
	{
		displayName: 'First Screen Data',
		name: 'firstScreenData',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"order": "4711"}',
		description: 'What the first screen is given, as JSON',
		displayOptions: shownForFlows,
	},
	{
		displayName: 'First Screen From Our Server',
		name: 'firstScreenFromServer',
		type: 'boolean',
		default: false,
		description:
			'Whether the flow asks the server that it is connected to for its first screen (data_exchange)',
		displayOptions: shownForFlows,
	},
	{
		displayName: 'Flow Token',
		name: 'flowReference',
		type: 'string',
		default: '',
		placeholder: 'e.g. order-4711',
		description:
			'Comes back with the answers as flow_token. Empty means the tracking reference, or else a random one.',
		displayOptions: shownForFlows,
	},
];
