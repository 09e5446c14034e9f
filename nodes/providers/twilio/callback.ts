import { senderAddress, twilioAccount } from './account';
import { findSender } from './senders';
import type { Account, Exchange } from '../provider';

/**
 * Where the messages of a number go: as the Senders API says, else as the credential does. A number
 * whose messages a messaging service or the sandbox receives has no URL of its own there.
 *
 * @returns empty when there is none, undefined when Twilio does not say
 */
export function* callbackUrl(account: Account, senderId: string): Exchange<string | undefined> {
	const twilio = twilioAccount(account);
	const given = twilio.webhookUrl || undefined;
	const id = senderAddress(senderId);
	if (!id.startsWith('whatsapp:+')) return given;
	const found = yield* findSender(twilio, id);
	if (!found.ok || found.sender === undefined) return given;
	// Taps come to the callback; the statuses of what is asked belong to the same trigger.
	return found.sender.callbackUrl || (given ?? '');
}

/**
 * A status callback that brings the reference back: Twilio repeats nothing of a message but the URL.
 *
 * @param url may end in a fragment such as `#rc=3`, which must stay at the end
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
 */
export function withReference(url: string, reference: string): string {
	const [address, ...fragment] = url.split('#');
	const joint = address.includes('?') ? '&' : '?';
	const full = `${address}${joint}reference=${encodeURIComponent(reference)}`;
	return [full, ...fragment].join('#');
}
