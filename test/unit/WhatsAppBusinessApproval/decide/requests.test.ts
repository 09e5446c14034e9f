import * as fc from 'fast-check';
import { readReference } from '../../../../nodes/approvals/reference';
import { applyEvents } from '../../../../nodes/WhatsAppBusinessApproval/decide/apply';
import {
	applyToRequests,
	ownerOf,
} from '../../../../nodes/WhatsAppBusinessApproval/decide/requests';
import { DELIVERY } from '../../../../nodes/WhatsAppBusinessApproval/references';
import type { ApprovalState } from '../../../../nodes/WhatsAppBusinessApproval/state';
import type { InboundEvent } from '../../../../nodes/whatsapp/events';
import { asked, DIEGO, MARTA, refer, sent, state, status, tap, text } from '../asked';

const keyOf = (index: number) => Buffer.alloc(32, index + 1).toString('base64url');
const idOf = (index: number) => `wamid.question.${index}`;

/** Marta was asked about each of several items. */
const ofItem = (index: number, over: Partial<ApprovalState> = {}): ApprovalState => ({
	...state,
	key: keyOf(index),
	item: { order: index },
	itemIndex: index,
	people: [{ ...state.people[0], messages: [sent(idOf(index))] }],
	...over,
});
const three = [0, 1, 2].map((index) => ofItem(index));
/** The same, where writing is the answer. */
const written = three.map((one) => ({ ...one, choices: [] }));

const of = (index: number, choice: string) => refer(choice, { key: keyOf(index) });
const about = (index: number) => ({ context: { messageId: idOf(index) } });
const tapOn = (index: number, choice: string, over: object = {}) =>
	tap(of(index, choice), { id: `wamid.tap.${index}`, ...about(index), ...over });
const ends = (requests: readonly ApprovalState[]) =>
	requests.map(({ ended }) => ended?.outcome.decision);

describe('several requests of one node', () => {
	it('end one by one, and the node with the last of them', () => {
		const first = applyToRequests([tapOn(1, 'r')], three);
		expect(first).toMatchObject({ kind: 'goOn', vote: true });
		expect(ends(first.requests)).toEqual([undefined, 'rejected', undefined]);
		const last = applyToRequests([tapOn(0, 'a'), tapOn(2, 'a')], first.requests);
		expect(last.kind).toBe('finish');
		expect(ends(last.requests)).toEqual(['approved', 'rejected', 'approved']);
	});

	it('are told apart by the reference: none of the others takes note of it', () => {
		const { requests } = applyToRequests([tapOn(2, 'a')], three);
		expect(requests[0]).toBe(three[0]);
		expect(requests[1]).toBe(three[1]);
	});

	it('are told apart by the message that words quote', () => {
		const { requests } = applyToRequests([text('yes', about(1))], three);
		expect(ends(requests)).toEqual([undefined, 'approved', undefined]);
	});

	it('whoever answers twice is told so, and the first answer stays', () => {
		const { requests } = applyToRequests([tapOn(0, 'a')], three);
		const again = applyToRequests([tapOn(0, 'r', { id: 'wamid.again' })], requests);
		expect(again.notes).toEqual([{ to: expect.anything(), text: 'Twice' }]);
		expect(ends(again.requests)).toEqual(['approved', undefined, undefined]);
		expect(again.vote).toBe(false);
	});

	it('a status of a question that is answered changes nothing any more', () => {
		const { requests } = applyToRequests([tapOn(0, 'a')], three);
		const failed = status('failed', of(0, DELIVERY), { messageId: idOf(0), id: 'wamid.status' });
		expect(applyToRequests([failed], requests).kind).toBe('refused');
	});

	it('what none of them made is refused once', () => {
		const forged = tap(refer('a', { key: keyOf(7) }), about(1));
		const { requests, reason } = applyToRequests([forged], three);
		expect(reason).toBe('not for this approval');
		expect(requests.flatMap(({ history }) => history)).toMatchObject([
			{ event: 'refused', reason: 'forged' },
		]);
	});

	it('nobody else answers for the one who was asked about that item', () => {
		const both = [ofItem(0), ofItem(1, { people: [asked(DIEGO, idOf(1))] })];
		const person = { phone: DIEGO.phone };
		const diegos = refer('a', { key: keyOf(1), person });
		expect(ends(applyToRequests([tap(diegos, about(1))], both).requests)).toEqual([
			undefined,
			undefined,
		]);
		const { requests } = applyToRequests([tap(diegos, { ...about(1), from: DIEGO })], both);
		expect(ends(requests)).toEqual([undefined, 'approved']);
	});
});

describe('words that quote nothing', () => {
	const words = text('Bay 3', { context: undefined });

	it('decide nothing while several would take them', () => {
		expect(applyToRequests([words], written)).toMatchObject({ kind: 'refused', notes: [] });
	});

	it('answer the only one that is open', () => {
		const { requests } = applyToRequests(
			[text('Bay 1', about(0)), text('Bay 2', about(1))],
			written,
		);
		const last = applyToRequests([words], requests);
		expect(last.kind).toBe('finish');
		expect(last.requests[2].ended?.outcome.text).toBe('Bay 3');
	});

	it('are no answer to one that has ended', () => {
		const { requests } = applyToRequests([text('Bay 1', about(0))], [written[0], three[1]]);
		expect(applyToRequests([words], requests).requests).toEqual(requests);
	});

	it('are the reason of the only rejection that wants one', () => {
		const wanting = three.map((one) => ({ ...one, reasonMinutes: 5 }));
		const { requests } = applyToRequests([tapOn(1, 'r')], wanting);
		const because = text('Too dear', { context: undefined, timestamp: '2026-11-22T10:01:00.000Z' });
		const told = applyToRequests([because], requests, new Date('2026-11-22T10:01:00.000Z'));
		expect(told.requests[1].ended?.outcome.comment).toBe('Too dear');
		expect(told.requests[0]).toBe(requests[0]);
	});
});

it('a reference leads to the request that made it', () => {
	expect(ownerOf(readReference(of(2, 'a')), three)).toBe(2);
	expect(ownerOf(readReference(refer('a', { key: keyOf(7) })), three)).toBe(-1);
	expect(ownerOf(undefined, three)).toBe(-1);
});

it('together, requests come to what each would come to alone', () => {
	const event = fc.record({
		request: fc.nat(2),
		what: fc.constantFrom('a', 'r', 'yes', 'no', 'sent', 'failed'),
		stranger: fc.boolean(),
	});
	let decided = 0;
	fc.assert(
		fc.property(fc.array(event, { maxLength: 12 }), (given) => {
			const events = given.map(({ request, what, stranger }, at): InboundEvent => {
				const over = {
					...about(request),
					id: `wamid.${at}`,
					from: stranger ? DIEGO : MARTA,
				};
				if (what === 'a' || what === 'r') return tap(of(request, what), over);
				if (what === 'yes' || what === 'no') return text(what, over);
				const messageId = idOf(request);
				return status(what as 'sent', of(request, DELIVERY), { ...over, from: MARTA, messageId });
			});
			const { requests } = applyToRequests(events, three);
			for (const [index, before] of three.entries()) {
				const own = events.filter((_, at) => given[at].request === index);
				const alone = applyEvents(own, before);
				const end = alone.kind === 'finish' ? alone.outcome.decision : undefined;
				if (end !== undefined) decided += 1;
				expect(requests[index].ended?.outcome.decision).toBe(end);
				if (alone.kind === 'goOn') expect(requests[index]).toEqual(alone.state);
			}
		}),
		{ numRuns: 300 },
	);
	expect(decided).toBeGreaterThan(100);
});
