import { setTimeout as sleep } from 'node:timers/promises';
import { readReference } from '../../dist/nodes/approvals/reference.js';
import { outputsOf, type Execution } from '../../playground/workflows/executionData.mts';
import { tap } from '../../playground/simulator/whatsapp/inbound.mts';
import { newRecord, post } from '../../playground/simulator/courier.mts';
import { personById } from '../../playground/simulator/world.mts';
import { waitFor } from '../../playground/waitFor.mts';
import type { Stack } from '../e2e/stack.mts';

/** One waiting execution, and what makes it go on. */
export interface Offer {
	executionId: string;
	/** The node that has to run next, and no other. */
	next: 'Approved' | 'Rejected' | 'Next';
	/** Milliseconds; when the tap or the call was sent. */
	sentAt: number;
	/** Sends it. Ends when it was answered. */
	send(): Promise<void>;
}

/** A tap on every question of these executions, each third of them on Reject, or all on Approve. */
export function tapOffers(
	{ simulator: { state } }: Stack,
	executions: readonly Execution[],
	rejecting = true,
): Offer[] {
	const ids = new Set(executions.map(({ id }) => id));
	const asked = state.conversations.all().flatMap((message) => {
		const { executionId = '' } = readReference(message.view.buttons?.[0]?.reply) ?? {};
		return ids.has(executionId) ? [{ message, executionId }] : [];
	});
	return asked.map(({ message, executionId }, index) => ({
		executionId,
		next: rejecting && index % 3 === 2 ? 'Rejected' : 'Approved',
		sentAt: 0,
		async send() {
			const person = personById(state, message.personId!)!;
			this.sentAt = Date.now();
			const { webhookId } = tap(state, person, message, this.next === 'Rejected' ? 1 : 0)!;
			const webhook = state.journal.webhooks.findLast(({ id }) => id === webhookId)!;
			await waitFor(() => webhook.outcome === 'delivered', { every: 10, timeout: 60_000 });
		},
	}));
}

/** A call of every Wait node's resume URL: the bytes of a tap, sent by the same HTTP client. */
export function callOffers({ simulator: { state } }: Stack, waiting: Execution[]): Offer[] {
	return waiting.map(({ id, data }) => ({
		executionId: id,
		next: 'Next',
		sentAt: 0,
		async send() {
			const latest = state.journal.webhooks.findLast(({ event }) => event.startsWith('Button tap'));
			const webhook = newRecord(state, { rawBody: latest!.rawBody, outcome: 'delivered' });
			this.sentAt = Date.now();
			const url = data.resultData.runData.Wait![0]!.metadata!.resumeUrl as string;
			const { status } = await post(state, webhook, url);
			if (status !== 200) throw new Error(`n8n answered ${status} to a call of a resume URL`);
		},
	}));
}

/** Waits until the simulator has nothing more to deliver: confirmations draw delivery statuses. */
export async function calm({ simulator: { state } }: Stack): Promise<void> {
	// The last status comes 120 ms after its message.
	await sleep(300);
	const open = () => state.journal.webhooks.some(({ outcome }) => /waiting|retrying/.test(outcome));
	await waitFor(() => !open(), {
		every: 20,
		timeout: 60_000,
		what: 'all webhooks to be delivered',
	});
}

/** Did it leave by the exit that was tapped, once, with its own item, and by no other? */
export function isRight({ next }: Offer, execution: Execution | undefined): boolean {
	if (execution === undefined) return false;
	const { runData } = execution.data.resultData;
	const ran = Object.keys(runData).filter((name) => !['Start', 'Ask', 'Wait'].includes(name));
	if (ran.join() !== next || runData[next]!.length !== 1) return false;
	if (next === 'Next') return true;
	const [item, ...more] = outputsOf(execution, next).flat();
	const { body, approval } = item!.json as Record<string, Record<string, unknown>>;
	const asked = outputsOf(execution, 'Start')[0]![0]!.json.body as Record<string, unknown>;
	return (
		more.length === 0 &&
		approval!.decision === next.toLowerCase() &&
		approval!.approved === (next === 'Approved') &&
		body!.subject === asked.subject
	);
}
