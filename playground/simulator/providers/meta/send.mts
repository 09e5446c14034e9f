import { accept } from '../../whatsapp/accept.mts';
import { readByBusiness } from '../../whatsapp/inbound.mts';
import { parsedMessage, parsedReceipt } from '../../whatsapp/message.mts';
import { messagingRefusal } from '../../whatsapp/refusal.mts';
import { changed } from '../../world.mts';
import { type GraphCall, requireScope } from './graph.mts';
import { requireUploadedMedia } from './media.mts';

/** `POST /<PHONE_NUMBER_ID>/messages` (M:messages/send-messages). */
export function sendMessage(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_messaging');
	const { world } = call;
	if (call.body.status !== undefined) return acknowledge(call);
	const message = parsedMessage(call.body);
	requireUploadedMedia(world, message);
	const { stored, recipient } = accept(world, { message, phoneNumberId: call.objectId });
	return {
		messaging_product: 'whatsapp',
		contacts: [recipient.contact],
		messages: [
			{ id: stored.id, ...(message.type === 'template' && { message_status: 'accepted' }) },
		],
	};
}

const TYPING_MILLISECONDS = 25_000;

/** Blue ticks on the person's message, and "typing…" (M:typing-indicators). */
function acknowledge(call: GraphCall): unknown {
	const { world } = call;
	const receipt = parsedReceipt(call.body);
	const message = world.conversations.find(receipt.message_id);
	if (message?.direction !== 'incoming' || message.phoneNumberId !== call.objectId) {
		throw messagingRefusal(131009, 'message_id is not a message received by this number');
	}
	readByBusiness(world, message);
	if (receipt.typing_indicator && message.personId) {
		world.typingUntil.set(message.personId, Date.now() + TYPING_MILLISECONDS);
		world.timers.after(TYPING_MILLISECONDS, () => changed(world));
	}
	changed(world);
	return { success: true };
}
