import { media as ofMeta, multipart, readStoredFile } from '../meta/media';
import type { MediaStore } from '../resources';
import { dialogAccount } from './account';

/**
 * Meta's files behind 360dialog's host. The address of a file names Meta's host, where the API key
 * counts for nothing: the same path is asked of 360dialog.
 *
 * @see https://docs.360dialog.com/docs/messaging/media/upload-retrieve-or-delete-media
 */
export const media: MediaStore = {
	upload: (file, _from, account) => ({
		method: 'POST',
		url: `${dialogAccount(account).baseUrl}/media`,
		multipart: multipart(file),
	}),
	uploaded: ofMeta.uploaded,
	locate: (id, account) => ({
		method: 'GET',
		url: `${dialogAccount(account).baseUrl}/${encodeURIComponent(id)}`,
	}),
	located(body, account) {
		const file = readStoredFile(body);
		if (file === undefined) return undefined;
		const { pathname, search } = new URL(file.url);
		return { ...file, url: `${dialogAccount(account).baseUrl}${pathname}${search}` };
	},
	trusts(url, account) {
		const { baseUrl } = dialogAccount(account);
		return (
			URL.canParse(url) && URL.canParse(baseUrl) && new URL(url).origin === new URL(baseUrl).origin
		);
	},
	remove: (id, account) => ({
		method: 'DELETE',
		url: `${dialogAccount(account).baseUrl}/${encodeURIComponent(id)}`,
	}),
};
