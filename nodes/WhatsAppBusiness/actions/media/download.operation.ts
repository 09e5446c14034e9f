import { refusal } from '../../../n8n/errors';
import { defined } from '../../../core/json';
import { readAccount } from '../../../n8n/transport';
import { offered } from '../notOffered';
import type { RunOperation } from '../operation';
import { fetchFile } from './fetchFile';
import { GONE, mediaIdField, readMediaId } from './mediaId';

export const downloadMedia: RunOperation = {
	resource: 'media',
	value: 'download',
	name: 'Download',
	action: 'Download media',
	description: 'Download a file that somebody sent, by its ID, within 7 days',
	fields: [
		mediaIdField,
		{
			displayName: 'Put Output File in Field',
			name: 'binaryPropertyName',
			type: 'string',
			required: true,
			default: 'data',
			placeholder: 'e.g. data',
			hint: 'The name of the output field to put the file in',
		},
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
					placeholder: 'e.g. proof-of-delivery.jpg',
					description:
						'WhatsApp keeps no name with the file; without one it is called after its ID',
				},
			],
		},
	],
	async run(context, index, provider) {
		offered(provider.media, context, index, provider, 'download files');
		const id = readMediaId(context, index);
		const field = context.getNodeParameter('binaryPropertyName', index) as string;
		const { fileName } = context.getNodeParameter('mediaOptions', index, {}) as {
			fileName?: string;
		};
		const account = await readAccount(context, provider);
		const fetched = await fetchFile(context, provider, account, id);
		if (!fetched.ok) {
			const { failure } = fetched;
			const hint = failure.category === 'request' ? GONE : failure.hint;
			throw refusal(context.getNode(), { ...failure, hint }, index);
		}
		const { file, bytes } = fetched;
		const wanted = fileName?.trim();
		const mimeType = file.mimeType?.split(';')[0].trim();
		const binary = await context.helpers.prepareBinaryData(bytes, wanted || undefined, mimeType);
		binary.fileName ??= binary.fileExtension ? `${id}.${binary.fileExtension}` : id;
		return [
			{
				json: defined({
					mediaId: id,
					fileName: binary.fileName,
					mimeType: file.mimeType ?? binary.mimeType,
					size: bytes.length,
					sha256: file.sha256,
				}),
				binary: { [field]: binary },
			},
		];
	},
};
