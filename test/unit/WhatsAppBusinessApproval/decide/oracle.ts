import type { Chats } from './chats';
import type { Deed } from './phones';
import { ASKING, HUMANS } from './setting';

/** Milliseconds by which docs/approvals.md says that clocks may differ. */
const CLOCK_ALLOWANCE = 60_000;

/** An outcome rests on what people saw and meant, and on nothing else. */
export function expectGenuine(chats: Chats, delivered: Deed[]): void {
	const { over, setting: given } = chats;
	if (over === undefined) return;
	const meant = (choice: string) =>
		delivered.filter((deed) => deed.meant === choice && chats.counts(deed));
	switch (over.decision) {
		case 'approved': {
			const humans = new Set(meant('Approve').map((deed) => deed.human));
			const all = given.rule === 'order' ? given.people.length : 1;
			const needed = given.voting?.needed[0] ?? all;
			if (given.voting !== undefined)
				expect(over.votes).toMatchObject({ needed, approved: needed, by: expect.any(Array) });
			if (given.voting?.veto) expect(over.votes?.rejected).toBe(0);
			expect(humans.size).toBeGreaterThanOrEqual(needed);
			expect(HUMANS.findIndex(({ phone }) => phone === over.person?.phone)).toBe(
				meant('Approve').at(-1)?.human,
			);
			break;
		}
		case 'rejected':
		case 'chosen':
			expect(meant(over.choice!).map(({ human: who }) => HUMANS[who].phone)).toContain(
				over.person?.phone,
			);
	}
	if (over.decision === 'answered') {
		const words = delivered.filter((deed) => deed.written === over.text && chats.counts(deed));
		// n8n's clock and WhatsApp's may differ; beyond that nobody answers before being asked.
		const from = chats.askedAt - CLOCK_ALLOWANCE - Math.abs(given.ahead) - 1000;
		expect(words.filter(({ at }) => at >= from)).not.toEqual([]);
	}
	if (over.comment !== undefined) {
		const reasons = delivered.filter(({ written, to: number, at }) => {
			const until = Date.parse(over.decidedAt!) + given.reasonMinutes * 60_000;
			const since = Date.parse(over.decidedAt!) - 1000;
			return written === over.comment && number === ASKING && at >= since && at < until + 1000;
		});
		expect(reasons).not.toEqual([]);
	}
}

/**
 * Is this an answer that nobody may lose: clear, by the right person, to the number that asked, in time, to a
 * question that still waits for it?
 */
export function isGenuine(chats: Chats, deed: Deed): boolean {
	const { state, over, setting: given } = chats;
	const { about, meant, written, human, at } = deed;
	if (over !== undefined || !chats.counts(deed)) return false;
	if (state.rejection !== undefined) return isReason(chats, deed);
	if (given.rule !== 'first' && chats.answeredBy.has(human)) return false;
	if (given.choices.length === 0) {
		return written !== undefined && at >= chats.askedAt && (!about || isOwnQuestion(deed, 'text'));
	}
	// What it was sent as is not what stands there: that is asked again.
	if (about === undefined || !about.straight || !isOwnQuestion(deed)) return false;
	return given.choices.some(({ label }) => label === meant);
}

const isOwnQuestion = ({ about, human }: Deed, kind?: string): boolean =>
	about?.human === human && (kind === undefined ? about.buttons.length > 0 : about.question);

/** The words of the one who rejected, in the time for them; surely after, as times are whole seconds. */
function isReason({ state: { rejection }, setting: given }: Chats, deed: Deed): boolean {
	const { written, about, human, at } = deed;
	const { by, at: since, until } = rejection!;
	return (
		written !== undefined &&
		about === undefined &&
		given.people[by].human === human &&
		at >= Date.parse(since) + 1000 &&
		at < Date.parse(until)
	);
}

/** It was taken at once: for what was meant by it, and for nothing else. */
export function expectTaken({ state, over }: Chats, { event, meant, written }: Deed): void {
	const taken = (over?.history ?? state.history).filter(
		(entry) => 'answerId' in entry && entry.answerId === event.id,
	);
	if (over?.comment !== undefined) return expect(over.comment).toBe(written);
	if (over?.text !== undefined) return expect(over.text).toBe(written);
	expect(taken).toEqual([expect.objectContaining({ choice: meant })]);
}
