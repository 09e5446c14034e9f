import { broken, callbackResult, callbackUnread, checkTemplates, ok, resting } from '../checkup';
import type { Credential, Exchange } from '../http';
import type { CheckupContext, CheckResult } from '../provider';
import { infobipCredential, type InfobipCredential } from './account';
import { failure } from './failure';
import { readTakers, readTarget } from './subscriptions';
import { templates } from './templates';
import { missingProof } from './webhook';

/** The sender's templates prove key and sender at once; the subscriptions say where messages go. */
export function* checkup(credential: Credential, context: CheckupContext): Exchange<CheckResult[]> {
	const infobip = infobipCredential(credential);
	const check = 'API Key and Sender';
	if (infobip.sender === '') {
		const none = broken(
			check,
			'The credential has no sender',
			'Fill in the sender in the credential',
		);
		return [none, checkProof(infobip), resting('Callback', none), resting('Templates', none)];
	}
	const listed = yield* checkTemplates(templates, credential, failure);
	const refused = listed.state === 'broken' || listed.state === 'unknown';
	const key = refused
		? { ...listed, check }
		: ok(check, `Infobip takes the API key for the sender +${infobip.sender}`);
	return [
		key,
		checkProof(infobip),
		refused ? resting('Callback', key) : yield* checkCallback(infobip, context),
		refused ? resting('Templates', key) : listed,
	];
}

function checkProof(infobip: InfobipCredential): CheckResult {
	const missing = missingProof(infobip);
	return missing === undefined
		? ok('Webhook Secret', 'The credential has what proves webhooks')
		: broken(
				'Webhook Secret',
				`The credential has no ${missing}`,
				`Fill in the ${missing} in the credential`,
			);
}

function* checkCallback(
	infobip: InfobipCredential,
	{ ownBaseUrl }: CheckupContext,
): Exchange<CheckResult> {
	const takers = yield* readTakers(infobip);
	if (!takers.ok) return callbackUnread(takers.message, takers.hint);
	const [first] = takers.value.takers;
	if (first === undefined) {
		// The number may forward to an address of its own, which Infobip does not tell here.
		return infobip.webhookAuth === 'urlSecret'
			? callbackUnread(
					'No subscription takes the messages of this sender; its number may forward them',
					'Look at the forwarding of the number in the Infobip portal',
				)
			: callbackResult('', ownBaseUrl);
	}
	const target = yield* readTarget(infobip, first);
	return target.ok
		? callbackResult(target.value, ownBaseUrl, `subscription "${first.id}"`)
		: callbackUnread(target.message, target.hint);
}
