import { broken, callbackResult, callbackUnread, checkTemplates, ok, resting } from '../checkup';
import type { Credential, Exchange } from '../http';
import type { CheckupContext, CheckResult } from '../provider';
import { gupshupCredential, sender, callbackUrl } from './account';
import { failure } from './failure';
import { templates } from './templates';

/** Gupshup tells of an app little more than its templates, which is how the credential is tested too. */
export function* checkup(
	credential: Credential,
	{ ownBaseUrl }: CheckupContext,
): Exchange<CheckResult[]> {
	const listed = yield* checkTemplates(templates, credential, failure);
	const refused = listed.state === 'broken' || listed.state === 'unknown';
	const key = refused
		? { ...listed, check: 'API Key' }
		: ok('API Key', 'Gupshup takes the API key for this app');
	const url = refused ? undefined : yield* callbackUrl(credential);
	return [
		key,
		checkSender(credential),
		checkSecret(credential),
		refused
			? resting('Callback', key)
			: url === undefined
				? callbackUnread(
						'Gupshup does not tell where the webhooks go',
						'Fill in "Webhook URL" in the credential: the address that you pasted at Gupshup',
					)
				: callbackResult(url, ownBaseUrl),
		refused ? resting('Templates', key) : listed,
	];
}

function checkSender(credential: Credential): CheckResult {
	const own = sender(credential);
	return own === undefined
		? broken(
				'Phone Number',
				'The credential lacks the app name or the source number',
				'Copy both from the Gupshup console into the credential',
			)
		: ok('Phone Number', `Messages go out from ${own.phone} (${own.name})`);
}

function checkSecret(credential: Credential): CheckResult {
	return gupshupCredential(credential).webhookSecret === ''
		? broken(
				'Webhook Secret',
				'The credential has no webhook secret',
				'Fill in the webhook secret in the credential, and put it at the end of the URL at Gupshup',
			)
		: ok('Webhook Secret', 'The credential has a webhook secret');
}
