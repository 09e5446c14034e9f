import { asObject, asObjects, asText, defined } from '../../core/json';
import type { Credential, Exchange, Listing } from '../http';
import type { MessagingLimit, Sender } from '../provider';
import { graphUrl, metaCredential, nextCursor, succeeded } from './account';
import { failure } from './failure';

/**
 * The numbers of a WABA.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers
 */
export const senders: Listing<Sender> = {
	request(credential, { cursor }) {
		const meta = metaCredential(credential);
		return {
			method: 'GET',
			url: graphUrl(meta, meta.businessAccountId, 'phone_numbers'),
			query: defined({
				fields: 'id,display_phone_number,verified_name',
				limit: '100',
				after: cursor,
			}) as Record<string, string>,
		};
	},
	page(body) {
		return defined({
			items: asObjects(asObject(body)?.data).map((number) => ({
				id: asText(number.id) ?? '',
				phone: asText(number.display_phone_number) ?? '',
				name: asText(number.verified_name) ?? '',
			})),
			cursor: nextCursor(body),
		});
	},
};

/** The limit is the portfolio's; `messaging_limit_tier`, the number's own, is out of date. */
export const LIMIT_FIELD = 'whatsapp_business_manager_messaging_limit';

/** @returns people in 24 hours; undefined for a value that says nothing clear, e.g. `NOT_SET` */
export function readTier(value: unknown): number | undefined {
	const tier = /^(?:TIER_)?(?:(UNLIMITED)|(\d+)(K?))$/.exec(asText(value) ?? '');
	if (tier === null) return undefined;
	return tier[1] === undefined ? Number(tier[2]) * (tier[3] === '' ? 1 : 1000) : Infinity;
}

/**
 * How many people templates can open conversations with in 24 hours.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messaging-limits
 */
export function* messagingLimit(
	credential: Credential,
	senderId: string,
): Exchange<MessagingLimit> {
	const answer = yield {
		method: 'GET',
		url: graphUrl(metaCredential(credential), senderId),
		query: { fields: LIMIT_FIELD },
	};
	if (!succeeded(answer)) {
		const { message, hint } = failure(answer.status, answer.body);
		return { ok: false, message, hint };
	}
	const value = asObject(answer.body)?.[LIMIT_FIELD];
	const people = readTier(value);
	if (people !== undefined) return { ok: true, people };
	return {
		ok: false,
		message: `Meta tells nothing clear (${asText(value) ?? 'nothing'})`,
		hint: 'Look the limit up in WhatsApp Manager',
	};
}
