import type { Credential, Exchange } from '../http';
import type {
	Registration,
	RegistrationMemory,
	RegistrationResult,
	RegistrationSettings,
} from '../provider';
import {
	callbackTaken,
	firstProblem,
	problem,
	type Problem,
	WEBHOOK_URL_SETTING,
	worthPuttingBack,
} from '../registration';
import { infobipCredential, type InfobipCredential, withoutSecret, withSecret } from './account';
import {
	isAsWanted,
	isSender,
	ownId,
	profileBody,
	putResource,
	readResource,
	readTakers,
	readTarget,
	removeResource,
	securityBody,
	subscriptionBody,
	type Taker,
} from './subscriptions';
import { missingProof } from './webhook';

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

	*check(credential: Credential, settings: RegistrationSettings): Exchange<boolean> {
		const infobip = infobipCredential(credential);
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

	*activate(credential, settings): Exchange<RegistrationResult<RegistrationMemory>> {
		const infobip = infobipCredential(credential);
		const before = firstProblem(checkCredential(infobip), checkUrl(infobip, settings));
		if (before) return before;
		const takers = yield* readTakers(infobip);
		if (!takers.ok) return takers;
		let previous = '';
		for (const taker of takers.value.takers) {
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
		const failed = firstProblem(
			yield* subscribe(infobip, settings.callbackUrl, takers.value.elsewhere),
		);
		if (failed) return failed;
		const { scope, senderId, callbackUrl } = settings;
		const previousUrl =
			previous !== '' && worthPuttingBack(previous, settings) ? previous : undefined;
		return { ok: true, value: { scope, senderId, callbackUrl, previousUrl } };
	},

	*deactivate(credential, memory): Exchange<RegistrationResult<null>> {
		const infobip = infobipCredential(credential);
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
function* subscribe(
	infobip: InfobipCredential,
	url: string,
	elsewhere: readonly string[],
): Exchange<RegistrationResult<null>> {
	const security = securityBody(infobip);
	if (security) {
		const secured = yield* putResource(infobip, 'security', ownId(infobip), security);
		if (!secured.ok) return secured;
	}
	const profile = yield* setUrl(infobip, url);
	return profile.ok
		? yield* putResource(
				infobip,
				'subscription',
				ownId(infobip),
				subscriptionBody(infobip, elsewhere),
			)
		: profile;
}

function* setUrl(infobip: InfobipCredential, url: string): Exchange<RegistrationResult<null>> {
	const body = profileBody(infobip, withSecret(url, infobip));
	return yield* putResource(infobip, 'profile', ownId(infobip), body);
}

/** The URL that the sender's messages go to; with its secret, so that it can be called. */
export function* callbackUrl(credential: Credential): Exchange<string | undefined> {
	const infobip = infobipCredential(credential);
	const takers = yield* readTakers(infobip);
	if (!takers.ok) return undefined;
	// The number may forward to an address of its own, which is not told here. Only a secret in the
	// URL can prove that; with any other proof nothing could be let in.
	const [first] = takers.value.takers;
	if (first === undefined) return infobip.webhookAuth === 'urlSecret' ? undefined : '';
	const target = yield* readTarget(infobip, first);
	return target.ok ? target.value : undefined;
}

function checkCredential(infobip: InfobipCredential): Problem | undefined {
	const missing = infobip.sender === '' ? 'sender' : missingProof(infobip);
	return missing === undefined
		? undefined
		: problem(`The credential has no ${missing}`, `Fill in the ${missing} in the credential`);
}

function checkUrl(
	infobip: InfobipCredential,
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

/**
 * Makes somebody else's subscription leave the sender to us, which the builder has asked for: it goes,
 * or goes on for its other senders. One for every sender stays; ours names the sender, and wins.
 */
function* giveWay(
	infobip: InfobipCredential,
	{ id, senders, profileId, raw }: Taker,
	{ replace, temporary }: RegistrationSettings,
): Exchange<RegistrationResult<null>> {
	// Without being asked to replace it, this is one that calls us already.
	if (senders.length === 0 || (!replace && !temporary)) return { ok: true, value: null };
	if (temporary) {
		return problem(
			`The subscription "${id}" takes the messages of this sender, and a test run could not put it back`,
			'Take the sender out of it under Developer Tools → Subscriptions Management in the Infobip portal',
		);
	}
	const others = senders.filter((entry) => !isSender(entry, infobip.sender));
	if (others.length === 0) return yield* removeResource(infobip, 'subscription', id);
	const { name, events } = raw;
	return yield* putResource(infobip, 'subscription', id, {
		...(name !== undefined && { name }),
		events,
		resources: others,
		profile: { profileId },
	});
}
