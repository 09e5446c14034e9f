import { binaryField, senderField } from '../../../n8n/fields';
import { readChosen, readText } from '../../../n8n/readText';
import { resolveSender } from '../../../n8n/senders';
import { offered, type RunOperation } from '../operation';
import { uploadItemFile } from './file';

export const uploadMedia: RunOperation = {
	resource: 'media',
	value: 'upload',
	name: 'Upload',
	action: 'Upload media',
	description: 'Upload a file, to send it by its ID for 30 days',
	fields: [
		senderField,
		binaryField,
		{
			displayName: 'Options',
			name: 'mediaOptions',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'File Name',
					name: 'fileName',
					type: 'string',
					default: '',
					placeholder: 'e.g. delivery-note.pdf',
				},
				{
					displayName: 'MIME Type',
					name: 'mimeType',
					type: 'string',
					default: '',
					placeholder: 'e.g. application/pdf',
					description: 'What kind of file it is, where the file itself says something else',
				},
			],
		},
	],
	async run(context, itemIndex, provider, once) {
		offered(provider.media, context, itemIndex, provider, 'upload files');
		const chosen = readChosen(context, 'sender', itemIndex);
		const from = await once(`sender ${chosen}`, () => resolveSender(context, provider, chosen));
		const field = readText(context, 'binaryPropertyName', itemIndex).trim();
		const wishes = {
			fileName: readText(context, 'mediaOptions.fileName', itemIndex),
			mimeType: readText(context, 'mediaOptions.mimeType', itemIndex),
		};
		const { id, ...file } = await uploadItemFile(context, itemIndex, provider, from, field, wishes);
		return [{ json: { mediaId: id, ...file, from } }];
	},
};
