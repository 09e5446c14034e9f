import { account, phoneNumberId } from '../../../fixtures/meta/account';
import * as statuses from '../../../fixtures/meta/statuses';
import { ana, envelope, messagesValue, posted } from '../../../fixtures/meta/webhookRequest';
import { parse } from '../../../../nodes/providers/meta/events';

function eventsOf(list: unknown[], contacts?: unknown) {
	const value = messagesValue({ statuses: list, contacts });
	return parse(posted(envelope('messages', value)));
}

describe('a status', () => {
	it('says what became of our message, for whom, and under which reference', () => {
		expect(eventsOf([statuses.sent], [ana])).toEqual([
			{
				event: 'status',
				provider: 'meta',
				id: 'wamid.sent:sent',
				messageId: 'wamid.sent',
				status: 'sent',
				timestamp: '2026-09-21T14:13:20.000Z',
				reference: 'exec:42',
				pricing: statuses.sent.pricing,
				recipient: { phone: '34600000001', userId: 'ES.1001', name: 'Ana Ejemplo' },
				from: { phone: '34600000001', userId: 'ES.1001', name: 'Ana Ejemplo' },
				to: { phone: '15550001111', phoneNumberId, wabaId: account.businessAccountId },
				raw: statuses.sent,
			},
		]);
	});

	it.each([
		['delivered', statuses.delivered],
		['read', statuses.read],
		['played', statuses.played],
	])('can be %s', (status, raw) => {
		expect(eventsOf([raw])).toMatchObject([
			{ event: 'status', status, id: `wamid.sent:${status}`, from: { phone: '34600000001' } },
		]);
	});

	it('says why a message failed', () => {
		expect(eventsOf([statuses.failed])).toMatchObject([
			{
				status: 'failed',
				reference: 'exec:42',
				errors: [
					{
						code: '131047',
						title: 'Re-engagement message',
						details: 'More than 24 hours have passed since the last reply.',
					},
				],
			},
		]);
	});

	it('of an unknown kind is kept as "other", told apart by its own word', () => {
		expect(eventsOf([statuses.unheardOf, { id: 'wamid.sent' }])).toMatchObject([
			{ status: 'other', id: 'wamid.sent:teleported' },
			{ status: 'other', id: 'wamid.sent:other' },
		]);
	});

	it('of somebody without a phone names the user ID', () => {
		expect(eventsOf([statuses.readWithoutPhone])).toMatchObject([{ from: { userId: 'ES.2002' } }]);
	});

	it('has a different id for each step of the same message', () => {
		const all = [statuses.sent, statuses.delivered, statuses.read, statuses.failed];
		expect(new Set(eventsOf(all).map(({ id }) => id)).size).toBe(4);
	});

	it('without a message id still has an id, the same on redelivery', () => {
		const nameless = { status: 'sent', timestamp: '1790000000' };
		const [first] = eventsOf([nameless]);
		expect(first.id).toMatch(/^.{20,}:sent$/);
		expect(eventsOf([nameless])[0].id).toBe(first.id);
		expect(eventsOf([{ ...nameless, timestamp: '1790000001' }])[0].id).not.toBe(first.id);
	});
});

describe('statuses of a group', () => {
	it.each([
		['recipient_participant_id', statuses.groupDelivered],
		['participant_recipient_id', statuses.groupDeliveredOtherSpelling],
	])('are one per participant, spelt %s', (_, list) => {
		const events = eventsOf(list);
		expect(events).toMatchObject([
			{ messageId: 'wamid.group', groupId: 'group-1', from: { phone: '34600000001' } },
			{ messageId: 'wamid.group', groupId: 'group-1', from: { phone: '34600000002' } },
		]);
		expect(events[0].id).not.toBe(events[1].id);
	});

	it('tell participants without phones apart', () => {
		const events = eventsOf(statuses.groupReadWithoutPhones);
		expect(events.map(({ from }) => from)).toEqual([{ userId: 'ES.3001' }, { userId: 'ES.3002' }]);
		expect(events[0].id).not.toBe(events[1].id);
	});
});
