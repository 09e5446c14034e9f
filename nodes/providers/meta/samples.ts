import { asObject, asText } from '../../shared/json';
import type { SampleStore } from '../resources';
import { graphUrl, metaAccount } from './account';

/** e.g. `upload:MTphdHRh…?sig=ARZqkGCA`; part of an address, so nothing else may be in it. */
const SESSION = /^upload:[\w+/=-]+(\?sig=[\w-]+)?$/;

/**
 * Sample files of templates, through Meta's Resumable Upload API: a file for messages has an ID, which
 * the review of templates does not take.
 *
 * @see https://developers.facebook.com/docs/graph-api/guides/upload
 */
export const samples: SampleStore = {
	// e.g. 4::aW1hZ2UvanBn:ARYy…
	isHandle: (text) => /^\d+:/.test(text),
	begin({ name, mimeType, size }, account) {
		const meta = metaAccount(account);
		return {
			method: 'POST',
			url: graphUrl(meta, meta.appId, 'uploads'),
			query: { file_name: name, file_length: String(size), file_type: mimeType },
		};
	},
	begun(body) {
		const session = asText(asObject(body)?.id);
		return session !== undefined && SESSION.test(session) ? session : undefined;
	},
	upload: (session, mimeType, account) => ({
		method: 'POST',
		url: `${graphUrl(metaAccount(account))}/${session}`,
		bytes: { file_offset: '0', 'content-type': mimeType },
	}),
	uploaded: (body) => asText(asObject(body)?.h),
};
