import fc from 'fast-check';
import { Chats } from './chats';
import { expectGenuine, expectTaken, isGenuine } from './oracle';
import type { Deed } from './phones';
import { ASKING, MINUTES_UNTIL_DEADLINE, type Setting } from './setting';
import {
	type Action,
	action,
	bays,
	everybodyApproves,
	human,
	labels,
	meaning,
	seconds,
	setting,
	to,
	windowsClosed,
	words,
} from './stories';

// What one story learns of the number is not for the next.
jest.mock('../../../../nodes/n8n/directSend');
jest.mock('../../../../nodes/n8n/sendMessage');
jest.mock('../../../../nodes/n8n/templates');

beforeAll(() => {
	const doNotFake = ['nextTick', 'setImmediate', 'clearImmediate', 'setTimeout', 'clearTimeout'];
	jest.useFakeTimers({ doNotFake: [...doNotFake, 'queueMicrotask'] as never });
});
afterAll(() => jest.useRealTimers());

/** Plays one story, and looks at what it came to. */
async function play(
	chats: Chats,
	before: Array<Extract<Action, { do: 'write' }>>,
	wait: number,
	actions: Action[],
): Promise<void> {
	for (const { human: who, text, to: number } of before) {
		chats.write(who, text, undefined, number, meaning);
	}
	chats.wait(wait);
	if (!(await chats.ask())) return;
	const delivered: Deed[] = [];
	const hand = async (deed: Deed | undefined) => {
		if (deed === undefined || chats.over !== undefined) return;
		delivered.push(deed);
		const genuine = isGenuine(chats, deed);
		await chats.hand(deed.event);
		// What may be taken but need not, such as a tap on a question that WhatsApp said had failed, counts too.
		const { history } = chats.over ?? chats.state;
		const answers = history.some(
			(entry) =>
				(entry.event === 'approved' || entry.event === 'rejected') &&
				entry.answerId === deed.event.id,
		);
		if (answers) chats.answeredBy.add(deed.human);
		if (genuine) expectTaken(chats, deed);
	};
	const approve = async () => {
		const newest = chats.questions.at(-1);
		const button = newest?.buttons.findIndex(({ label }) => meaning(label) === 'Approve') ?? -1;
		if (newest === undefined || button < 0) return;
		chats.tap(newest, button, ASKING, meaning);
		await hand(chats.deeds.at(-1));
	};
	for (const one of actions) {
		const { questions, shown } = chats;
		switch (one.do) {
			case 'tap': {
				const message = questions.at(one.message % Math.max(1, questions.length));
				if (message === undefined) break;
				chats.tap(message, one.button, one.to, meaning);
				if (!one.later) await hand(chats.deeds.at(-1));
				break;
			}
			case 'approve':
				await approve();
				break;
			case 'write': {
				const quoted = one.quoting < 0 ? undefined : shown[one.quoting % shown.length];
				chats.write(one.human, one.text, quoted, one.to, meaning);
				if (!one.later) await hand(chats.deeds.at(-1));
				break;
			}
			case 'reply': {
				const newest = questions.at(-1);
				if (newest === undefined) break;
				chats.write(newest.human, one.text, newest, ASKING, meaning);
				await hand(chats.deeds.at(-1));
				break;
			}
			case 'pair':
				chats.writeAboutOther(one.human, one.text, shown[one.message % shown.length]);
				await hand(chats.deeds.at(-1));
				break;
			case 'deliver':
				await hand(chats.deeds[one.deed % Math.max(1, chats.deeds.length)]);
				break;
			case 'wait':
				chats.wait(one.seconds);
				break;
			case 'edit':
				chats.edit(one.labels, one.race);
				break;
			case 'fail':
				await chats.hand(chats.failed(shown[one.message % shown.length]));
				break;
			case 'look':
				chats.look();
		}
		expectGenuine(chats, delivered);
		if (chats.over !== undefined) return;
	}
	// Nobody has decided in time: a tap that n8n gets before it has looked changes nothing.
	chats.wait(MINUTES_UNTIL_DEADLINE * 60 + 60);
	await approve();
	expectGenuine(chats, delivered);
	chats.look();
}

it.each<[string, Partial<Setting>, number, string[]]>([
	['the first to answer decides', {}, 1, ['approved', 'rejected', 'noAnswer']],
	['everyone in order', { rule: 'order' }, 2, ['approved', 'rejected', 'noAnswer']],
	[
		'two of those asked, rejections counted',
		{ rule: 'votes', voting: { needed: [2], veto: false } },
		2,
		['approved', 'rejected', 'noAnswer'],
	],
	[
		'two of those asked, with a veto and a reason',
		{ rule: 'votes', voting: { needed: [2], veto: true }, reasonMinutes: 30 },
		2,
		['approved', 'rejected', 'noAnswer'],
	],
	['with a reason', { reasonMinutes: 30 }, 1, ['approved', 'rejected', 'noAnswer']],
	['own choices', { choices: bays, sendAs: 'interactive' }, 1, ['chosen', 'noAnswer']],
	['in free text', { choices: [], sendAs: 'interactive' }, 1, ['answered', 'noAnswer']],
])(
	'%s: only what a person meant, in time and on the very message, leads anywhere',
	async (_what, over, min, ends) => {
		const seen = new Set<string | undefined>();
		const story = setting(over, min).chain((given) =>
			fc.record({
				given: fc.constant(given),
				first: labels,
				before: fc.array(
					fc.record({
						do: fc.constant('write' as const),
						human,
						text: words,
						quoting: fc.constant(-1),
						to,
						later: fc.constant(true),
					}),
					{ maxLength: 2 },
				),
				wait: seconds,
				begin: fc.oneof(fc.constant([]), fc.constant(everybodyApproves), {
					weight: 2,
					arbitrary: windowsClosed(given.says.label),
				}),
				actions: fc.array(action(given.says.label), { maxLength: 30 }),
			}),
		);
		await fc.assert(
			fc.asyncProperty(story, async ({ given, first, before, wait, begin, actions }) => {
				const chats = new Chats(given, first);
				await play(chats, before, wait, [...begin, ...actions]);
				seen.add(chats.over?.decision);
			}),
			{ numRuns: 700 },
		);
		// Otherwise nothing would have been tried.
		expect([...seen]).toEqual(expect.arrayContaining(ends));
	},
	120_000,
);
