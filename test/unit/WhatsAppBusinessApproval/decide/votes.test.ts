import { tallyOf, verdictOf } from '../../../../nodes/WhatsAppBusinessApproval/decide/votes';
import type { Asked } from '../../../../nodes/WhatsAppBusinessApproval/state';

/** `a` approved, `r` rejected, `x` not reached, anything else still to answer; groups stand apart. */
function votesOf(text: string, needed: number[], veto: boolean) {
	const people = text.split(' ').flatMap((group, index) =>
		[...group].map((vote, who): Asked => {
			const person = { phone: `1202555${index}${who}` };
			const at = `2026-11-22T10:00:0${who}.000Z`;
			const decision = ({ a: 'approved', r: 'rejected' } as const)[vote];
			return {
				person,
				identities: [person],
				messages: [],
				group: index,
				...(decision ? { answered: true, vote: { decision, choice: decision, person, at } } : {}),
				...(vote === 'x' ? { unreached: true } : {}),
			};
		}),
	);
	return { people, voting: { needed, veto } };
}

it.each([
	['...', [2], true, 'open'],
	['a..', [2], true, 'open'],
	['aa.', [2], true, 'approved'],
	['ar.', [2], true, 'rejected'],
	['ar.', [2], false, 'open'],
	['ara', [2], false, 'approved'],
	['rr.', [2], false, 'rejected'],
	// A tie is no majority.
	['aarr', [3], false, 'rejected'],
	['a.xx', [2], true, 'open'],
	['..xx', [3], true, 'unreachable'],
	['a.rxx', [3], false, 'rejected'],
	// Somebody whom a status called unreached has answered all the same.
	['aax', [2], true, 'approved'],
	['a. ..', [1, 1], true, 'open'],
	['a. .a', [1, 1], true, 'approved'],
	['aa ..', [1, 1], true, 'open'],
	['a. r.', [1, 1], true, 'rejected'],
	['a. r.', [1, 1], false, 'open'],
	['a. rr', [1, 1], false, 'rejected'],
	// Nobody of the second group rejected: it was not reached.
	['ar x', [1, 1], false, 'unreachable'],
] as const)('%s with %j needed (veto: %s) is %s', (text, needed, veto, expected) => {
	expect(verdictOf(votesOf(text, [...needed], veto))).toBe(expected);
});

it('says how the votes stand, and who gave them', () => {
	expect(tallyOf(votesOf('ar.x', [2], false))).toEqual({
		needed: 2,
		approved: 1,
		rejected: 1,
		open: 2,
		by: [
			{
				decision: 'approved',
				person: { phone: '120255500' },
				decidedAt: '2026-11-22T10:00:00.000Z',
			},
			{
				decision: 'rejected',
				person: { phone: '120255501' },
				decidedAt: '2026-11-22T10:00:01.000Z',
			},
		],
	});
	expect(tallyOf({ people: [] })).toBeUndefined();
});
