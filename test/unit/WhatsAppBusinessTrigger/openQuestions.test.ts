import type { IDataObject } from 'n8n-workflow';
import { OpenQuestions } from '../../../nodes/WhatsAppBusinessTrigger/openQuestions';
import { canonicalPerson } from '../../../nodes/whatsapp/person';
import { shortHash } from '../../../nodes/core/crypto';
import {
	common,
	DIEGO,
	MARTA,
	reaction,
	refer,
	state,
	status,
	text,
} from '../WhatsAppBusinessApproval/asked';

let node = 0;
/** A trigger that this process has not seen yet. */
const fresh = () => `workflow/${++node}/trigger`;
const DELIVERY = refer('d');
const linesOf = (data: IDataObject) => String(data.questions).split('\n');
const about = (messageId: string) => ({ context: { messageId } });

describe('open questions', () => {
	it('are learned from statuses that echo a reference, and found by what quotes them', () => {
		const questions = new OpenQuestions({}, fresh());
		expect(questions.learn(status('sent', DELIVERY))).toBe(true);
		expect(questions.about(text('yes'))).toEqual([DELIVERY]);
		expect(questions.about(reaction('\u{1f44d}'))).toEqual([DELIVERY]);
		expect(questions.about(text('yes', about('wamid.other')))).toEqual([]);
		expect(questions.about(text('yes', { context: undefined }))).toEqual([]);
	});

	it.each([
		['a message', text('yes')],
		['a status without a reference', status('sent', undefined)],
		["a builder's own reference", status('sent', 'order-7')],
	])('are not learned from %s', (_what, event) => {
		const questions = new OpenQuestions({}, fresh());
		expect(questions.learn(event)).toBe(false);
		expect(questions.about(text('yes'))).toEqual([]);
	});

	it('are taken in from an approval, and then learn from statuses without a reference', () => {
		const questions = new OpenQuestions({}, fresh());
		const people = shortHash(canonicalPerson({ phone: MARTA.phone }));
		questions.add({ reference: DELIVERY, messageId: 'wamid.question', people });
		expect(questions.about(text('yes'))).toEqual([DELIVERY]);
		expect(questions.about(status('failed', undefined))).toEqual([DELIVERY]);
		expect(questions.about(status('read', undefined))).toEqual([]);
		expect(questions.learn(status('read', undefined))).toBe(true);
		expect(questions.facts(DELIVERY)).toEqual([
			{ message: shortHash('wamid.question'), times: { read: 1795341600 } },
		]);
		questions.add({ reference: 'order-7', messageId: 'wamid.x', people });
		expect(questions.about(text('yes', about('wamid.x')))).toEqual([]);
	});

	it('keep the times of statuses that came before the approval told of its question', () => {
		const before = fresh();
		const people = shortHash(canonicalPerson({ phone: MARTA.phone }));
		// Each webhook has its own view.
		expect(new OpenQuestions({}, before).learn(status('sent', undefined))).toBe(false);
		expect(new OpenQuestions({}, before).learn(status('delivered', undefined))).toBe(false);
		const questions = new OpenQuestions({}, before);
		questions.add({ reference: DELIVERY, messageId: 'wamid.question', people });
		expect(questions.learn(status('read', undefined))).toBe(true);
		expect(questions.facts(DELIVERY)).toEqual([
			{
				message: shortHash('wamid.question'),
				times: { sent: 1795341600, delivered: 1795341600, read: 1795341600 },
			},
		]);
		const another = new OpenQuestions({}, fresh());
		another.add({ reference: DELIVERY, messageId: 'wamid.question', people });
		expect(another.facts(DELIVERY)[0].times).toEqual({});
	});

	it('where writing is the answer, are found by who writes', () => {
		const questions = new OpenQuestions({}, fresh());
		const people = shortHash(canonicalPerson({ phone: MARTA.phone }));
		const reference = refer('t');
		questions.add({ reference, messageId: 'wamid.question', people });
		expect(questions.about(text('Tomorrow', { context: undefined }))).toEqual([reference]);
		expect(questions.about(text('Tomorrow', { context: undefined, from: DIEGO }))).toEqual([]);
	});

	it('survive in the static data, for another process', () => {
		const data: IDataObject = {};
		const questions = new OpenQuestions(data, fresh());
		questions.learn(status('delivered', DELIVERY));
		questions.save();
		const later = new OpenQuestions(JSON.parse(JSON.stringify(data)), fresh());
		expect(later.about(text('yes'))).toEqual([DELIVERY]);
		expect(later.facts(DELIVERY)).toEqual([
			{ message: shortHash('wamid.question'), times: { delivered: 1795341600 } },
		]);
	});

	it.each([
		[
			{ billable: true, category: 'utility' },
			{ category: 'utility', charged: true },
		],
		[
			{ billable: false, category: 'service' },
			{ category: 'service', charged: false },
		],
		[{ category: 'utility' }, { category: 'utility' }],
		[{ category: 'no such thing' }, undefined],
	])('keep what a question costs, %j, also for another process', (pricing, price) => {
		const data: IDataObject = {};
		const questions = new OpenQuestions(data, fresh());
		questions.learn(status('sent', DELIVERY, { pricing }));
		questions.learn(status('read', DELIVERY));
		questions.save();
		for (const known of [questions, new OpenQuestions({ ...data }, fresh())])
			expect(known.facts(DELIVERY)[0].price).toEqual(price);
	});

	it('keep what it costs also when that came before the approval told of it', () => {
		const node = fresh();
		const pricing = { billable: true, category: 'utility' };
		new OpenQuestions({}, node).learn(status('sent', undefined, { pricing }));
		new OpenQuestions({}, node).learn(status('delivered', undefined));
		const questions = new OpenQuestions({}, node);
		questions.add({ reference: DELIVERY, messageId: 'wamid.question', people: 'x' });
		expect(questions.facts(DELIVERY)[0].price).toEqual({ category: 'utility', charged: true });
	});

	it('two requests at once in one process do not lose what the other has learned', () => {
		const [data, here] = [{} as IDataObject, fresh()];
		const [one, other] = [new OpenQuestions({}, here), new OpenQuestions(data, here)];
		one.learn(status('sent', DELIVERY));
		one.save();
		other.learn(status('sent', refer('d', { person: DIEGO }), { messageId: 'wamid.diego' }));
		other.save();
		expect(linesOf(data)).toHaveLength(2);
	});

	it('are closed for all who were asked when the approval is over', () => {
		const data: IDataObject = {};
		const questions = new OpenQuestions(data, fresh());
		const toDiego = refer('d', { person: DIEGO });
		questions.learn(status('sent', DELIVERY));
		questions.learn(status('sent', toDiego, { messageId: 'wamid.diego' }));
		questions.close(refer('a'));
		questions.save();
		const later = new OpenQuestions(JSON.parse(JSON.stringify(data)), fresh());
		for (const known of [questions, later]) {
			expect(known.about(status('failed', undefined))).toEqual([]);
			expect(known.about(status('failed', undefined, { messageId: 'wamid.diego' }))).toEqual([]);
		}
	});

	it('that are closed still know words that quote them, so that somebody can say it is too late', () => {
		const questions = new OpenQuestions({}, fresh());
		questions.learn(status('sent', DELIVERY));
		questions.close(DELIVERY);
		expect(questions.about(text('yes'))).toEqual([DELIVERY]);
	});

	it('that are closed are not opened by a status that is late, nor by an approval that tells late', () => {
		const [data, here]: [IDataObject, string] = [{}, fresh()];
		const people = shortHash(canonicalPerson({ phone: MARTA.phone }));
		const unquoted = text('Tomorrow', { context: undefined });
		const questions = new OpenQuestions(data, here);
		// The tap was here before the trigger had heard of the question.
		questions.close(refer('t'), 'wamid.question');
		questions.learn(status('read', refer('t')));
		questions.add({ reference: refer('t'), messageId: 'wamid.question', people });
		questions.save();
		expect(questions.about(unquoted)).toEqual([]);
		expect(new OpenQuestions(data, here).about(unquoted)).toEqual([]);
		expect(new OpenQuestions(data, fresh()).about(unquoted)).toEqual([]);
	});

	it('that another process has closed are closed here, whatever this one remembers', () => {
		const here = fresh();
		const people = shortHash(canonicalPerson({ phone: MARTA.phone }));
		const told = { reference: refer('t'), messageId: 'wamid.question', people };
		const [data, there]: [IDataObject, IDataObject] = [{}, {}];
		const ours = new OpenQuestions(data, here);
		ours.add(told);
		ours.save();
		const theirs = new OpenQuestions(there, fresh());
		theirs.add(told);
		theirs.close(refer('t'));
		theirs.save();
		// What the other has stored is what n8n gives to the next request here.
		const next = new OpenQuestions(there, here);
		expect(next.about(text('Tomorrow', { context: undefined }))).toEqual([]);
		next.learn(status('sent', DELIVERY, { messageId: 'wamid.another' }));
		next.save();
		const stored = new OpenQuestions(there, fresh());
		expect(stored.about(text('Tomorrow', { context: undefined }))).toEqual([]);
	});

	it('are answered by writing until their deadline, and then by nothing that quotes nothing', () => {
		const now = Date.parse('2026-11-22T10:00:00Z') / 1000;
		const data: IDataObject = {};
		const people = shortHash(canonicalPerson({ phone: MARTA.phone }));
		const questions = new OpenQuestions(data, fresh(), now);
		const until = '2026-11-22T12:00:00.000Z';
		questions.add({ reference: refer('t'), messageId: 'wamid.question', people, until });
		questions.save();
		const unquoted = text('Tomorrow', { context: undefined });
		const at = (hours: number) => new OpenQuestions(data, fresh(), now + hours * 3600);
		expect(at(1).about(unquoted)).toEqual([refer('t')]);
		expect(at(3).about(unquoted)).toEqual([]);
		expect(at(3).about(text('Tomorrow', about('wamid.question')))).toEqual([refer('t')]);
	});

	it('that are over are forgotten after eight days', () => {
		const now = Date.parse('2026-11-22T10:00:00Z') / 1000;
		const here = fresh();
		const data: IDataObject = {};
		const questions = new OpenQuestions(data, here, now);
		questions.learn(status('sent', DELIVERY));
		questions.close(DELIVERY);
		questions.save();
		expect(linesOf(data)).toHaveLength(1);
		const later = new OpenQuestions(data, fresh(), now + 9 * 86_400);
		later.learn(status('sent', refer('d', { person: DIEGO }), { messageId: 'wamid.diego' }));
		later.save();
		expect(linesOf(data)).toHaveLength(1);
		expect(later.about(text('yes', about('wamid.diego')))).toHaveLength(1);
	});

	it('know when each was sent, delivered and read, in whatever order that came', () => {
		const questions = new OpenQuestions({}, fresh());
		for (const [name, second] of [
			['read', 30],
			['sent', 10],
			['delivered', 20],
		] as const) {
			questions.learn(status(name, DELIVERY, { timestamp: `2026-11-22T10:00:${second}.000Z` }));
		}
		const [{ times }] = questions.facts(DELIVERY);
		expect(times).toEqual({ sent: 1795341610, delivered: 1795341620, read: 1795341630 });
		expect(questions.facts(refer('d', { executionId: '4712' }))).toEqual([]);
	});

	it('that are answered by writing need no quote; of several, whoever asks hears them all', () => {
		const questions = new OpenQuestions({}, fresh());
		const unquoted = text('Dock 4', { context: undefined });
		questions.learn(status('sent', refer('t')));
		expect(questions.about(unquoted)).toEqual([refer('t')]);
		expect(questions.about({ ...unquoted, from: DIEGO })).toEqual([]);
		expect(questions.about({ ...unquoted, groupId: 'group' } as never)).toEqual([]);
		const another = refer('t', { executionId: '4712' });
		questions.learn(status('sent', another, { messageId: 'wamid.another' }));
		expect(questions.about(unquoted)).toEqual([refer('t'), another]);
	});

	it('are all concerned when the person gets a new number', () => {
		const questions = new OpenQuestions({}, fresh());
		questions.learn(status('sent', DELIVERY));
		const moved = {
			event: 'message' as const,
			kind: 'system',
			...common,
			system: { newPhone: '12025550999' },
		};
		expect(questions.about({ ...moved, from: { phone: MARTA.phone } })).toEqual([DELIVERY]);
		expect(questions.about({ ...moved, from: DIEGO })).toEqual([]);
		// Who hides the number is named by the user ID that was.
		const before = { newUserId: 'US.9', previousUserId: MARTA.userId };
		expect(questions.about({ ...moved, from: {}, system: before })).toEqual([DELIVERY]);
	});

	it('are bounded: the oldest are forgotten first', () => {
		const data: IDataObject = {};
		const questions = new OpenQuestions(data, fresh());
		for (let index = 0; index < 500; index++) {
			questions.learn(status('sent', DELIVERY, { messageId: `wamid.${index}` }));
		}
		questions.save();
		expect(linesOf(data)).toHaveLength(400);
		expect(JSON.stringify(data).length).toBeLessThan(64 * 1024);
		expect(questions.about(text('yes', about('wamid.499')))).toEqual([DELIVERY]);
	});

	it('that are over make room first', () => {
		const data: IDataObject = {};
		const questions = new OpenQuestions(data, fresh());
		questions.learn(status('sent', DELIVERY, { messageId: 'wamid.open' }));
		const over = refer('d', { executionId: '4712' });
		for (let index = 0; index < 399; index++)
			questions.learn(status('sent', over, { messageId: `wamid.${index}` }));
		questions.close(over);
		questions.learn(status('sent', DELIVERY, { messageId: 'wamid.newest' }));
		questions.save();
		const later = new OpenQuestions(data, fresh());
		expect(later.about(text('yes', about('wamid.open')))).toEqual([DELIVERY]);
		expect(later.about(text('yes', about('wamid.newest')))).toEqual([DELIVERY]);
		expect(later.about(text('yes', about('wamid.0')))).toEqual([]);
	});

	it('are read as an older version of this package has written them', () => {
		const line = `${shortHash('wamid.question')} ${DELIVERY} tofzwg--tofzx0 ${shortHash('x')}`;
		const questions = new OpenQuestions({ questions: [line] }, fresh());
		expect(questions.about(text('yes'))).toEqual([DELIVERY]);
		expect(questions.facts(DELIVERY)[0].times).toEqual({
			sent: Number.parseInt('tofzwg', 36),
			read: Number.parseInt('tofzx0', 36),
		});
	});

	it('a damaged record is an empty one', () => {
		for (const questions of [undefined, 'x', [1], ['x'], [''], ['a b c d']]) {
			const known = new OpenQuestions({ questions } as IDataObject, fresh());
			expect(known.about(text('yes'))).toEqual([]);
		}
	});
});

it('references of the test are real ones', () => {
	expect(DELIVERY).toContain(state.executionId);
});
