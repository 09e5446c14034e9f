/**
 * 2,000 templates go out through the packed node in a real n8n, to a platform that takes 80 a second
 * and one message to a person in six seconds. Every one has to be taken exactly once, in hardly more
 * time than the platform's rate allows; also when four executions send a part each at the same time. n8n's
 * own WhatsApp node sends the same to the same platform.
 */
import type { Item } from '../../playground/workflows/executionData.mts';
import { startStack } from '../e2e/stack.mts';
import { median, medianRatio, report, round } from './report.mts';
import { installBuiltIn, installOurs, sendAll, type Order } from './sendFlows.mts';
import { HOST, platform } from './throttledPlatform.mts';

const ROUNDS = 5;
const COUNT = 2000;
const PER_SECOND = 80;
/** So many executions share them at once. */
const TOGETHER = 4;
/** So many people get a second message, so many items after their first: refused at first. */
const TWICE = 5;
const SECONDS = [
	{ at: 20, after: 20 },
	{ at: 150, after: 100 },
];

interface Run {
	seconds: number;
	/** Orders that reached the platform's customers, and all messages it took. */
	taken: number;
	accepted: number;
	inOrder: number;
	refused: Record<string, number>;
	templateLists: number;
}

const meta = platform({ answersAfter: 100, perSecond: PER_SECOND });
const stack = await startStack({ standIns: { [HOST]: meta.app } });
try {
	const workflows = { ours: await installOurs(stack), builtIn: await installBuiltIn(stack) };
	const runs: Record<keyof typeof workflows, Run[]> = { ours: [], builtIn: [] };
	for (let index = 0; index < ROUNDS; index++) {
		for (const name of ['ours', 'builtIn'] as const) {
			meta.reset();
			const { items, seconds } = await sendAll(stack, workflows[name], orders());
			runs[name].push(readRun(items, seconds));
		}
	}

	const parts = await Promise.all(
		Array.from({ length: TOGETHER }, (_, part) => installOurs(stack, {}, `ours-${part}`)),
	);
	const together: Run[] = [];
	for (let index = 0; index < ROUNDS; index++) {
		meta.reset();
		const begun = Date.now();
		await Promise.all(
			parts.map((workflow, part) =>
				sendAll(
					stack,
					workflow,
					orders().filter((_, at) => at % TOGETHER === part),
				),
			),
		);
		together.push(readRun([], (Date.now() - begun) / 1000));
	}

	const of = (name: keyof typeof runs, what: 'seconds' | 'taken') =>
		runs[name].map((run) => run[what]);
	const lost = (name: keyof typeof runs) => round(1 - median(of(name, 'taken')) / COUNT);
	const notOnce = runs.ours.filter(
		({ taken, accepted, inOrder }) => Math.min(taken, inOrder) < COUNT || accepted > COUNT,
	).length;
	const togetherNotOnce = together.filter(
		({ taken, accepted }) => taken !== COUNT || accepted !== COUNT,
	).length;
	report({
		bench: 'send',
		ratios: {
			wall_vs_rate: round(median(of('ours', 'seconds')) / (COUNT / PER_SECOND)),
			runs_not_once: round(notOnce / ROUNDS),
			lost: lost('ours'),
			together_vs_rate: round(
				median(together.map(({ seconds }) => seconds)) / (COUNT / PER_SECOND),
			),
			together_not_once: round(togetherNotOnce / ROUNDS),
			lost_by_built_in: lost('builtIn'),
			time_vs_built_in: medianRatio(of('ours', 'seconds'), of('builtIn', 'seconds')),
		},
		atMost: {
			wall_vs_rate: 1.05,
			runs_not_once: 0,
			lost: 0,
			together_vs_rate: 1.05,
			together_not_once: 0,
		},
		detail: { messages: COUNT, rounds: ROUNDS, ...runs, together },
	});
} finally {
	await stack.stop();
}

function readRun(items: Item[], seconds: number): Run {
	const wanted = orders().map(({ order }) => `Order ${order} is ready.`);
	return {
		seconds: round(seconds),
		taken: new Set(meta.accepted).size,
		accepted: meta.accepted.length,
		inOrder: wanted.filter((text, index) => items[index]?.json.text === text).length,
		refused: meta.refused,
		templateLists: meta.lists,
	};
}

/** To different people, apart from a few who get two. */
function orders(): Order[] {
	return Array.from({ length: COUNT }, (_, index) => {
		const second = SECONDS.find(({ at }) => index >= at && index < at + TWICE);
		const person = index - (second?.after ?? 0);
		return { order: String(10_000 + index), phone: `+1 202 ${5_550_000 + person}` };
	});
}
