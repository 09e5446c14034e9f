import { account } from '../../../fixtures/meta/account';
import { senders } from '../../../../nodes/providers/meta/senders';

// https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers
describe('the list of numbers', () => {
	it('asks for the numbers of the account, page by page', () => {
		expect(senders.request(account, { cursor: 'c1' })).toEqual({
			method: 'GET',
			url: `https://graph.facebook.com/v24.0/${account.businessAccountId}/phone_numbers`,
			query: { fields: 'id,display_phone_number,verified_name', limit: '100', after: 'c1' },
		});
		expect(senders.request(account, {}).query).not.toHaveProperty('after');
	});

	it('is read with the cursor of the next page', () => {
		const body = {
			data: [
				{ id: '1065', display_phone_number: '+1 555-000-1111', verified_name: 'Boxes' },
				{ id: 1066 },
				'broken',
			],
			paging: { cursors: { after: 'c2' }, next: 'https://graph.facebook.com/next' },
		};
		expect(senders.page(body)).toEqual({
			items: [
				{ id: '1065', phone: '+1 555-000-1111', name: 'Boxes' },
				{ id: '1066', phone: '', name: '' },
			],
			cursor: 'c2',
		});
	});

	it('is empty where the answer is no list', () => {
		for (const body of [undefined, null, 'text', [], { data: 'none', paging: 'none' }]) {
			expect(senders.page(body)).toEqual({ items: [] });
		}
	});
});
