import { appAccessToken } from '../../account.mts';
import type { SimulatedProvider } from '../../provider.mts';
import { callbackFor } from '../../registrations.mts';
import { newWamid } from '../../wamid.mts';
import { escapedJson, signatureOf, webhookBody } from './events.mts';
import { graphRouter } from './index.mts';

/** Meta's own Cloud API. */
export const meta: SimulatedProvider = {
	id: 'meta',
	name: 'Meta WhatsApp Cloud API',
	proofName: 'X-Hub-Signature-256',
	credential: ({ accessToken, appId, appSecret, wabaId, verifyTokenHint }, url) => ({
		type: 'metaWhatsAppCloudApi',
		data: {
			accessToken,
			appId,
			appSecret,
			businessAccountId: wabaId,
			verifyToken: verifyTokenHint,
			advanced: true,
			graphVersion: 'v24.0',
			baseUrl: url,
		},
	}),
	senderId: (_account, phoneNumberId) => phoneNumberId,
	receive: 'phone',
	secrets: (account) => [appAccessToken(account), account.accessToken, account.appSecret],
	router: graphRouter,
	newMessageId: newWamid,
	targetOf: ({ registrations }, { phoneNumberId }) => callbackFor(registrations, phoneNumberId),
	batches: true,
	webhook(world, changes) {
		const body = webhookBody(world, changes);
		return { body, rawBody: escapedJson(body) };
	},
	prove({ account: { appSecret } }, rawBody, target, proof) {
		const secret = proof === 'valid' ? appSecret : `${appSecret} but another`;
		const signature = proof === 'none' ? null : signatureOf(rawBody, secret);
		const headers = {
			'content-type': 'application/json',
			'user-agent': 'facebookexternalua',
			...(signature && { 'X-Hub-Signature-256': signature }),
		};
		return { target, headers, signature };
	},
	// Anything but a 200 is tried again (M:webhooks/overview).
	taken: (status) => status === 200,
	redelivers: true,
};
