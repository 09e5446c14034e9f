import { blocking } from '../../../../nodes/providers/meta/blocking';
import { account, phoneNumberId } from '../../../fixtures/meta/account';

// https://developers.facebook.com/documentation/business-messaging/whatsapp/block-users
const URL_OF_LIST = `https://graph.facebook.com/v24.0/${phoneNumberId}/block_users`;

it('names the person by number or by user ID', () => {
	expect(blocking.block({ phone: '34600000001' }, phoneNumberId, account)).toEqual({
		method: 'POST',
		url: URL_OF_LIST,
		body: { messaging_product: 'whatsapp', block_users: [{ user: '34600000001' }] },
	});
	expect(blocking.unblock({ userId: 'ES.2002' }, phoneNumberId, account)).toEqual({
		method: 'DELETE',
		url: URL_OF_LIST,
		body: { messaging_product: 'whatsapp', block_users: [{ user_id: 'ES.2002' }] },
	});
});

describe('an answer', () => {
	const answer = (block_users: object) => ({ messaging_product: 'whatsapp', block_users });
	const person = { input: '+34600000001', wa_id: '34600000001' };
	const failed = (...errors: object[]) =>
		blocking.failed({
			...answer({ added_users: [], failed_users: [{ ...person, errors }] }),
			error: { code: 139100, message: 'Failed to block/unblock users' },
		});

	it('of a success says nothing against it', () => {
		expect(blocking.failed(answer({ added_users: [person] }))).toBeUndefined();
		expect(blocking.failed(answer({ removed_users: [person] }))).toBeUndefined();
		for (const body of [undefined, null, '', 'x', {}, { error: { code: 190 } }]) {
			expect(blocking.failed(body)).toBeUndefined();
		}
	});

	it('says for each person why it was not done', () => {
		expect(failed({ code: 139101, message: 'Blocklist limit reached' })).toMatchObject({
			code: '139101',
			message: expect.stringMatching(/^The list of blocked people is full/),
		});
		expect(failed()).toMatchObject({ code: '139100', category: 'recipient' });
	});

	it('about the 24 hours says what they mean here, and not that a template helps', () => {
		expect(failed({ code: 131047, error_data: { details: 'Not engaged' } })).toMatchObject({
			code: '131047',
			category: 'recipient',
			message: expect.stringContaining('Not engaged'),
			hint: 'Only people who wrote within the last 24 hours can be blocked',
		});
	});
});

it('the list has people with and without a number, page by page', () => {
	const listing = blocking.blocked!(phoneNumberId);
	expect(listing.request(account, { cursor: 'c1' })).toEqual({
		method: 'GET',
		url: URL_OF_LIST,
		query: { limit: '100', after: 'c1' },
	});
	const data = [
		{ messaging_product: 'whatsapp', wa_id: '34600000001' },
		{ messaging_product: 'whatsapp', user_id: 'ES.2002' },
	];
	const cursors = { before: 'c0', after: 'c2' };
	expect(listing.page({ data, paging: { cursors, next: 'https://…' } })).toEqual({
		items: [{ phone: '34600000001' }, { userId: 'ES.2002' }],
		cursor: 'c2',
	});
	expect(listing.page({ data: [], paging: { cursors } })).toEqual({ items: [] });
});
