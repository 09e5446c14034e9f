import { asObject, asText } from '../../shared/json';
import type { Account, Exchange, RegistrationResult } from '../provider';
import { graphUrl, metaAccount, type MetaAccount } from './account';
import {
	readAppSubscription,
	readWabaSubscription,
	removeAppSubscription,
	setAppCallback,
} from './subscriptions';
import { carriedOut, refused, succeeded } from './registrationProblem';

/** A place where Meta keeps a callback URL: a number's, a WABA's, or the app's own. */
export interface CallbackSlot {
	meta: MetaAccount;
	scope: string;
	senderId: string;
}

export function callbackSlot(
	meta: MetaAccount,
	{ scope, senderId }: { scope: string; senderId?: string },
): CallbackSlot {
	return { meta, scope, senderId: senderId ?? '' };
}

/** The callback URL in the slot; empty when there is none. */
export function* readCallback(slot: CallbackSlot): Exchange<RegistrationResult<string>> {
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
export function* callbackUrl(account: Account, senderId: string): Exchange<string | undefined> {
	const answer = yield {
		method: 'GET',
		url: graphUrl(metaAccount(account), senderId),
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
export function* writeCallback(
	slot: CallbackSlot,
	url: string,
): Exchange<RegistrationResult<null>> {
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
