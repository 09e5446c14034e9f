/**
 * What n8n's processor time is for 1,000 template sends where nothing holds them up: our node beside
 * n8n's own, in turns, on the same n8n, to the same platform.
 */
import { startStack } from '../e2e/stack.mts';
import { cpuSeconds, METRICS } from './processorTime.mts';
import { median, medianRatio, report, round } from './report.mts';
import { installBuiltIn, installOurs, sendAll } from './sendFlows.mts';
import { HOST, platform } from './throttledPlatform.mts';

const ROUNDS = 7;
const COUNT = 1000;
/** The most that our node can be set to. */
const UNHURRIED = { messagesPerSecond: 1000 };

const meta = platform({ answersAfter: 0 });
const stack = await startStack({
	standIns: { [HOST]: meta.app },
	env: METRICS,
});
try {
	const workflows = {
		ours: await installOurs(stack, UNHURRIED),
		builtIn: await installBuiltIn(stack),
	};
	const orders = Array.from({ length: COUNT }, (_, index) => ({
		order: String(10_000 + index),
		phone: `+1 202 ${5_550_000 + index}`,
	}));
	const cpu = { ours: [] as number[], builtIn: [] as number[] };
	const wall = { ours: [] as number[], builtIn: [] as number[] };
	// The first round of each warms up.
	for (let index = 0; index <= ROUNDS; index++) {
		for (const name of ['ours', 'builtIn'] as const) {
			meta.reset();
			const before = await cpuSeconds(stack);
			const { seconds } = await sendAll(stack, workflows[name], orders);
			const spent = (await cpuSeconds(stack)) - before;
			if (new Set(meta.accepted).size !== COUNT) throw new Error(`${name} lost messages`);
			if (index === 0) continue;
			cpu[name].push(round(spent));
			wall[name].push(round(seconds));
		}
	}
	report({
		bench: 'cpu',
		ratios: { vs_built_in: medianRatio(cpu.ours, cpu.builtIn) },
		atMost: { vs_built_in: 0.8 },
		detail: {
			messages: COUNT,
			rounds: ROUNDS,
			cpuSeconds: { ours: median(cpu.ours), builtIn: median(cpu.builtIn), each: cpu },
			seconds: { ours: median(wall.ours), builtIn: median(wall.builtIn) },
		},
	});
} finally {
	await stack.stop();
}
