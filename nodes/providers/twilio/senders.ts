import { isSuccess } from '../../shared/httpStatus';
import { asObject, asObjects, asText, defined, type JsonObject } from '../../shared/json';
import type {
	Account,
	Exchange,
	HttpRequest,
	HttpResponse,
	Listing,
	Page,
	Sender,
} from '../provider';
import { senderAddress, twilioAccount, twilioUrl, type TwilioAccount } from './account';
import { nextCursor, pageQuery } from './paging';

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

function listRequest(twilio: TwilioAccount, cursor?: string): HttpRequest {
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
	request: (account: Account, { cursor }) => listRequest(twilioAccount(account), cursor),
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

export type Found =
	| { ok: true; sender: ChannelSender | undefined }
	| { ok: false; answer: HttpResponse };

/** Looks a number up, with where its webhooks go. */
export function* findSender(twilio: TwilioAccount, senderId: string): Exchange<Found> {
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
