import fc from 'fast-check';
import type { Choice } from '../../../../nodes/WhatsAppBusinessApproval/state';
import { state as example } from '../asked';
import { ASKING, HUMANS, type Meaning, OTHER_NUMBER, type Setting } from './setting';

/** What everybody agrees these mean, in the order of the choices. */
const APPROVING = ['Approve', 'Aprobar', 'Yes, please', 'yes', '👍'];
const REJECTING = ['Reject', 'Rechazar', 'No, thanks', 'no', '👎'];
const BAYS = ['Bay 3', 'Bay 2', 'Bay 1'];

export const meaning: Meaning = (text) => {
	if (APPROVING.includes(text)) return 'Approve';
	if (REJECTING.includes(text)) return 'Reject';
	return BAYS.find((bay) => bay.toLowerCase() === text.toLowerCase());
};

export const bays: Choice[] = BAYS.map((label, index) => ({
	id: String(index),
	label,
	words: [],
	decision: 'chosen',
	exit: index,
}));

/** One thing that happens; numbers choose among what there is, below zero from the end. */
export type Action =
	| { do: 'tap'; message: number; button: number; to: string | undefined; later: boolean }
	| {
			do: 'write';
			human: number;
			text: string;
			quoting: number;
			to: string | undefined;
			later: boolean;
	  }
	/** A word that quotes the newest question, by the one to whom it went. */
	| { do: 'reply'; text: string }
	| { do: 'pair'; human: number; text: string; message: number }
	/** The newest question is approved, as most are. */
	| { do: 'approve' }
	| { do: 'deliver'; deed: number }
	| { do: 'wait'; seconds: number }
	| { do: 'edit'; labels: string[]; race: boolean }
	| { do: 'fail'; message: number }
	| { do: 'look' };

/** In the order of the choices. */
const IN_ORDER = [
	['Approve', 'Reject'],
	['Aprobar', 'Rechazar'],
	['Yes, please', 'No, thanks'],
	['👍', '👎'],
];
const LABELS = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom(...IN_ORDER) },
	fc.constantFrom(...IN_ORDER).map(([approve, reject]) => [reject, approve]),
);
const LINK = 'https://example.com/';
export const labels = fc
	.record({ of: LABELS, link: fc.constantFrom(undefined, 0, 1, 2) })
	.map(({ of, link }) =>
		link === undefined ? of : [...of.slice(0, link), LINK, ...of.slice(link)],
	);
export const to = fc.constantFrom(ASKING, ASKING, ASKING, undefined, OTHER_NUMBER);
export const words = fc.constantFrom('yes', 'no', 'yes…', 'no,', '1', '2', '3', 'Bay 2', 'Dock 4');
export const human = fc.nat(HUMANS.length - 1);
export const seconds = fc.constantFrom(1, 30, 59, 90, 600, 3600, 6900, 7200, 90_000);

export const action = (races: boolean): fc.Arbitrary<Action> =>
	fc.oneof(
		{
			weight: 5,
			arbitrary: fc.record({
				do: fc.constant('tap' as const),
				message: fc.nat(9),
				button: fc.nat(2),
				to,
				later: fc.boolean(),
			}),
		},
		{
			weight: 4,
			arbitrary: fc.record({
				do: fc.constant('write' as const),
				human,
				text: words,
				// Every other time nothing.
				quoting: fc.integer({ min: -5, max: 5 }),
				to,
				later: fc.boolean(),
			}),
		},
		{ weight: 8, arbitrary: fc.record({ do: fc.constant('approve' as const) }) },
		fc.record({ do: fc.constant('pair' as const), human, text: words, message: fc.nat(9) }),
		{ weight: 3, arbitrary: fc.record({ do: fc.constant('deliver' as const), deed: fc.nat(9) }) },
		{ weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), seconds }) },
		fc.record({
			do: fc.constant('edit' as const),
			labels,
			race: races ? fc.boolean() : fc.constant(false),
		}),
		{ weight: 7, arbitrary: fc.record({ do: fc.constant('reply' as const), text: words }) },
		{ weight: 2, arbitrary: fc.record({ do: fc.constant('fail' as const), message: fc.nat(9) }) },
		fc.record({ do: fc.constant('look' as const) }),
	);

const named = fc.record({ human, by: fc.constantFrom('phone' as const, 'userId' as const) });
/** The builder's list has nobody twice under one name. */
const people = (min: number) =>
	fc.uniqueArray(named, {
		minLength: min,
		maxLength: 3,
		selector: (one) => `${one.human} ${one.by}`,
	});

const isAmong = (one: Setting['people'][number], asked: Setting['people']): boolean =>
	asked.some(({ human: who, by }) => who === one.human && by === one.by);

export function setting(over: Partial<Setting>, min: number): fc.Arbitrary<Setting> {
	const reading = fc.constantFrom('allButtons' as const, 'quickReplies' as const);
	return fc
		.record({
			people: people(min),
			excluded: fc.option(named, { nil: undefined, freq: 2 }),
			sendAs: fc.constantFrom('automatic' as const, 'template' as const),
			question: fc.constantFrom('May it be?', 'How many pallets, 1 or 2?'),
			reading: fc.record({ ours: reading, theirs: reading }),
			says: fc.record({ label: fc.boolean(), message: fc.boolean() }),
			direct: fc.constantFrom<Setting['direct'][]>('kept', 'lost', 'mixed', 'refused', 'off'),
			ahead: fc.constantFrom(-20_000, 0, 20_000),
		})
		.map(({ excluded, people: asked, reading: given, says, direct, ...rest }) => ({
			rule: 'first' as const,
			choices: example.choices,
			reasonMinutes: 0,
			...rest,
			says,
			// Who names no label counts right: nothing else could tell.
			reading: says.label ? given : { ours: given.theirs, theirs: given.theirs },
			direct: direct === 'mixed' && !says.label ? ('kept' as const) : direct,
			people: asked,
			// Under the same name nobody is asked; that is seen to before.
			excluded: excluded === undefined || isAmong(excluded, asked) ? [] : [excluded],
			...over,
		}));
}

/** Each as soon as the newest question is theirs. */
export const everybodyApproves: Action[] = HUMANS.map(() => ({ do: 'approve' }));

/** Where nobody has written for a day each is asked by the template, which may be another by then. */
export const windowsClosed = (races: boolean): fc.Arbitrary<Action[]> =>
	fc
		.tuple(
			labels,
			labels,
			races ? fc.boolean() : fc.constant(false),
			fc.constantFrom(-1, -2, -2),
			fc.nat(2),
		)
		.map(([first, second, race, message, button]) => [
			{ do: 'edit', labels: first, race: false },
			{ do: 'fail', message: 0 },
			{ do: 'edit', labels: second, race },
			{ do: 'fail', message: 1 },
			{ do: 'tap', message, button, to: ASKING, later: false },
		]);
