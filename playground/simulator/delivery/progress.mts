import type { StoredMessage } from '../whatsapp/conversation.mts';
import type { World } from '../world.mts';
import { changed } from '../world.mts';
import { fail, reportStatus } from '../whatsapp/statuses.mts';

const SENT_AFTER = 40;
const DELIVERED_AFTER = 80;

/** What becomes of an accepted message: it is sent, and delivered once the phone is on. */
export function dispatch(world: World, message: StoredMessage, refusal?: [number, string]): void {
	world.timers.after(SENT_AFTER, () => {
		if (refusal) return fail(world, message, ...refusal);
		if (message.personId === null) {
			return fail(world, message, 131026, 'Message Undeliverable.');
		}
		if (message.view.kind === 'reaction') return react(world, message);
		reportStatus(world, message, 'sent');
		world.timers.after(DELIVERED_AFTER, () => deliverIfOn(world, message));
	});
}

function deliverIfOn(world: World, message: StoredMessage): void {
	if (message.state !== 'sent' || message.personId === null) return;
	if (world.phonesOff.has(message.personId)) return;
	world.typingUntil.delete(message.personId);
	reportStatus(world, message, 'delivered');
}

/** Everything that waited while the phone was off. */
export function phoneSwitchedOn(world: World, personId: string): void {
	for (const message of world.conversations.all()) {
		if (message.direction === 'outgoing' && message.personId === personId) {
			deliverIfOn(world, message);
		}
	}
}

/** A reaction of the business; it only ever yields `sent` (M:messages/reaction-messages). */
function react(world: World, message: StoredMessage): void {
	const target = message.context ? world.conversations.find(message.context) : undefined;
	if (!target) {
		fail(world, message, 131009, 'Reaction to a message that does not exist.');
		return;
	}
	if (message.view.text) target.reactions.business = message.view.text;
	else delete target.reactions.business;
	reportStatus(world, message, 'sent');
}

/** The person looks at the chat: what was delivered is read. Returns how many messages. */
export function markRead(world: World, personId: string): number {
	if (world.phonesOff.has(personId)) return 0;
	const unread = world.conversations
		.all()
		.filter(
			(message) =>
				message.direction === 'outgoing' &&
				message.personId === personId &&
				message.state === 'delivered',
		);
	for (const message of unread) reportStatus(world, message, 'read');
	if (unread.length > 0) changed(world);
	return unread.length;
}
