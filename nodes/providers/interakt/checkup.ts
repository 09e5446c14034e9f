import { broken, callbackUnread, checkTemplates, ok, resting } from '../finding';
import type { Account, Exchange, Finding } from '../types';
import { interaktAccount } from './account';
import { failure } from './failure';
import { templates } from './templates';

/** Interakt has no API but for sending and for templates, so little can be looked at. */
export function* checkup(account: Account): Exchange<Finding[]> {
	const listed = yield* checkTemplates(templates, account, failure);
	const refused = listed.state === 'broken' || listed.state === 'unknown';
	const key = refused
		? { ...listed, check: 'API Key' }
		: ok('API Key', 'Interakt takes the API key');
	return [
		key,
		interaktAccount(account).webhookSecret === ''
			? broken(
					'Webhook Secret',
					'The credential has no webhook secret',
					'Copy the secret key of Settings → Developer Setting → Configure webhook in Interakt into the credential',
				)
			: ok('Webhook Secret', 'The credential has a webhook secret'),
		callbackUnread(
			'Interakt does not tell where its webhooks go',
			'Open Settings → Developer Setting → Configure webhook in Interakt and compare the URL with that of your trigger',
		),
		refused ? resting('Templates', key) : listed,
	];
}
