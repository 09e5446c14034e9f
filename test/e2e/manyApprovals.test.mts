import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { atOnce } from '../bench/load.mts';
import {
	executionsIn,
	installApproval,
	installTrigger,
	startWaiting,
} from '../bench/resumeFlows.mts';
import { calm, isRight, tapOffers } from '../bench/resumeOffers.mts';
import { startStack, type Stack } from './stack.mts';

/** `npm run bench resume` does it with 500. */
const COUNT = 200;
/** How many taps are under way at the same time. */
const CONCURRENT = 8;
const APPROVERS = ['+1 202 555 0111', '+1 202 555 0112', '+1 202 555 0113'];

let stack: Stack;

beforeAll(async () => {
	// WhatsApp delivers again for days; a tap must not get lost because the machine is slow.
	stack = await startStack({ redelivery: Array<number>(60).fill(1000) });
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

it(`of ${COUNT} approvals that wait at once and are tapped at once, each is decided as it was tapped`, async () => {
	await installTrigger(stack);
	const workflow = await installApproval(stack, 'Approval');
	const bodies = Array.from({ length: COUNT }, (_, index) => ({
		subject: `Question ${index}`,
		approver: APPROVERS[index % APPROVERS.length],
	}));
	stack.simulator.state.switches.batchMilliseconds = 250;
	await startWaiting(stack, workflow, bodies);
	stack.simulator.state.switches.batchMilliseconds = 0;
	const taps = tapOffers(stack, await executionsIn(stack, workflow, 'waiting', COUNT));
	expect(taps).toHaveLength(COUNT);
	await atOnce(CONCURRENT, taps, (tap) => tap.send());
	await calm(stack);
	const done = new Map(
		(await executionsIn(stack, workflow, 'success', COUNT)).map((one) => [one.id, one]),
	);
	const wrong = taps.filter((tap) => !isRight(tap, done.get(tap.executionId)));
	expect(wrong).toEqual([]);
}, 1_800_000);
