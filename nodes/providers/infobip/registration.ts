import { callbackTaken, worthPuttingBack } from '../callbackOwner';
import { firstProblem, problem, type Problem } from '../registrationProblem';
import type {
	Account,
	Exchange,
	Registration,
	RegistrationMemory,
	RegistrationResult,
	RegistrationSettings,
} from '../types';
import { WEBHOOK_URL_SETTING } from '../../shared/webhookUrlSetting';
import { infobipAccount, type InfobipAccount } from './account';
import { giveWay } from './otherSubscriptions';
import { putResource, readResource, removeResource } from './resources';
import { isAsWanted, profileBody, securityBody, subscriptionBody } from './subscriptionParts';
import { ownId, readTakers, readTarget } from './subscriptions';
import { withoutSecret, withSecret } from './urlSecret';
import { missingProof } from './verify';

/** Longest URL that a profile takes. */
const URL_LIMIT = 512;

/**
 * Makes Infobip call us: security settings, a notification profile with the URL, and a subscription of
 * the sender that uses both.
 *
 * @see https://www.infobip.com/docs/api/platform/subscriptions-api
 */
export const registration: Registration = {
	choices: [
		{
			value: 'phone',
			name: 'The Sender of the Credential',
			description: 'The messages of this one WhatsApp sender come here; others are left alone',
			needsSender: false,
		},
	],

	*check(account: Account, settings: RegistrationSettings): Exchange<boolean> {
		const infobip = infobipAccount(account);
		const id = ownId(infobip);
		const found: Parameters<typeof isAsWanted>[1] = {};
		for (const resource of ['subscription', 'profile', 'security'] as const) {
			if (resource === 'security' && securityBody(infobip) === undefined) continue;
			const read = yield* readResource(infobip, resource, id);
			if (!read.ok || read.value === undefined) return false;
			found[resource] = read.value;
		}
		return isAsWanted(infobip, found, withSecret(settings.callbackUrl, infobip));
	},

	*activate(account, settings): Exchange<RegistrationResult<RegistrationMemory>> {
		const infobip = infobipAccount(account);
		const before = firstProblem(checkCredential(infobip), checkUrl(infobip, settings));
		if (before) return before;
		const takers = yield* readTakers(infobip);
		if (!takers.ok) return takers;
		let previous = '';
		for (const taker of takers.value) {
			const target = yield* readTarget(infobip, taker);
			if (!target.ok) return target;
			const current = withoutSecret(target.value);
			const taken = callbackTaken(current, settings);
			if (taken) return taken;
			if (taker.id === ownId(infobip)) previous = current;
			else {
				const stays = firstProblem(yield* giveWay(infobip, taker, settings));
				if (stays) return stays;
			}
		}
		const failed = firstProblem(yield* subscribe(infobip, settings.callbackUrl));
		if (failed) return failed;
		const { scope, senderId, callbackUrl } = settings;
		const previousUrl =
			previous !== '' && worthPuttingBack(previous, settings) ? previous : undefined;
		return { ok: true, value: { scope, senderId, callbackUrl, previousUrl } };
	},

	*deactivate(account, memory): Exchange<RegistrationResult<null>> {
		const infobip = infobipAccount(account);
		const id = ownId(infobip);
		const current = yield* readTarget(infobip, { profileId: id });
		if (!current.ok) return current;
		// Somebody else has taken it meanwhile: not ours to remove.
		if (withoutSecret(current.value) !== memory.callbackUrl) return { ok: true, value: null };
		if (memory.previousUrl !== undefined) return yield* setUrl(infobip, memory.previousUrl);
		const removed = yield* removeResource(infobip, 'subscription', id);
		if (!removed.ok) return removed;
		// What is left of these harms nobody, and is used again.
		yield* removeResource(infobip, 'profile', id);
		yield* removeResource(infobip, 'security', id);
		return removed;
	},
};

/** Each step only if the one before succeeded: each names the one before. */
function* subscribe(infobip: InfobipAccount, url: string): Exchange<RegistrationResult<null>> {
	const security = securityBody(infobip);
	if (security) {
		const secured = yield* putResource(infobip, 'security', ownId(infobip), security);
		if (!secured.ok) return secured;
	}
	const profile = yield* setUrl(infobip, url);
	return profile.ok
		? yield* putResource(infobip, 'subscription', ownId(infobip), subscriptionBody(infobip))
		: profile;
}

function* setUrl(infobip: InfobipAccount, url: string): Exchange<RegistrationResult<null>> {
	const body = profileBody(infobip, withSecret(url, infobip));
	return yield* putResource(infobip, 'profile', ownId(infobip), body);
}

/** The URL that the sender's messages go to; with its secret, so that it can be called. */
export function* callbackUrl(account: Account): Exchange<string | undefined> {
	const infobip = infobipAccount(account);
	const takers = yield* readTakers(infobip);
	if (!takers.ok) return undefined;
	// The number may forward to an address of its own, which is not told here. Only a secret in the
	// URL can prove that; with any other proof nothing could be let in.
	if (takers.value.length === 0) return infobip.webhookAuth === 'urlSecret' ? undefined : '';
	const target = yield* readTarget(infobip, takers.value[0]);
	return target.ok ? target.value : undefined;
}

function checkCredential(infobip: InfobipAccount): Problem | undefined {
	const missing = infobip.sender === '' ? 'sender' : missingProof(infobip);
	return missing === undefined
		? undefined
		: problem(`The credential has no ${missing}`, `Fill in the ${missing} in the credential`);
}

function checkUrl(
	infobip: InfobipAccount,
	{ callbackUrl: url }: RegistrationSettings,
): Problem | undefined {
	if (withSecret(url, infobip).length > URL_LIMIT) {
		return problem(
			`The webhook URL of this trigger is longer than the ${URL_LIMIT} characters that Infobip takes`,
			'Give this n8n a shorter public address, or the credential a shorter secret',
		);
	}
	// A playground runs without TLS.
	if (infobip.baseUrl.startsWith('https:') && !url.startsWith('https:')) {
		return problem(
			'Infobip is to call a public https address, and this n8n has none',
			`Give this n8n a public https address and set ${WEBHOOK_URL_SETTING} to it`,
		);
	}
	return undefined;
}
