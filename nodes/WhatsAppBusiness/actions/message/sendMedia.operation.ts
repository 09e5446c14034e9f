import type { MediaMessage } from '../../../providers/messages';
import type { SendOperation } from '../operation';

export const sendMedia: SendOperation = {
	resource: 'message',
	value: 'sendMedia',
	name: 'Send Media',
	action: 'Send media',
	description: 'Send an image, document, video, audio or sticker that has a public link',
	fields: [
		{
			displayName: 'Media Type',
			name: 'mediaType',
			type: 'options',
			options: [
				{ name: 'Audio', value: 'audio' },
				{ name: 'Document', value: 'document' },
				{ name: 'Image', value: 'image' },
				{ name: 'Sticker', value: 'sticker' },
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
			placeholder: 'e.g. https://example.com/delivery-note.pdf',
			description:
				'Public address of the file. At Meta and 360dialog it may also be the ID of an upload.',
		},
		{
			displayName: 'Caption',
			name: 'caption',
			type: 'string',
			typeOptions: { rows: 2 },
			default: '',
			placeholder: 'e.g. Your delivery note',
			description: 'Text below the picture or document',
			displayOptions: { show: { mediaType: ['document', 'image', 'video'] } },
		},
		{
			displayName: 'File Name',
			name: 'filename',
			type: 'string',
			default: '',
			placeholder: 'e.g. delivery-note.pdf',
			description: 'The name under which the person sees the document',
			displayOptions: { show: { mediaType: ['document'] } },
		},
	],
	async prepare(context, itemIndex, _provider, addressing) {
		const text = (name: string) =>
			String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
		const type = context.getNodeParameter('mediaType', itemIndex) as MediaMessage['type'];
		const where = text('link');
		// Meta's upload IDs are digits; anything else is meant as an address.
		const media = /^\d+$/.test(where) ? { id: where } : { link: where };
		return {
			message: {
				kind: 'media',
				...addressing,
				type,
				media,
				caption: text('caption') || undefined,
				filename: text('filename') || undefined,
			},
			output: { text: text('caption'), media: where },
		};
	},
};
