import { media as ofMeta, multipart, readStoredFile } from '../meta/media';
import type { MediaStore } from '../resources';
import { dialogCredential } from './account';

/**
 * Meta's files behind 360dialog's host. The address of a file names Meta's host, where the API key
 * counts for nothing: the same path is asked of 360dialog.
 *
 * @see https://docs.360dialog.com/docs/messaging/media/upload-retrieve-or-delete-media
 */
export const media: MediaStore = {
	upload: (file, _from, credential) => ({
		method: 'POST',
		url: `${dialogCredential(credential).baseUrl}/media`,
		multipart: multipart(file),
	}),
	uploaded: ofMeta.uploaded,
	locate: (id, credential) => ({
		method: 'GET',
		url: `${dialogCredential(credential).baseUrl}/${encodeURIComponent(id)}`,
	}),
	located(body, credential) {
		const file = readStoredFile(body);
		if (file === undefined) return undefined;
		const { pathname, search } = new URL(file.url);
		return { ...file, url: `${dialogCredential(credential).baseUrl}${pathname}${search}` };
	},
	trusts(url, credential) {
		const { baseUrl } = dialogCredential(credential);
		return (
			URL.canParse(url) && URL.canParse(baseUrl) && new URL(url).origin === new URL(baseUrl).origin
		);
	},
	remove: (id, credential) => ({
		method: 'DELETE',
		url: `${dialogCredential(credential).baseUrl}/${encodeURIComponent(id)}`,
	}),
};
