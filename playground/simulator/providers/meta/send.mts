import { accept } from '../../whatsapp/accept.mts';
import { message as messageSchema } from '../../whatsapp/message.mts';
import type { Message } from '../../whatsapp/message.mts';
import { schemaRefusal } from '../../messages/schemaRefusal.mts';
import type { GraphCall } from './graph.mts';
import { requireScope } from './graph.mts';
import { requireUploadedMedia } from './media.mts';
import { acknowledge } from '../../graph/readReceipt.mts';

/** `type` may be left out of a text message (M:messages/text-messages). */
export function parsedMessage(given: Record<string, unknown>): Message {
	const body: Record<string, unknown> = { ...given };
	if (body.type === undefined && body.text !== undefined) body.type = 'text';
	const parsed = messageSchema.safeParse(body);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	return parsed.data;
}

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
