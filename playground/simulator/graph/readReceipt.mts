import { readReceipt } from '../whatsapp/message.mts';
import { schemaRefusal } from '../messages/schemaRefusal.mts';
import type { StoredMessage } from '../whatsapp/conversation.mts';
import type { World } from '../world.mts';
import { changed } from '../world.mts';
import type { GraphCall } from '../providers/meta/graph.mts';
import { messagingRefusal } from '../whatsapp/refusal.mts';

const TYPING_MILLISECONDS = 25_000;

/** Blue ticks on the person's message, and "typing…" (M:typing-indicators). */
export function acknowledge(call: GraphCall): unknown {
	const { world } = call;
	const parsed = readReceipt.safeParse(call.body);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	const message = world.conversations.find(parsed.data.message_id);
	if (message?.direction !== 'incoming' || message.phoneNumberId !== call.objectId) {
		throw messagingRefusal(131009, 'message_id is not a message received by this number');
	}
	markRead(world, message);
	if (parsed.data.typing_indicator && message.personId) {
		world.typingUntil.set(message.personId, Date.now() + TYPING_MILLISECONDS);
		world.timers.after(TYPING_MILLISECONDS, () => changed(world));
	}
	changed(world);
	return { success: true };
}

/** A message and all before it in the same chat. */
export function markRead(world: World, message: StoredMessage): void {
	for (const earlier of world.conversations.all()) {
		const sameChat =
			earlier.personId === message.personId && earlier.phoneNumberId === message.phoneNumberId;
		if (earlier.direction === 'incoming' && sameChat && earlier.at <= message.at) {
			earlier.state = 'read';
		}
	}
	changed(world);
}
