import { asObject, asText, defined } from '../../core/json';
import type { MediaStore, StoredFile } from '../resources';
import { graphUrl, metaCredential } from './account';

/** Where Meta keeps the files themselves. */
const FILE_HOST = 'lookaside.fbsbx.com';

/**
 * Files of messages. An upload is kept for 30 days, what a person sent for 7, an address for 5 minutes.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export const media: MediaStore = {
	upload: (file, from, credential) => ({
		method: 'POST',
		url: graphUrl(metaCredential(credential), from, 'media'),
		multipart: multipart(file),
	}),
	uploaded: (body) => asText(asObject(body)?.id),
	locate: (id, credential) => ({ method: 'GET', url: graphUrl(metaCredential(credential), id) }),
	located: readStoredFile,
	trusts: (url, credential) => isFileAddress(url, metaCredential(credential).baseUrl),
	remove: (id, credential) => ({ method: 'DELETE', url: graphUrl(metaCredential(credential), id) }),
};

/** The form of an upload, also for providers that pass it on as it is. */
export function multipart({ name, mimeType }: { name: string; mimeType: string }) {
	return {
		fields: { messaging_product: 'whatsapp', type: mimeType },
		file: { field: 'file', name, mimeType },
	};
}

/** Reads `{url, mime_type, sha256, file_size, id}`. */
export function readStoredFile(body: unknown): StoredFile | undefined {
	const answer = asObject(body);
	const url = asText(answer?.url);
	if (url === undefined || !URL.canParse(url)) return undefined;
	const size = Number(asText(answer?.file_size));
	return defined({
		url,
		mimeType: asText(answer?.mime_type),
		size: Number.isSafeInteger(size) && size >= 0 ? size : undefined,
		sha256: asText(answer?.sha256),
	});
}

/** Meta's host of files, by https, or exactly where the credential sends its token anyway. */
function isFileAddress(url: string, baseUrl: string): boolean {
	if (!URL.canParse(url) || !URL.canParse(baseUrl)) return false;
	const { protocol, host, origin, username } = new URL(url);
	if (username !== '') return false;
	return (protocol === 'https:' && host === FILE_HOST) || origin === new URL(baseUrl).origin;
}
