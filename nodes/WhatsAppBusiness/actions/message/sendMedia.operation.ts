import type { IExecuteFunctions } from 'n8n-workflow';
import { binaryField } from '../../../n8n/fields';
import { readText } from '../../../n8n/readText';
import type { MediaMessage } from '../../../whatsapp/messages';
import { uploadItemFile } from '../media/file';
import { markdownOption, readBody } from '../interactiveFields';
import type { SendOperation } from '../operation';

export const sendMedia: SendOperation = {
	resource: 'message',
	value: 'sendMedia',
	name: 'Send Media',
	action: 'Send media',
	description: 'Send an image, document, video, audio or sticker',
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
			displayName: 'Source',
			name: 'mediaSource',
			type: 'options',
			options: [
				{
					name: 'Link or Media ID',
					value: 'link',
					description: 'A public address, or the ID of an upload',
				},
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
			description:
				'Public address of the file. At Meta and 360dialog it may also be the ID of an upload.',
			displayOptions: { show: { mediaSource: ['link'] } },
		},
		{ ...binaryField, displayOptions: { show: { mediaSource: ['binary'] } } },
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
		{
			displayName: 'Send as Voice Note',
			name: 'voiceNote',
			type: 'boolean',
			default: false,
			description:
				'Whether to show the sound as a voice note. WhatsApp takes only OGG files with the OPUS codec and one channel (mono) for that. Not every provider can.',
			displayOptions: { show: { mediaType: ['audio'] } },
		},
	],
	options: [markdownOption],
	async prepare(context, itemIndex, provider, addressing) {
		const text = (name: string) => readText(context, name, itemIndex).trim();
		const type = context.getNodeParameter('mediaType', itemIndex) as MediaMessage['type'];
		const caption = readBody(context, itemIndex, 'caption').trim();
		const where = text('link');
		// Left over from another type it says nothing.
		const voice = type === 'audio' && readVoice(context, itemIndex);
		const uploaded =
			text('mediaSource') === 'binary'
				? await uploadItemFile(
						context,
						itemIndex,
						provider,
						addressing.from,
						text('binaryPropertyName'),
						{ type, voice },
					)
				: undefined;
		// Meta's upload IDs are digits; anything else is meant as an address.
		const media = uploaded
			? { id: uploaded.id }
			: /^\d+$/.test(where)
				? { id: where }
				: { link: where };
		const filename = text('filename') || (type === 'document' ? uploaded?.fileName : '');
		return {
			message: {
				kind: 'media',
				...addressing,
				type,
				media,
				caption: caption || undefined,
				filename: filename || undefined,
				voice: voice || undefined,
			},
			output: { text: caption, media: uploaded?.id ?? where },
		};
	},
};

const readVoice = (context: IExecuteFunctions, itemIndex: number): boolean =>
	context.getNodeParameter('voiceNote', itemIndex, false) === true;
