import { isSuccess } from '../../core/http';
import { asObject, asObjects, asText, defined, type JsonObject } from '../../core/json';
import type { Credential, Exchange, HttpRequest, HttpResponse, Listing, Page } from '../http';
import type { Sender } from '../provider';
import {
	nextCursor,
	pageQuery,
	senderAddress,
	twilioCredential,
	type TwilioCredential,
	twilioUrl,
} from './account';

/**
 * Where the messages of a number go: as the Senders API says, else as the credential does. A number
 * whose messages a messaging service or the sandbox receives has no URL of its own there.
 *
 * @returns empty when there is none, undefined when Twilio does not say
 */
export function* callbackUrl(
	credential: Credential,
	senderId: string,
): Exchange<string | undefined> {
	const twilio = twilioCredential(credential);
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

/** More than any account has; a list that does not end is cut. */
const MOST_PAGES = 50;

/** A WhatsApp number as the Senders API has it on file. */
export interface ChannelSender {
	/** XE… */
	sid: string;
	callbackUrl: string;
	statusUrl: string;
	/** All of it, to be written back with what is changed. */
	webhook: JsonObject;
}

function listRequest(twilio: TwilioCredential, cursor?: string): HttpRequest {
	return {
		method: 'GET',
		url: twilioUrl(twilio, 'messaging', '/v2/Channels/Senders'),
		query: pageQuery({ Channel: 'whatsapp', PageSize: '100' }, cursor),
	};
}

const entries = (body: unknown) => asObjects(asObject(body)?.senders);

const idOf = ({ sender_id }: JsonObject): string => senderAddress(asText(sender_id) ?? '');

/**
 * The WhatsApp numbers of the account; the number of the sandbox is not among them.
 *
 * @see https://www.twilio.com/docs/whatsapp/api/senders
 */
export const senders: Listing<Sender> = {
	request: (credential: Credential, { cursor }) =>
		listRequest(twilioCredential(credential), cursor),
	page(body: unknown): Page<Sender> {
		const online = entries(body).filter(
			(entry) =>
				idOf(entry).startsWith('whatsapp:+') &&
				// A draft, or one still being verified, cannot send.
				(asText(entry.status) ?? 'ONLINE').startsWith('ONLINE'),
		);
		return defined({
			items: online.map((entry) => {
				const id = idOf(entry);
				const phone = id.replace(/^whatsapp:/, '');
				return { id, phone, name: asText(asObject(entry.profile)?.name) ?? 'WhatsApp sender' };
			}),
			cursor: nextCursor(body),
		});
	},
};

type Found = { ok: true; sender: ChannelSender | undefined } | { ok: false; answer: HttpResponse };

/** Looks a number up, with where its webhooks go. */
export function* findSender(twilio: TwilioCredential, senderId: string): Exchange<Found> {
	let cursor: string | undefined;
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const answer = yield listRequest(twilio, cursor);
		if (!isSuccess(answer.status)) return { ok: false, answer };
		const found = entries(answer.body).find((entry) => idOf(entry) === senderId);
		if (found !== undefined) return { ok: true, sender: readSender(found) };
		cursor = nextCursor(answer.body);
		if (cursor === undefined) break;
	}
	return { ok: true, sender: undefined };
}

function readSender(entry: JsonObject): ChannelSender {
	const webhook = asObject(entry.webhook) ?? {};
	return {
		sid: asText(entry.sid) ?? '',
		callbackUrl: asText(webhook.callback_url) ?? '',
		statusUrl: asText(webhook.status_callback_url) ?? '',
		webhook,
	};
}
