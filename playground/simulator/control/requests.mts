import type { Request, Response } from 'express';
import { z } from 'zod';

import { firstIssue } from '../api.mts';

/** The bodies of the control API. */

const fault = z.strictObject({
	match: z.string(),
	kind: z.enum(['html', 'empty', 'slow', 'hangup', 'status']),
	status: z.number().int().min(200).max(599).optional(),
	code: z.number().int().optional(),
	body: z.unknown().optional(),
	milliseconds: z.number().int().min(0).optional(),
	after: z.boolean().optional(),
	times: z.number().int().min(1).default(1),
});

const refusal = z.strictObject({
	code: z.number().int(),
	status: z.number().int().min(400).max(599).default(400),
	times: z.number().int().min(1).default(1),
	words: z.string().min(1).optional(),
});

export const switchesRequest = z.strictObject({
	personId: z.string().optional(),
	phoneOff: z.boolean().optional(),
	windowClosed: z.boolean().optional(),
	deliverTwice: z.boolean().optional(),
	n8nUnreachable: z.boolean().optional(),
	batchMilliseconds: z.number().int().min(0).max(60_000).optional(),
	shuffleStatuses: z.boolean().optional(),
	windowRefusal: z.enum(['sync', 'async']).optional(),
	rejectSends: refusal.nullable().optional(),
	graphFault: fault.nullable().optional(),
	skipHours: z.number().positive().optional(),
	scopes: z.array(z.string()).optional(),
	tokenExpired: z.boolean().optional(),
	quality: z.enum(['GREEN', 'YELLOW', 'RED', 'UNKNOWN']).optional(),
	numberStatus: z.enum(['CONNECTED', 'PENDING', 'DISCONNECTED']).optional(),
	health: z.enum(['AVAILABLE', 'LIMITED', 'BLOCKED']).optional(),
	directSend: z.enum(['on', 'off', 'blocked']).optional(),
	marketingApart: z.boolean().optional(),
	tapsWithoutIds: z.boolean().optional(),
	otherForms: z.boolean().optional(),
});

export type SwitchesRequest = z.infer<typeof switchesRequest>;

export const tapRequest = z.strictObject({
	messageId: z.string(),
	buttonIndex: z.number().int().min(0),
	asPersonId: z.string().optional(),
	contextFrom: z.string().optional(),
});

const phoneNumberId = z.string().optional();

export const textRequest = z.strictObject({
	text: z.string().min(1).max(65_536),
	/** The wamid of the message quoted. */
	quoting: z.string().optional(),
	phoneNumberId,
});

export const reactionRequest = z.strictObject({
	messageId: z.string(),
	/** Empty or absent takes the reaction back. */
	emoji: z.string().optional(),
});

export const inboundRequest = z.strictObject({
	message: z.looseObject({ type: z.string() }),
	phoneNumberId,
});

export const webhookRequest = z.strictObject({
	body: z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]),
	/** What it is about in the provider's words, where that decides who gets it. */
	about: z.string().default(''),
	target: z.url().optional(),
	signature: z.enum(['valid', 'none', 'wrong']).default('valid'),
	headers: z.record(z.string(), z.string()).optional(),
});

export const redeliverRequest = z.strictObject({
	webhookId: z.string(),
	times: z.number().int().min(1).max(100).default(1),
});

export const callbackRequest = z.strictObject({ url: z.url().nullable() });
export const readRequest = z.strictObject({ personId: z.string() });
export const resetRequest = z.strictObject({ subscriptions: z.boolean().default(false) });

export function refuse(response: Response, status: number, error: string): void {
	response.status(status).json({ error });
}

/** The request's body in its schema's shape, or null after an answer that says what is wrong. */
export function parsed<T extends z.ZodType>(
	schema: T,
	request: Request,
	response: Response,
): z.output<T> | null {
	const result = schema.safeParse(request.body ?? {});
	if (result.success) return result.data;
	refuse(response, 400, firstIssue(result.error));
	return null;
}
