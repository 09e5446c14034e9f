import type { GraphCall } from '../providers/meta/graph.mts';
import { invalidParameter, messagingRefusal } from '../whatsapp/refusal.mts';

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
