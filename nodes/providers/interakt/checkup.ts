import { broken, callbackResult, callbackUnread, checkTemplates, ok, resting } from '../checkup';
import type { Credential, Exchange } from '../http';
import type { CheckupContext, CheckResult } from '../provider';
import { interaktCredential, callbackUrl } from './account';
import { failure } from './failure';
import { templates } from './templates';

/** Interakt has no API but for sending and for templates, so little can be looked at. */
export function* checkup(
	credential: Credential,
	{ ownBaseUrl }: CheckupContext,
): Exchange<CheckResult[]> {
	const listed = yield* checkTemplates(templates, credential, failure);
	const refused = listed.state === 'broken' || listed.state === 'unknown';
	const key = refused
		? { ...listed, check: 'API Key' }
		: ok('API Key', 'Interakt takes the API key');
	const url = yield* callbackUrl(credential);
	return [
		key,
		interaktCredential(credential).webhookSecret === ''
			? broken(
					'Webhook Secret',
					'The credential has no webhook secret',
					'Copy the secret key of Settings → Developer Setting → Configure webhook in Interakt into the credential',
				)
			: ok('Webhook Secret', 'The credential has a webhook secret'),
		url === undefined
			? callbackUnread(
					'Interakt does not tell where its webhooks go',
					'Fill in "Webhook URL" in the credential: the address that you pasted in Interakt',
				)
			: callbackResult(url, ownBaseUrl),
		refused ? resting('Templates', key) : listed,
	];
}
