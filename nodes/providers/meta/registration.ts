import type {
	Account,
	Exchange,
	Registration,
	RegistrationChoice,
	RegistrationMemory,
	RegistrationResult,
	RegistrationSettings,
} from '../types';
import { callbackTaken, worthPuttingBack } from '../callbackOwner';
import { metaAccount, type MetaAccount } from './account';
import { ensureAppSubscription, ensureWabaSubscription } from './appSubscription';
import { callbackSlot, readCallback, writeCallback, type CallbackSlot } from './callbackOverride';
import { checkToken } from './tokenCheck';
import { firstProblem, problem, type Problem } from '../registrationProblem';
import { WEBHOOK_URL_SETTING } from '../../shared/webhookUrlSetting';

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

	*check(account: Account, settings: RegistrationSettings): Exchange<boolean> {
		const current = yield* readCallback(callbackSlot(metaAccount(account), settings));
		return current.ok && current.value === settings.callbackUrl;
	},

	*activate(account, settings): Exchange<RegistrationResult<RegistrationMemory>> {
		const meta = metaAccount(account);
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

	*deactivate(account, memory): Exchange<RegistrationResult<null>> {
		const meta = metaAccount(account);
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
	meta: MetaAccount,
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

function checkCredential(meta: MetaAccount): Problem | undefined {
	const missing = [
		['accessToken', 'access token'],
		['appId', 'app ID'],
		['appSecret', 'app secret'],
		['businessAccountId', 'business account ID'],
		['verifyToken', 'verify token'],
	].find(([field]) => meta[field as keyof MetaAccount] === '');
	return (
		missing &&
		problem(`The credential has no ${missing[1]}`, `Fill in the ${missing[1]} in the credential`)
	);
}

function checkUrl(meta: MetaAccount, url: string): Problem | undefined {
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
