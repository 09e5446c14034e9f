import { asObject, asObjects, asText, defined } from '../../shared/json';
import type { Listing, Sender } from '../provider';
import { graphUrl, metaAccount } from './account';
import { nextCursor } from './paging';

/**
 * The numbers of a WABA.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers
 */
export const senders: Listing<Sender> = {
	request(account, { cursor }) {
		const meta = metaAccount(account);
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
