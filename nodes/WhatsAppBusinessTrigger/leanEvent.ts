import type { InboundEvent } from '../whatsapp/events';
import { defined } from '../core/json';

/**
 * The event without the names of people and without what the provider sent as it was. What the
 * workflow works with stays: number or user ID, text, files and replies.
 */
export function leanEvent(event: InboundEvent): InboundEvent {
	const from = defined({ ...event.from, name: undefined, username: undefined });
	const lean = defined({ ...event, from, raw: undefined });
	if (lean.event !== 'message' || lean.system === undefined) return lean;
	// WhatsApp writes "Ana changed from … to …" here.
	return { ...lean, system: defined({ ...lean.system, text: undefined }) };
}
