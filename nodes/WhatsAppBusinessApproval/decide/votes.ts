import type { ApprovalState, Asked, Tally, Vote } from '../state';

type Votes = Pick<ApprovalState, 'people' | 'voting'>;

/**
 * How a vote stands.
 *
 * - `approved`: each group has as many approvals as it needs.
 * - `rejected`: somebody rejected where one rejection ends it, or a group cannot have as many any more, of
 *   which one has rejected.
 * - `unreachable`: a group cannot have as many any more, only because the question did not reach people.
 */
export type Verdict = 'open' | 'approved' | 'rejected' | 'unreachable';

/** What the votes so far decide. A tie, and what has become impossible, is decided at once. */
export function verdictOf({ people, voting }: Votes): Verdict {
	const { needed, veto } = voting!;
	if (veto && count(people, 'rejected') > 0) return 'rejected';
	const groups = needed.map((least, group) => {
		const members = people.filter((asked) => (asked.group ?? 0) === group);
		const approved = count(members, 'approved');
		return {
			missing: least - approved,
			open: members.filter(mayVote).length,
			rejected: count(members, 'rejected'),
		};
	});
	if (groups.every(({ missing }) => missing <= 0)) return 'approved';
	const impossible = groups.filter(({ missing, open }) => missing > open);
	if (impossible.length === 0) return 'open';
	return impossible.some(({ rejected }) => rejected > 0) ? 'rejected' : 'unreachable';
}

/** How the votes stand, for the item that leaves; undefined where votes do not decide. */
export function tallyOf({ people, voting }: Votes): Tally | undefined {
	if (voting === undefined) return undefined;
	const votes = people.flatMap(({ vote }) => vote ?? []);
	return {
		needed: voting.needed.reduce((sum, least) => sum + least, 0),
		approved: count(people, 'approved'),
		rejected: count(people, 'rejected'),
		open: people.length - votes.length,
		by: votes.map(({ decision, person, at }) => ({ decision, person, decidedAt: at })),
	};
}

/** The last vote that rejected, as a rejection of which no reason is awaited. */
export const lastRejection = ({ people }: Votes): ApprovalState['rejection'] =>
	people
		.flatMap(({ vote }, by) =>
			vote?.decision === 'rejected' ? [{ by, ...vote, until: vote.at }] : [],
		)
		.sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
		.at(-1);

const count = (people: readonly Asked[], decision: Vote['decision']): number =>
	people.filter(({ vote }) => vote?.decision === decision).length;

const mayVote = ({ vote, unreached }: Asked): boolean => vote === undefined && unreached !== true;
