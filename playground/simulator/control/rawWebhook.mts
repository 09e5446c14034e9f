import type { z } from 'zod';

import { newRecord, post, targetOf } from '../courier.mts';
import { escapedJson } from '../providers/meta/events.mts';
import type { World } from '../world.mts';
import type { webhookRequest } from './requests.mts';

/** Posts any body once, for tests of hostile and unusual webhooks. null when there is no target. */
export async function sendRawWebhook(world: World, request: z.infer<typeof webhookRequest>) {
	const [number] = world.account.phoneNumbers;
	const change = { phoneNumberId: number?.id ?? '', event: '', value: {} };
	const target = request.target ?? world.provider.targetOf(world, change);
	if (target === null) return null;
	const rawBody = typeof request.body === 'string' ? request.body : escapedJson(request.body);
	const record = newRecord(world, {
		event: 'Webhook written by hand',
		target,
		body: request.body,
		rawBody,
	});
	const attempt = await post(world, record, target, request.headers, request.signature);
	record.outcome = world.provider.taken(attempt.status) ? 'delivered' : 'given up';
	return { webhookId: record.id, status: attempt.status, response: attempt.response ?? null };
}

/** Posts a record's identical bytes again. */
export async function redeliver(world: World, webhookId: string, times: number) {
	const record = world.journal.webhooks.find(({ id }) => id === webhookId);
	if (!record || record.rawBody === '') return null;
	const target = targetOf(world, record) ?? record.target;
	if (!target) return null;
	const statuses: number[] = [];
	for (let round = 0; round < times; round += 1) {
		const attempt = await post(world, record, target);
		statuses.push(attempt.status);
	}
	if (statuses.some((status) => world.provider.taken(status))) record.outcome = 'delivered';
	return { webhookId, statuses };
}
