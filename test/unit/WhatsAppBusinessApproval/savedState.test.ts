import { applyEvents } from '../../../nodes/WhatsAppBusinessApproval/decide/apply';
import { refer, templateChoice } from '../../../nodes/WhatsAppBusinessApproval/references';
import {
	readSavedState,
	writeSavedState,
} from '../../../nodes/WhatsAppBusinessApproval/savedState';
import type { ApprovalState, Ending } from '../../../nodes/WhatsAppBusinessApproval/state';
import { asked, common, MARTA, state, tap, text } from './asked';
// What version 0.1 saved, taken from executions of the engine tests; of the words three each are left.
import first from '../../fixtures/approval/savedStates.v1.json';

/** A state as version 0.1 saved it, read by this version. */
function updated(saved: object): ApprovalState {
	const read = readSavedState(JSON.stringify(saved));
	if (read === undefined) throw new Error('It is not waiting');
	return read[0];
}

const button = (of: ApprovalState, choice: string) => refer(of, { phone: MARTA.phone }, choice);
const decision = (of: ApprovalState, event: ReturnType<typeof tap>) => {
	const move = applyEvents([event], of);
	return move.kind === 'finish' ? move.outcome.decision : move.kind;
};

it('what this version saves, it reads', () => {
	expect(readSavedState(writeSavedState([state]))).toEqual([state]);
	const ended: Ending = { outcome: { decision: 'noAnswer', history: [] }, exit: 'noAnswer' };
	const several = [state, { ...state, key: 'c2Vjb25k', itemIndex: 1, ended }];
	expect(readSavedState(writeSavedState(several))).toEqual(several);
});

it('a single request is saved as it was before several could wait together', () => {
	expect(JSON.parse(writeSavedState([state]))).toEqual(state);
});

it.each([
	['nothing', ''],
	['no JSON', '{'],
	['a list', '[]'],
	['several requests that are none', JSON.stringify({ version: 4, requests: [] })],
	['one among several that is broken', JSON.stringify({ version: 4, requests: [state, {}] })],
	['what a later version saved', JSON.stringify({ ...state, version: 3 })],
	['a version that is no number', JSON.stringify({ ...state, version: '2' })],
	['a state without its key', JSON.stringify({ ...state, key: '' })],
	['a state without people', JSON.stringify({ ...state, people: undefined })],
])('%s is taken for no waiting request', (_what, saved) => {
	expect(readSavedState(saved)).toBeUndefined();
});

describe('a request that version 0.1 saved goes on after the update', () => {
	it('with buttons: which label stood for which choice is read from its evidence', () => {
		const known = updated(first.buttons);
		expect(known.people[0].messages).toEqual([
			{
				id: 'wamid.question',
				by: 'buttons',
				labels: [
					{ text: 'Aprobar', choice: 'a' },
					{ text: 'Rechazar', choice: 'r' },
				],
				at: first.buttons.history[0].at,
			},
		]);
		expect(known.texts.late).toMatch(/ya no está abierta/);
		expect(decision(known, tap(button(known, 'a'), { title: 'Aprobar' }))).toBe('approved');
		expect(decision(known, tap(button(known, 'r'), { title: 'Rechazar' }))).toBe('rejected');
		expect(decision(known, text('sí'))).toBe('approved');
	});

	it('by template: link buttons are no answers', () => {
		const known = updated(first.template);
		expect(known.people.map(({ messages }) => messages)).toEqual([
			[
				expect.objectContaining({
					id: 'wamid.template',
					by: 'template',
					labels: [
						{ text: 'Yes, go ahead', choice: 'a' },
						{ text: 'No', choice: 'r' },
					],
				}),
			],
			[],
		]);
		const over = { kind: 'template', context: { messageId: 'wamid.template' } };
		const onButton = tap(button(known, templateChoice(1)), { ...over, title: 'No' });
		expect(decision(known, onButton)).toBe('rejected');
		// Without a reference it is the label that tells.
		const onLabel = tap(undefined, { ...over, title: 'Yes, go ahead' });
		expect(decision(known, onLabel)).toBe('approved');
	});

	it('in free text', () => {
		const known = updated(first.text);
		expect(known.people[0].messages).toMatchObject([{ id: 'wamid.text', by: 'text', labels: [] }]);
		const later = { timestamp: '2026-11-29T22:00:00.000Z' };
		const answer = text('Dock 4', { ...later, context: { messageId: 'wamid.text' } });
		expect(decision(known, answer)).toBe('answered');
	});

	it('where the answer to the send was lost, a tap on what may be there counts', () => {
		const { people, ...rest } = first.buttons;
		const lost = { ...people[0], messageIds: [], lost: true };
		const known = updated({ ...rest, people: [lost] });
		expect(known.people[0].messages).toMatchObject([{ by: 'buttons' }]);
		const event = tap(button(known, 'a'), { context: { messageId: 'wamid.unknown' } });
		expect(decision(known, event)).toBe('approved');
	});
});

it('a failure of what may be there ends the request', () => {
	const lost = { ...asked({ phone: MARTA.phone }), messages: [{ ...state.people[0].messages[0] }] };
	delete lost.messages[0].id;
	const failed = {
		...common,
		event: 'status',
		status: 'failed',
		recipient: {},
		messageId: 'wamid.late',
		reference: button(state, 'd'),
	} as const;
	const move = applyEvents([failed], { ...state, people: [lost] });
	expect(move).toMatchObject({ kind: 'finish', exit: 'notDelivered' });
});
