import { withFacts } from '../../../../nodes/WhatsAppBusinessApproval/decide/evidence';
import { shortHash } from '../../../../nodes/core/crypto';
import { state } from '../asked';

it('what the trigger has seen of a question is put on record once, and of others not at all', () => {
	const facts = [
		{ message: shortHash('wamid.question'), times: { sent: 1795341600, read: 1795341700 } },
		{ message: shortHash('wamid.other'), times: { sent: 1795341600 } },
	];
	const known = withFacts(state, facts);
	expect(known.history).toEqual([
		{
			event: 'sent',
			at: '2026-11-22T10:00:00.000Z',
			messageId: 'wamid.question',
			person: state.people[0].person,
		},
		expect.objectContaining({ event: 'read', at: '2026-11-22T10:01:40.000Z' }),
	]);
	expect(withFacts(known, facts)).toEqual(known);
	expect(withFacts(state, [])).toBe(state);
});

it('what a question costs stands beside its sending and its delivery', () => {
	const times = { sent: 1795341600, delivered: 1795341610, read: 1795341700 };
	const price = { category: 'utility', charged: true };
	const { history } = withFacts(state, [{ message: shortHash('wamid.question'), times, price }]);
	expect(history).toMatchObject([
		{ event: 'sent', ...price },
		{ event: 'delivered', ...price },
		{ event: 'read' },
	]);
	expect(history[2]).not.toHaveProperty('category');
});
