import type { z } from 'zod';

import { callbackFor } from '../registrations.mts';
import { newRecord, post } from '../webhooks/courier.mts';
import { escapedJson, signatureOf } from '../webhooks/payload.mts';
import type { World } from '../world.mts';
import type { webhookRequest } from './requests.mts';

function signature(kind: 'valid' | 'none' | 'wrong', rawBody: string, secret: string) {
	if (kind === 'none') return null;
	return signatureOf(rawBody, kind === 'valid' ? secret : `${secret} but another`);
}

/** Posts any body once, for tests of hostile and unusual webhooks. null when there is no target. */
export async function sendRawWebhook(world: World, request: z.infer<typeof webhookRequest>) {
	const [number] = world.account.phoneNumbers;
	const target = request.target ?? (number ? callbackFor(world.registrations, number.id) : null);
	if (target === null) return null;
	const rawBody = typeof request.body === 'string' ? request.body : escapedJson(request.body);
	const record = newRecord(world, {
		event: 'Webhook written by hand',
		target,
		body: request.body,
		rawBody,
		signature: signature(request.signature, rawBody, world.account.appSecret),
	});
	const attempt = await post(world, record, target, request.headers);
	record.outcome = attempt.status === 200 ? 'delivered' : 'given up';
	return { webhookId: record.id, status: attempt.status, response: attempt.response ?? null };
}

/** Posts a record's identical bytes again. */
export async function redeliver(world: World, webhookId: string, times: number) {
	const record = world.journal.webhooks.find(({ id }) => id === webhookId);
	if (!record || record.rawBody === '') return null;
	const current = record.phoneNumberId && callbackFor(world.registrations, record.phoneNumberId);
	const target = current || record.target;
	if (!target) return null;
	const statuses: number[] = [];
	for (let round = 0; round < times; round += 1) {
		const attempt = await post(world, record, target);
		statuses.push(attempt.status);
	}
	if (statuses.includes(200)) record.outcome = 'delivered';
	return { webhookId, statuses };
}
