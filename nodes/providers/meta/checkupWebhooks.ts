import { asObject, asText } from '../../shared/json';
import { broken, callbackFinding, callbackUnread, ok, resting, unknown } from '../checkup';
import type { CheckupContext, Exchange, Finding } from '../provider';
import { graphUrl, type MetaAccount } from './account';
import { readAppSubscription, readWabaSubscription } from './subscriptions';
import { refused, succeeded } from './registrationProblem';

const PUBLISH = 'Publish a workflow with a "WhatsApp Business Trigger": that sets it';

/** Is the app told of messages at all? */
export function* checkAppWebhooks(meta: MetaAccount, app: Finding): Exchange<Finding> {
	const check = 'App Webhooks';
	if (app.state !== 'ok') return resting(check, app);
	const read = yield* readAppSubscription(meta);
	if (!read.ok) return unknown(check, read.message, read.hint);
	if (read.value === undefined) {
		return broken(check, 'The Meta app has no webhooks switched on for WhatsApp', PUBLISH);
	}
	return read.value.fields.includes('messages')
		? ok(check, 'The Meta app is subscribed to messages')
		: broken(
				check,
				'The Meta app has webhooks switched on, but not the field "messages"',
				'In the Meta app open WhatsApp → Configuration → Webhook fields and subscribe to "messages"',
			);
}

/** Does the WhatsApp account tell this app? */
export function* checkWabaWebhooks(
	meta: MetaAccount,
	before: Finding | undefined,
): Exchange<Finding> {
	const check = 'Account Webhooks';
	if (before) return resting(check, before);
	const read = yield* readWabaSubscription(meta);
	if (!read.ok) return unknown(check, read.message, read.hint);
	return read.value === undefined
		? broken(check, 'The WhatsApp account does not send its events to this Meta app', PUBLISH)
		: ok(check, 'The WhatsApp account sends its events to this Meta app');
}

/** Whose address wins: the number's, else the account's, else the app's. */
const PLACES = [
	['phone_number', "the number's own"],
	['whatsapp_business_account', "the WhatsApp account's"],
	['application', "the Meta app's"],
] as const;

/** Where do messages of the number go, and who set that? */
export function* checkCallback(
	meta: MetaAccount,
	{ senderId = '', ownBaseUrl }: CheckupContext,
	chosen: Finding,
): Exchange<Finding> {
	if (chosen.state !== 'ok') return resting('Callback', chosen);
	const answer = yield {
		method: 'GET',
		url: graphUrl(meta, senderId),
		query: { fields: 'webhook_configuration' },
	};
	if (!succeeded(answer)) {
		const { message, hint } = refused('Reading the callback of the phone number', answer);
		return callbackUnread(message, hint);
	}
	const configured = asObject(asObject(answer.body)?.webhook_configuration) ?? {};
	for (const [name, whose] of PLACES) {
		const url = asText(configured[name]);
		if (url !== undefined) return callbackFinding(url, ownBaseUrl, whose);
	}
	return callbackFinding('', ownBaseUrl);
}
