import type { Account } from '../provider';
import { asText } from '../../shared/json';

/** The fields of the credential `metaWhatsAppCloudApi`. */
export interface MetaAccount {
	accessToken: string;
	appId: string;
	appSecret: string;
	businessAccountId: string;
	verifyToken: string;
	graphVersion: string;
	baseUrl: string;
}

/** Reads the credential; what is not filled in is empty, save version and host, which have defaults. */
export function metaAccount(account: Account): MetaAccount {
	const field = (name: string) => (asText(account[name]) ?? '').trim();
	return {
		accessToken: field('accessToken'),
		appId: field('appId'),
		appSecret: field('appSecret'),
		businessAccountId: field('businessAccountId'),
		verifyToken: field('verifyToken'),
		graphVersion: field('graphVersion') || 'v24.0',
		baseUrl: (field('baseUrl') || 'https://graph.facebook.com').replace(/\/+$/, ''),
	};
}

/** The URL of a node or edge of the Graph API. */
export function graphUrl(account: MetaAccount, ...path: string[]): string {
	return [account.baseUrl, account.graphVersion, ...path.map(encodeURIComponent)].join('/');
}
