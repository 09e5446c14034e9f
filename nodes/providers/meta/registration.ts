import { asObject, asText } from '../../core/json';
import type { Credential, Exchange } from '../http';
import type {
	Registration,
	RegistrationChoice,
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
import {
	carriedOut,
	graphUrl,
	metaCredential,
	type MetaCredential,
	refused,
	succeeded,
} from './account';
import {
	checkToken,
	ensureAppSubscription,
	ensureWabaSubscription,
	readAppSubscription,
	readWabaSubscription,
	removeAppSubscription,
	setAppCallback,
} from './subscriptions';

/** Longest callback URL that an override takes. */
const URL_LIMIT = 200;

const choices: readonly RegistrationChoice[] = [
	{
		value: 'phone',
		name: 'One Phone Number',
		description: 'Only the messages of one number come here; other numbers are left alone',
		needsSender: true,
	},
	{
		value: 'waba',
		name: 'Whole WhatsApp Account',
		description: 'The messages of every number of the WhatsApp Business Account come here',
		needsSender: false,
	},
	{
		value: 'app',
		name: 'Whole Meta App',
		description: 'Everything the app receives comes here, template and account events included',
		needsSender: false,
	},
];

/**
 * Makes Meta call us. The chain and what may break in it:
 * token → app-level `messages` subscription → the app's subscription to the WABA → the callback.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/override
 */
export const registration: Registration = {
	choices,

	*check(credential: Credential, settings: RegistrationSettings): Exchange<boolean> {
		const current = yield* readCallback(callbackSlot(metaCredential(credential), settings));
		return current.ok && current.value === settings.callbackUrl;
	},

	*activate(credential, settings): Exchange<RegistrationResult<RegistrationMemory>> {
		const meta = metaCredential(credential);
		const before = firstProblem(checkCredential(meta), checkUrl(meta, settings.callbackUrl));
		if (before) return before;
		const broken = firstProblem(yield* checkToken(meta));
		if (broken) return broken;

		const slot = callbackSlot(meta, settings);
		const current = yield* readCallback(slot);
		if (!current.ok) return current;
		const taken = callbackTaken(current.value, settings);
		if (taken) return taken;

		const failed = firstProblem(yield* subscribe(meta, slot, settings.callbackUrl));
		if (failed) return failed;

		const { scope, senderId, callbackUrl } = settings;
		const previousUrl = worthPuttingBack(current.value, settings) ? current.value : undefined;
		return { ok: true, value: { scope, senderId, callbackUrl, previousUrl } };
	},

	*deactivate(credential, memory): Exchange<RegistrationResult<null>> {
		const meta = metaCredential(credential);
		const slot = callbackSlot(meta, memory);
		const current = yield* readCallback(slot);
		if (!current.ok) return current;
		// Somebody else has taken it meanwhile: not ours to remove.
		if (current.value !== memory.callbackUrl) return { ok: true, value: null };
		return yield* writeCallback(slot, memory.previousUrl ?? '');
	},
};

/** Each step only if the one before succeeded. The subscriptions stay: other numbers rest on them. */
function* subscribe(
	meta: MetaCredential,
	slot: CallbackSlot,
	callbackUrl: string,
): Exchange<RegistrationResult<null>> {
	if (slot.scope !== 'app') {
		const app = yield* ensureAppSubscription(meta, callbackUrl);
		if (!app.ok) return app;
	}
	const waba = yield* ensureWabaSubscription(meta);
	return waba.ok ? yield* writeCallback(slot, callbackUrl) : waba;
}

function checkCredential(meta: MetaCredential): Problem | undefined {
	const missing = [
		['accessToken', 'access token'],
		['appId', 'app ID'],
		['appSecret', 'app secret'],
		['businessAccountId', 'business account ID'],
		['verifyToken', 'verify token'],
	].find(([field]) => meta[field as keyof MetaCredential] === '');
	return (
		missing &&
		problem(`The credential has no ${missing[1]}`, `Fill in the ${missing[1]} in the credential`)
	);
}

function checkUrl(meta: MetaCredential, url: string): Problem | undefined {
	if (url.length > URL_LIMIT) {
		return problem(
			`The webhook URL of this trigger has ${url.length} characters; Meta takes at most ${URL_LIMIT}`,
			'Give this n8n a shorter public address',
		);
	}
	// A playground runs without TLS; Meta itself calls https only.
	if (meta.baseUrl.startsWith('https:') && !url.startsWith('https:')) {
		return problem(
			`Meta only calls https addresses, and this n8n says its own is ${new URL(url).origin}`,
			`Give this n8n a public https address and set ${WEBHOOK_URL_SETTING} to it`,
		);
	}
	return undefined;
}

/** A place where Meta keeps a callback URL: a number's, a WABA's, or the app's own. */
interface CallbackSlot {
	meta: MetaCredential;
	scope: string;
	senderId: string;
}

function callbackSlot(
	meta: MetaCredential,
	{ scope, senderId }: { scope: string; senderId?: string },
): CallbackSlot {
	return { meta, scope, senderId: senderId ?? '' };
}

/** The callback URL in the slot; empty when there is none. */
function* readCallback(slot: CallbackSlot): Exchange<RegistrationResult<string>> {
	const { meta, scope, senderId } = slot;
	if (scope === 'app') {
		const subscription = yield* readAppSubscription(meta);
		return subscription.ok
			? { ok: true, value: subscription.value?.callbackUrl ?? '' }
			: subscription;
	}
	if (scope === 'waba') {
		const subscription = yield* readWabaSubscription(meta);
		return subscription.ok
			? { ok: true, value: subscription.value?.overrideUrl ?? '' }
			: subscription;
	}
	const answer = yield {
		method: 'GET',
		url: graphUrl(meta, senderId),
		query: { fields: 'webhook_configuration' },
	};
	if (!succeeded(answer)) return refused('Reading the callback of the phone number', answer);
	// Written as `override_callback_uri`, read back as `phone_number`.
	const configuration = asObject(asObject(answer.body)?.webhook_configuration);
	return { ok: true, value: asText(configuration?.phone_number) ?? '' };
}

/**
 * The callback that a number's messages go to: its own, else the WABA's, else the app's.
 *
 * @returns empty when there is none, undefined when Meta does not say
 */
export function* callbackUrl(
	credential: Credential,
	senderId: string,
): Exchange<string | undefined> {
	const answer = yield {
		method: 'GET',
		url: graphUrl(metaCredential(credential), senderId),
		query: { fields: 'webhook_configuration' },
	};
	if (!succeeded(answer)) return undefined;
	const configured = asObject(asObject(answer.body)?.webhook_configuration) ?? {};
	const { phone_number, whatsapp_business_account, application } = configured;
	return (
		[phone_number, whatsapp_business_account, application]
			.map(asText)
			.find((url) => url !== undefined && url !== '') ?? ''
	);
}

/**
 * Sets the slot's callback URL, or takes it away (empty URL). Meta calls the new URL during this
 * request to verify it.
 */
function* writeCallback(slot: CallbackSlot, url: string): Exchange<RegistrationResult<null>> {
	const { meta, scope, senderId } = slot;
	if (scope === 'app') {
		return url === '' ? yield* removeAppSubscription(meta) : yield* setAppCallback(meta, url);
	}
	const override = { override_callback_uri: url, verify_token: meta.verifyToken };
	const answer =
		scope === 'waba'
			? yield {
					method: 'POST',
					url: graphUrl(meta, meta.businessAccountId, 'subscribed_apps'),
					// Without a body the override is removed.
					body: url === '' ? undefined : override,
				}
			: yield {
					method: 'POST',
					url: graphUrl(meta, senderId),
					body: { webhook_configuration: url === '' ? { override_callback_uri: '' } : override },
				};
	return carriedOut(
		url === '' ? 'Removing the callback' : `Setting the callback to ${url}`,
		answer,
	);
}
