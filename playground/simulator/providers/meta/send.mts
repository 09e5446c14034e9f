import { accept } from '../../whatsapp/accept.mts';
import { readByBusiness } from '../../whatsapp/inbound.mts';
import { type Message, parsedMessage, parsedReceipt } from '../../whatsapp/message.mts';
import { messagingRefusal } from '../../whatsapp/refusal.mts';
import { templateToSend } from '../../whatsapp/templateFit.mts';
import { changed, type World } from '../../world.mts';
import { type GraphCall, requireScope } from './graph.mts';
import { requireUploadedMedia } from './media.mts';

/** `POST /<PHONE_NUMBER_ID>/messages` (M:messages/send-messages). */
export function sendMessage(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_messaging');
	const { world } = call;
	if (call.body.status !== undefined) return acknowledge(call);
	const message = parsedMessage(call.body);
	if (world.switches.marketingApart && isMarketing(world, message)) {
		throw messagingRefusal(131063, 'This account sends marketing templates by marketing_messages');
	}
	return take(call, message);
}

/**
 * `POST /<PHONE_NUMBER_ID>/marketing_messages`: templates of category MARKETING, in the same form
 * (M:marketing-messages/route-template-messages).
 */
export function sendMarketing(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_messaging');
	const message = parsedMessage(call.body);
	if (!isMarketing(call.world, message)) {
		throw messagingRefusal(134100, 'Only marketing templates are sent here');
	}
	return take(call, message);
}

const isMarketing = ({ templates }: World, message: Message): boolean =>
	message.type === 'template' &&
	templateToSend(templates, message.template).category === 'MARKETING';

function take(call: GraphCall, message: Message): unknown {
	const { world } = call;
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
