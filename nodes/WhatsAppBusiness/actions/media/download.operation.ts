import { isSuccess } from '../../../core/http';
import { defined, parseJson } from '../../../core/json';
import { ProviderError } from '../../../n8n/errors';
import { call, type Caller, download, readCredential } from '../../../n8n/transport';
import type { Credential } from '../../../providers/http';
import type { Provider } from '../../../providers/provider';
import type { StoredFile } from '../../../providers/resources';
import type { Failure } from '../../../whatsapp/failure';
import { readText } from '../../../n8n/readText';
import { offered, type RunOperation } from '../operation';
import { GONE, mediaIdField, readMediaId } from './file';

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
	async run(context, itemIndex, provider) {
		offered(provider.media, context, itemIndex, provider, 'download files');
		const id = readMediaId(context, itemIndex);
		const field = readText(context, 'binaryPropertyName', itemIndex).trim();
		const credential = await readCredential(context, provider);
		const fetched = await fetchFile(context, provider, credential, id);
		if (!fetched.ok) {
			const { failure } = fetched;
			const hint = failure.category === 'request' ? GONE : failure.hint;
			throw new ProviderError(context.getNode(), { ...failure, hint }, itemIndex);
		}
		const { file, bytes } = fetched;
		const wanted = readText(context, 'mediaOptions.fileName', itemIndex).trim();
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

type Fetched = { ok: true; file: StoredFile; bytes: Buffer } | { ok: false; failure: Failure };

/**
 * Reads a file by its ID: first where it is, then the file. The address expires after minutes, and is
 * then answered with 404: it is asked for once more.
 */
async function fetchFile(
	caller: Caller,
	provider: Provider,
	credential: Credential,
	id: string,
): Promise<Fetched> {
	const first = await attempt(caller, provider, credential, id);
	return !first.ok && first.expired ? await attempt(caller, provider, credential, id) : first;
}

async function attempt(
	caller: Caller,
	provider: Provider,
	credential: Credential,
	id: string,
): Promise<Fetched & { expired?: boolean }> {
	const media = provider.media!;
	const answer = await call(caller, provider, media.locate(id, credential));
	const file = isSuccess(answer.status) ? media.located(answer.body, credential) : undefined;
	if (file === undefined) {
		return { ok: false, failure: provider.failure(answer.status, answer.body) };
	}
	const { status, body } = await download(caller, provider, credential, file.url);
	if (isSuccess(status)) return { ok: true, file, bytes: body };
	const said = parseJson(body);
	return {
		ok: false,
		expired: status === 404,
		failure: said === undefined ? withoutWords(provider, status) : provider.failure(status, said),
	};
}

/** Hosts of files answer with pages, not with errors of the API. */
function withoutWords({ name }: Provider, status: number): Failure {
	return {
		code: `http_${status}`,
		category: 'service',
		message: `${name} did not hand over the file (HTTP ${status})`,
		hint: 'Try again shortly; if it stays so, the file may be gone',
		retry: 'later',
		afterSeconds: 60,
	};
}
