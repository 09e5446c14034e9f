import { isSuccess } from '../../core/http';
import { asObject, asText } from '../../core/json';
import type { Credential, HttpResponse } from '../http';
import type { RegistrationResult } from '../provider';
import { refusedBy } from '../registration';
import { failure } from './failure';
import { GRAPH_VERSION } from './graphVersion';

/** The fields of the credential `metaWhatsAppCloudApi`. */
export interface MetaCredential {
	accessToken: string;
	appId: string;
	appSecret: string;
	businessAccountId: string;
	verifyToken: string;
	graphVersion: string;
	baseUrl: string;
}

/** Reads the credential; what is not filled in is empty, save version and host, which have defaults. */
export function metaCredential(credential: Credential): MetaCredential {
	const field = (name: string) => (asText(credential[name]) ?? '').trim();
	return {
		accessToken: field('accessToken'),
		appId: field('appId'),
		appSecret: field('appSecret'),
		businessAccountId: field('businessAccountId'),
		verifyToken: field('verifyToken'),
		graphVersion: field('graphVersion') || GRAPH_VERSION,
		baseUrl: (field('baseUrl') || 'https://graph.facebook.com').replace(/\/+$/, ''),
	};
}

/** The URL of a node or edge of the Graph API. */
export function graphUrl(account: MetaCredential, ...path: string[]): string {
	return [account.baseUrl, account.graphVersion, ...path.map(encodeURIComponent)].join('/');
}

/** Graph's cursor of the next page. `after` is there on the last page too; `next` is not. */
export function nextCursor(body: unknown): string | undefined {
	const paging = asObject(asObject(body)?.paging);
	return paging?.next === undefined ? undefined : asText(asObject(paging.cursors)?.after);
}

export const refused = refusedBy(failure);

export const succeeded = ({ status }: HttpResponse): boolean => isSuccess(status);

/** The result of a step that has nothing to tell but that it was carried out. */
export function carriedOut(doing: string, answer: HttpResponse): RegistrationResult<null> {
	return succeeded(answer) ? { ok: true, value: null } : refused(doing, answer);
}
