import type { z } from 'zod';

import { firstIssue } from '../../api.mts';
import { invalidParameter, messagingRefusal, WhatsAppRefusal } from '../../whatsapp/refusal.mts';
import type { World } from '../../world.mts';
import { missingScope } from './failure.mts';

/** One Graph request after its version and token were accepted. */
export interface GraphCall {
	world: World;
	method: 'GET' | 'POST' | 'DELETE';
	version: string;
	/** The simulator's own origin, for paging links. */
	origin: string;
	objectId: string;
	query: Record<string, string>;
	body: Record<string, unknown>;
	contentType: string;
	rawBody: Buffer | null;
	token: 'app' | 'system user';
	header?(name: string): string | undefined;
}

export interface RawAnswer {
	mimeType: string;
	bytes: Buffer;
}

export type Handler = (call: GraphCall) => unknown;

export function requireScope(call: GraphCall, scope: string): void {
	if (!call.world.switches.scopes.includes(scope)) throw missingScope(scope);
}

export function requireAppToken(call: GraphCall): void {
	if (call.token === 'app') return;
	throw new WhatsAppRefusal(400, 15, '(#15) This method must be called with an app access_token.');
}

/** The body of a call. @throws WhatsAppRefusal that names the first thing that is wrong */
export function parsedBody<Schema extends z.ZodType>(
	schema: Schema,
	value: unknown,
): z.infer<Schema> {
	const parsed = schema.safeParse(value);
	if (parsed.success) return parsed.data;
	throw invalidParameter('Invalid parameter', firstIssue(parsed.error));
}

/**
 * Picks the asked fields of a node, always with its id. A field the node does not have fails the
 * whole call, as Graph does.
 */
export function pickFields(
	nodeType: string,
	node: Record<string, unknown>,
	asked: string | undefined,
	defaults: string[],
): Record<string, unknown> {
	const names = asked?.trim() ? asked.split(',').map((name) => name.trim()) : defaults;
	const picked: Record<string, unknown> = {};
	for (const name of names) {
		if (!Object.hasOwn(node, name)) {
			throw invalidParameter(
				`Tried accessing nonexisting field (${name}) on node type (${nodeType})`,
			);
		}
		if (node[name] !== undefined) picked[name] = node[name];
	}
	picked.id = node.id;
	return picked;
}

const DEFAULT_LIMIT = 25;

function cursorOf(position: number): string {
	return Buffer.from(`position:${position}`).toString('base64url');
}

function positionOf(cursor: string): number {
	const match = /^position:(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString());
	// 131059 since v24: restart without a cursor (M:support/error-codes).
	if (!match) throw messagingRefusal(131059, 'The cursor is not valid. Start again without it.');
	return Number(match[1]);
}

function limitOf(call: GraphCall): number {
	if (call.query.limit === undefined) return DEFAULT_LIMIT;
	const limit = Number(call.query.limit);
	if (!Number.isInteger(limit) || limit < 1) {
		throw invalidParameter('Param limit must be an integer greater than 0');
	}
	return limit;
}

/** Like Graph, the link carries the access token of the call, so that it can be followed as it is. */
function pageLink(call: GraphCall, path: string, cursor: Record<string, string>): string {
	const { after: _after, before: _before, ...rest } = call.query;
	const params = new URLSearchParams({
		access_token: call.world.account.accessToken,
		...rest,
		...cursor,
	});
	return `${call.origin}/${call.version}/${path}?${params}`;
}

export function paged<T>(call: GraphCall, path: string, items: T[]) {
	const limit = limitOf(call);
	const { after, before } = call.query;
	let start = after ? positionOf(after) + 1 : 0;
	if (before) start = Math.max(0, positionOf(before) - limit);
	const data = items.slice(start, start + limit);
	if (data.length === 0) return { data };
	const last = start + data.length - 1;
	const cursors = { before: cursorOf(start), after: cursorOf(last) };
	return {
		data,
		paging: {
			cursors,
			...(last < items.length - 1 && { next: pageLink(call, path, { after: cursors.after }) }),
			...(start > 0 && { previous: pageLink(call, path, { before: cursors.before }) }),
		},
	};
}
