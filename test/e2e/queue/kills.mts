/** Taps while processes are killed, beside calls of n8n's own Wait node. */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { waitFor } from '../../../playground/waitFor.mts';
import { errorOf } from '../../../playground/workflows/executionData.mts';
import { atRate } from '../../bench/load.mts';
import {
	executionsIn,
	installApproval,
	installDirect,
	startWaiting,
} from '../../bench/resumeFlows.mts';
import { callOffers, isRight, tapOffers, type Offer } from '../../bench/resumeOffers.mts';
import type { Stack } from '../stack.mts';
import { NUMBERS } from '../phones.mts';
import { PATIENCE, ROUNDS, tellFigures, type Given } from './asking.mts';
import type { QueueStack } from './queueStack.mts';

const TAPS = ROUNDS * 4;
const KILLS = Math.ceil(ROUNDS * 0.4);
/** Taps, and calls, a second: so that some meet each of the kills. */
const RATE = 1;

/** One process after the other, each when the one before is back. @returns which */
async function killSome({ webhooks, workers, allReady }: QueueStack): Promise<string[]> {
	const killed: string[] = [];
	for (let kill = 0; kill < KILLS; kill += 1) {
		// One of either kind in turn, and which of them is left to chance, as is the moment.
		const kind = kill % 2 === 0 ? 'webhook' : 'worker';
		const index = randomInt(2);
		await sleep(randomInt(500, 2500));
		await (kind === 'webhook' ? webhooks : workers)[index]!.kill();
		killed.push(`${kind} ${index + 1}`);
		await allReady();
	}
	return killed;
}

/**
 * Said by n8n of an execution that a worker was just carrying out when it died. One that a webhook process
 * had taken and not yet put into the queue is marked as crashed. Neither is tried again, whatever its nodes.
 */
const DIED = 'failed to be processed too many times';

/**
 * How those executions ended that did not end right, in words; apart, those that died with a process
 * before anything came of the answer.
 */
async function endsOf({ rest }: Stack, offers: readonly Offer[]) {
	const wrong: string[] = [];
	let died = 0;
	for (const offer of offers) {
		const execution = await rest.execution(offer.executionId);
		if (execution.status === 'success' && isRight(offer, execution)) continue;
		const runs = Object.entries(execution.data.resultData.runData);
		const isOver = runs.some(([node]) => !['Start', 'Ask', 'Wait'].includes(node));
		const reason = errorOf(execution) ?? '';
		if (!isOver && (execution.status === 'crashed' || reason.includes(DIED))) died += 1;
		else {
			const ran = runs.map(([node, { length }]) => `${node} ${length}`).join(', ');
			const last = JSON.stringify(runs.at(-1)?.[1].at(-1)?.data?.main);
			wrong.push(`${offer.next} expected: ${execution.status} ${reason}, ran ${ran}: ${last}`);
		}
	}
	return { right: offers.length - wrong.length - died, died, wrong };
}

const isOpen = (status: string) => /^(waiting|running|new)$/.test(status);

export function kills(given: Given): void {
	it(
		`${TAPS} taps while ${KILLS} processes are killed: none ends wrong, and none waits for ever`,
		async () => {
			const stack = given();
			const approval = await installApproval(stack, 'Killed');
			const direct = await installDirect(stack);
			const approvers = Object.values(NUMBERS);
			const bodies = Array.from({ length: TAPS }, (_, index) => ({
				subject: `Kill ${index}`,
				approver: approvers[index % approvers.length],
			}));
			await startWaiting(stack, approval, bodies);
			await startWaiting(stack, direct, bodies);
			const taps = tapOffers(stack, await executionsIn(stack, approval, 'waiting', TAPS));
			expect(taps).toHaveLength(TAPS);
			const calls = callOffers(stack, await executionsIn(stack, direct, 'waiting', TAPS));
			const [killed] = await Promise.all([
				killSome(stack),
				atRate(RATE, taps, (one) => one.send()),
				// The caller of a Wait node has to call again by itself; what it does not take is counted below.
				atRate(RATE, calls, (one) =>
					waitFor(() => one.send().then(() => true), { every: 1000, timeout: 30_000 }).catch(
						() => {},
					),
				),
			]);
			await stack.allReady();
			const executions = async (id: string) => await stack.rest.executions({ workflowId: id });
			await waitFor(
				async () => !(await executions(approval.id)).some(({ status }) => isOpen(status)),
				// What n8n has lost sight of it looks for every three minutes at most.
				{ timeout: 2 * PATIENCE, what: 'all approvals to end' },
			).catch(() => {});
			const ends = await endsOf(stack, taps);
			const waits = await endsOf(stack, calls);
			tellFigures('taps while processes are killed', { killed, taps: ends, waits });
			expect(ends.wrong).toEqual([]);
			// The moment is short: not more than one for each kill, even on a busy machine.
			expect(ends.died).toBeLessThanOrEqual(KILLS);
		},
		600_000 + ROUNDS * 20_000,
	);
}
