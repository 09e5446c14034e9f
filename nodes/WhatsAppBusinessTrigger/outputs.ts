import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { defined } from '../core/json';
import type { InboundEvent, Person } from '../whatsapp/events';
import type { TriggerOptions } from './parameters';

/** Kinds of events, in the order of the outputs when each has its own. */
const KINDS: ReadonlyArray<[kind: InboundEvent['event'], name: string]> = [
	['message', 'Message'],
	['reply', 'Reply'],
	['status', 'Delivery Status'],
	['template', 'Template Change'],
	['account', 'Account Change'],
];

/** The trigger's outputs: one, or one for each chosen kind. An expression that n8n evaluates. */
export const triggerOutputs = `={{ ($parameter["options"] || {})["splitOutputs"]
	? ${JSON.stringify(KINDS)}
		.filter(([kind]) => $parameter["events"].includes(kind))
		.map(([kind, displayName]) => ({ type: "main", displayName }))
	: [{ type: "main" }] }}`;

/** One item for each event, on its output. @returns undefined when there is nothing to emit */
export function toOutputs(
	events: readonly InboundEvent[],
	chosen: readonly string[],
	{ splitOutputs, lean }: Pick<TriggerOptions, 'splitOutputs' | 'lean'>,
): INodeExecutionData[][] | undefined {
	if (events.length === 0) return undefined;
	const items = (list: readonly InboundEvent[]) =>
		list.map(
			(event): INodeExecutionData => ({
				json: (lean ? leanEvent(event) : event) as unknown as IDataObject,
			}),
		);
	if (!splitOutputs) return [items(events)];
	return KINDS.filter(([kind]) => chosen.includes(kind)).map(([kind]) =>
		items(events.filter(({ event }) => event === kind)),
	);
}

/**
 * The event without the names of people and without what the provider sent as it was. What the
 * workflow works with stays: number or user ID, text, files and replies.
 */
export function leanEvent(event: InboundEvent): InboundEvent {
	const from = nameless(event.from);
	const lean = defined({ ...event, from, raw: undefined });
	if (lean.event === 'status') return { ...lean, recipient: nameless(lean.recipient) };
	if (lean.event === 'account') {
		const recipient = lean.recipient && nameless(lean.recipient);
		return defined({ ...lean, recipient, details: lean.details && withoutNames(lean.details) });
	}
	if (lean.event !== 'message' || lean.system === undefined) return lean;
	// WhatsApp writes "Ana changed from … to …" here.
	return { ...lean, system: defined({ ...lean.system, text: undefined }) };
}

/** As Meta's and other providers' lists of people have them. */
const NAMES = new Set(['profile', 'name', 'username', 'full_name', 'first_name', 'last_name']);

/** A webhook nests no deeper than 64, so that this comes to an end. */
function withoutNames<Value>(value: Value): Value {
	if (Array.isArray(value)) return value.map(withoutNames) as Value;
	if (typeof value !== 'object' || value === null) return value;
	const kept = Object.entries(value).filter(([key]) => !NAMES.has(key));
	return Object.fromEntries(kept.map(([key, inner]) => [key, withoutNames(inner)])) as Value;
}

const nameless = (person: Person): Person =>
	defined({ ...person, name: undefined, username: undefined });
