import {
	asObject,
	asObjects,
	asText,
	jsonBudget,
	type JsonObject,
	parseInner,
} from '../../core/json';
import type { InboundEvent } from '../../whatsapp/events';
import type { Recipient } from '../../whatsapp/messages';
import { kindNamed } from './kinds';
import type { LiveKind } from './kind';
import type { Outcome } from './plan';

/** What an item of the live check says, as far as it can be read. */
export interface Sent {
	kind: LiveKind;
	status: Outcome['status'];
	messageId?: string;
	reference: string;
	choices: Array<{ id: string; title: string }>;
	to: Recipient;
	sentAt: string;
	failure?: { code?: string; category?: string };
}

export interface Collected {
	/** Of the newest run, in the order of the table of kinds. */
	sent: Sent[];
	/** In the order in which they came in. */
	events: InboundEvent[];
	/** Items that are neither. */
	strange: number;
}

const EVENTS = new Set(['message', 'reply', 'status', 'template', 'account']);
const STATUSES = ['accepted', 'not sent', 'refused', 'unknown'] as const;

/** The column of a Data Table in which an item may stand as JSON. */
const COLUMN = 'content';

/**
 * Reads what a workflow collected: items of the live check and events of the trigger, in any order, as they
 * came or as JSON in the column `content` of a table. Nothing in them is trusted.
 */
export function readCollected(items: readonly unknown[]): Collected {
	const runs = new Map<string, { newest: string; sent: Sent[] }>();
	const events = new Map<string, InboundEvent>();
	let strange = 0;
	for (const item of items) {
		const object = unpacked(item);
		const sent = object && readSent(object);
		const event = object && readEvent(object);
		if (sent !== undefined) {
			const { run, ...rest } = sent;
			const known = runs.get(run) ?? { newest: '', sent: [] };
			known.sent.push(rest);
			if (rest.sentAt > known.newest) known.newest = rest.sentAt;
			runs.set(run, known);
		} else if (event !== undefined) {
			// The same event may have come in twice, by two workflows for instance.
			events.set(`${event.event} ${event.id}`, event);
		} else strange++;
	}
	const [newest] = [...runs.values()].sort((one, other) => (one.newest < other.newest ? 1 : -1));
	return { sent: newest?.sent ?? [], events: [...events.values()], strange };
}

function unpacked(item: unknown): JsonObject | undefined {
	const object = asObject(item);
	const packed = object?.[COLUMN];
	return typeof packed === 'string' ? asObject(parseInner(packed, jsonBudget())) : object;
}

function readSent(object: JsonObject): (Sent & { run: string }) | undefined {
	const run = asText(object.liveCheck);
	const kind = kindNamed(object.kind);
	if (run === undefined || kind === undefined) return undefined;
	const to = asObject(object.to);
	const failure = asObject(object.failure);
	return {
		run,
		kind,
		status: STATUSES.find((status) => status === object.status) ?? 'unknown',
		messageId: asText(object.messageId),
		reference: asText(object.reference) ?? '',
		choices: asObjects(object.choices).map(({ id, title }) => ({
			id: asText(id) ?? '',
			title: asText(title) ?? '',
		})),
		to: { phone: asText(to?.phone), userId: asText(to?.userId) },
		sentAt: asText(object.sentAt) ?? '',
		...(failure && {
			failure: { code: asText(failure.code), category: asText(failure.category) },
		}),
	};
}

/** An event whose parts have the form that the code relies on, whatever stands in them. */
function readEvent(object: JsonObject): InboundEvent | undefined {
	if (typeof object.event !== 'string' || !EVENTS.has(object.event)) return undefined;
	const event = {
		...object,
		id: asText(object.id) ?? '',
		kind: asText(object.kind),
		timestamp: asText(object.timestamp) ?? '',
		from: asPerson(object.from),
		to: asPerson(object.to),
		context: { messageId: asText(asObject(object.context)?.messageId) },
		...(object.event === 'status' && { recipient: asPerson(object.recipient ?? object.from) }),
		...('errors' in object && { errors: asObjects(object.errors) }),
	};
	return event as unknown as InboundEvent;
}

/** Identities are texts. */
function asPerson(value: unknown): Record<string, string> {
	const entries = Object.entries(asObject(value) ?? {}).map(([key, one]) => [key, asText(one)]);
	return Object.fromEntries(entries.filter(([, one]) => one !== undefined)) as never;
}
