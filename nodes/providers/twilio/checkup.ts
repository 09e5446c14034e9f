import { isSuccess } from '../../core/http';
import { asObject, asText } from '../../core/json';
import {
	broken,
	callbackResult,
	checkTemplates,
	firstBroken,
	ok,
	refusedResult,
	resting,
	unknown,
	warning,
} from '../checkup';
import type { Credential, Exchange } from '../http';
import type { CheckupContext, CheckResult } from '../provider';
import { senderAddress, twilioCredential, twilioUrl, type TwilioCredential } from './account';
import { findSender } from './senders';
import { failure } from './failure';
import { templates } from './templates';

/** The account, the sender, where its messages go, the templates. */
export function* checkup(credential: Credential, context: CheckupContext): Exchange<CheckResult[]> {
	const twilio = twilioCredential(credential);
	const own = yield* checkAccount(twilio);
	const before = firstBroken(own);
	if (before) {
		return [own, ...['Phone Number', 'Callback', 'Templates'].map((c) => resting(c, before))];
	}
	return [
		own,
		...(yield* checkSender(twilio, context)),
		yield* checkTemplates(templates, credential, failure),
	];
}

/** @see https://www.twilio.com/docs/iam/api/account */
function* checkAccount(twilio: TwilioCredential): Exchange<CheckResult> {
	const check = 'Account';
	const { accountSid, authToken } = twilio;
	if (accountSid === '' || authToken === '') {
		const hint = 'Copy both from the start page of the Twilio Console into the credential';
		return broken(check, 'The credential lacks the Account SID or the auth token', hint);
	}
	const path = `/2010-04-01/Accounts/${encodeURIComponent(accountSid)}.json`;
	const answer = yield { method: 'GET', url: twilioUrl(twilio, 'api', path) };
	if (!isSuccess(answer.status)) return refusedResult(check, answer, failure);
	const status = asText(asObject(answer.body)?.status);
	return status === 'suspended' || status === 'closed'
		? broken(check, `This Twilio account is ${status}`, 'Open the Twilio Console to see why')
		: ok(check, 'Account SID and auth token are right');
}

function* checkSender(
	twilio: TwilioCredential,
	{ senderId = '', ownBaseUrl }: CheckupContext,
): Exchange<CheckResult[]> {
	const check = 'Phone Number';
	const id = senderAddress(senderId);
	const given = () =>
		twilio.webhookUrl === ''
			? unknown(
					'Callback',
					'Twilio does not tell where the messages of this sender go',
					'Fill in "Webhook URL" in the credential: the address that you pasted at Twilio',
				)
			: callbackResult(twilio.webhookUrl, ownBaseUrl, 'as the credential says');
	if (!id.startsWith('whatsapp:+')) {
		const hint = 'Choose a number in the field "From"';
		return [unknown(check, 'Only a number can be looked at', hint), given()];
	}
	const found = yield* findSender(twilio, id);
	if (!found.ok) return [refusedResult(check, found.answer, failure), given()];
	if (found.sender === undefined) {
		const message = `${id.slice('whatsapp:'.length)} is not among the WhatsApp senders of this account`;
		return [
			warning(check, message, 'That is so for the number of the sandbox. Otherwise choose another'),
			given(),
		];
	}
	const { callbackUrl } = found.sender;
	return [
		ok(check, `${id.slice('whatsapp:'.length)} is a WhatsApp sender of this account`),
		callbackUrl === '' && twilio.webhookUrl !== ''
			? given()
			: callbackResult(callbackUrl, ownBaseUrl),
	];
}
