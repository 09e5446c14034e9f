import http from 'node:http';
import https from 'node:https';
import axios from 'axios';

import { type Change, type WebhookAttempt, type WebhookRecord, append } from './journal.mts';
import type { Proof } from './provider.mts';
import { type World, changed, newId } from './world.mts';

export function newRecord(world: World, fields: Partial<WebhookRecord>): WebhookRecord {
	const record: WebhookRecord = {
		id: newId(world, 'webhook'),
		at: new Date(world.clock.now()).toISOString(),
		event: 'webhook',
		phoneNumberId: null,
		target: null,
		body: null,
		rawBody: '',
		signature: null,
		attempts: [],
		outcome: 'waiting',
		changes: [],
		...fields,
	};
	append(world.journal.webhooks, record);
	return record;
}

/** Sends a change, alone or with the others of the open batch. */
export function publish(world: World, change: Change): WebhookRecord {
	const target = world.provider.targetOf(world, change);
	const wait = world.provider.batches ? world.switches.batchMilliseconds : 0;
	const open = world.openBatches.get(target ?? '');
	if (wait > 0 && open) {
		open.changes.push(change);
		open.record.event = `${open.changes.length} events in one webhook`;
		changed(world);
		return open.record;
	}
	const record = newRecord(world, {
		event: change.event,
		phoneNumberId: change.phoneNumberId,
		target,
	});

	if (wait > 0) {
		const batch = { record, changes: [change] };
		world.openBatches.set(target ?? '', batch);
		world.timers.after(wait, () => {
			world.openBatches.delete(target ?? '');
			return seal(world, record, batch.changes);
		});
	} else {
		void seal(world, record, [change]);
	}
	changed(world);
	return record;
}

function seal(world: World, record: WebhookRecord, changes: Change[]): Promise<void> {
	const made = world.provider.webhook(world, changes);
	if (made === null) {
		record.outcome = 'not sent';
		changed(world);
		return Promise.resolve();
	}
	record.changes = changes;
	record.body = made.body;
	record.rawBody = made.rawBody;
	return deliver(world, record);
}

/** Where it goes is looked up anew on each attempt: the callback may have changed in between. */
export function targetOf(world: World, record: WebhookRecord): string | null {
	const [change] = record.changes;
	return change === undefined ? record.target : world.provider.targetOf(world, change);
}

/** First delivery and its redeliveries: anything but a 200 is tried again (M:webhooks/overview). */
async function deliver(world: World, record: WebhookRecord, round = 0): Promise<void> {
	const target = targetOf(world, record);
	if (target === null) {
		record.outcome = 'no callback';
		changed(world);
		return;
	}
	record.target = target;
	const attempt = await post(world, record, target);
	if (world.stopping.signal.aborted) return;
	if (world.provider.taken(attempt.status)) {
		record.outcome = 'delivered';
		markReceived(world, record);
		if (round === 0 && world.switches.deliverTwice) {
			world.timers.after(20, () => post(world, record, target));
		}
	} else {
		const delay = world.provider.redelivers ? world.redelivery[round] : undefined;
		record.outcome = delay === undefined ? 'given up' : 'retrying';
		if (delay !== undefined) world.timers.after(delay, () => deliver(world, record, round + 1));
	}
	changed(world);
}

/** The person's own bubbles get their second tick once the business' server took the message. */
function markReceived(world: World, record: WebhookRecord): void {
	for (const message of record.changes.flatMap(({ value }) => value.messages ?? [])) {
		const stored = world.conversations.find(String(message.id));
		if (stored?.direction === 'incoming' && stored.state === 'sent') stored.state = 'delivered';
	}
}

/** One POST of the record's exact bytes. Never throws: no answer is status 0. */
export async function post(
	world: World,
	record: WebhookRecord,
	target: string,
	headers: Record<string, string> = {},
	proof: Proof = 'valid',
): Promise<WebhookAttempt> {
	const started = Date.now();
	const attempt: WebhookAttempt = {
		number: record.attempts.length + 1,
		at: new Date(world.clock.now()).toISOString(),
		target,
		status: 0,
		milliseconds: 0,
	};
	record.attempts.push(attempt);
	const proven = world.provider.prove(world, record.rawBody, target, proof);
	record.signature = proven.signature;
	try {
		if (world.switches.n8nUnreachable) throw new Error('Connection refused');
		const answer = await axios.post<string>(
			byRoad(world, proven.target),
			Buffer.from(record.rawBody, 'utf8'),
			{
				...webhookCall(world),
				headers: { accept: '*/*', ...proven.headers, ...headers },
			},
		);
		attempt.status = answer.status;
		attempt.response = String(answer.data ?? '').slice(0, 2000);
	} catch (error) {
		attempt.error = error instanceof Error ? error.message : 'no answer';
	}
	attempt.milliseconds = Date.now() - started;
	changed(world);
	return attempt;
}

/** The address as the internet's routers have it. */
export function byRoad({ roads }: World, url: string): string {
	const { origin } = new URL(url);
	return (roads.get(origin) ?? origin) + url.slice(origin.length);
}

/**
 * How a provider calls a webhook: any answer is one, as text, and no redirect is followed. No kept-alive
 * sockets and no proxy: nothing of ours stays open after a stop.
 */
export const webhookCall = ({ webhookTimeout, stopping }: World) => ({
	httpAgent: new http.Agent({ keepAlive: false }),
	httpsAgent: new https.Agent({ keepAlive: false }),
	proxy: false as const,
	timeout: webhookTimeout,
	signal: stopping.signal,
	responseType: 'text' as const,
	transformResponse: (data: string) => data,
	validateStatus: () => true,
	maxRedirects: 0,
});
