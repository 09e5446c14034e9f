import type { MessageView, StoredMessage } from '../conversation.mts';
import { dispatch } from '../delivery/progress.mts';
import { message as messageSchema } from '../messages/messageSchema.mts';
import type { Message } from '../messages/messageSchema.mts';
import { messageView, templateView } from '../messages/messageView.mts';
import type { Recipient } from '../messages/recipient.mts';
import { recipientOf } from '../messages/recipient.mts';
import { schemaRefusal } from '../messages/schemaRefusal.mts';
import { fitTemplate, templateToSend } from '../messages/templateFit.mts';
import { newWamid } from '../wamid.mts';
import { changed, windowOpen } from '../world.mts';
import type { GraphCall } from './call.mts';
import { requireScope } from './call.mts';
import { requireUploadedMedia } from './media.mts';
import { acknowledge } from './readReceipt.mts';
import { messagingRefusal } from './refusal.mts';

const OUTSIDE_WINDOW =
	'Message failed to send because more than 24 hours have passed since the customer last replied ' +
	'to this number.';

/** `type` may be left out of a text message (M:messages/text-messages). */
function parsedMessage(call: GraphCall): Message {
	const body: Record<string, unknown> = { ...call.body };
	if (body.type === undefined && body.text !== undefined) body.type = 'text';
	const parsed = messageSchema.safeParse(body);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	return parsed.data;
}

function forcedRefusal(call: GraphCall): void {
	const { switches } = call.world;
	const forced = switches.rejectSends;
	if (!forced) return;
	forced.times -= 1;
	if (forced.times <= 0) switches.rejectSends = null;
	changed(call.world);
	throw messagingRefusal(forced.code, 'Refused by the simulator’s switch', forced.status);
}

interface Prepared {
	view: MessageView;
	category: string;
	/** Why it will fail after all. */
	failure?: [number, string];
}

function prepare(call: GraphCall, message: Message, insideWindow: boolean): Prepared {
	const { world } = call;
	if (message.type === 'template') {
		const template = templateToSend(world.templates, message.template);
		const view = templateView(template, fitTemplate(template, message.template));
		return { view, category: template.category.toLowerCase() };
	}
	const prepared = { view: messageView(message), category: 'service' };
	if (insideWindow) return prepared;
	// Meta documents both: refused at once, or accepted and failed later.
	if (world.switches.windowRefusal === 'sync') throw messagingRefusal(131047, OUTSIDE_WINDOW);
	return { ...prepared, failure: [131047, OUTSIDE_WINDOW] };
}

function stored(
	call: GraphCall,
	message: Message,
	recipient: Recipient,
	prepared: Prepared,
	insideWindow: boolean,
): StoredMessage {
	const quoted =
		message.type === 'reaction' ? message.reaction.message_id : message.context?.message_id;
	const tracking = message.biz_opaque_callback_data;
	return {
		id: newWamid(recipient.phone ?? recipient.userId ?? '', 'outgoing'),
		direction: 'outgoing',
		personId: recipient.person?.id ?? null,
		phoneNumberId: call.objectId,
		at: call.world.clock.now(),
		view: prepared.view,
		state: 'accepted',
		...(quoted !== undefined && { context: quoted }),
		reactions: {},
		tapped: [],
		outgoing: {
			recipient: {
				...(recipient.phone && { phone: recipient.phone }),
				...(recipient.userId && { userId: recipient.userId }),
			},
			...(tracking !== undefined && { tracking }),
			category: prepared.category,
			insideWindow,
			pricedAtDelivery: false,
		},
	};
}

/** `POST /<PHONE_NUMBER_ID>/messages` (M:messages/send-messages). */
export function sendMessage(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_messaging');
	const { world } = call;
	if (call.body.status !== undefined) return acknowledge(call);
	const message = parsedMessage(call);
	forcedRefusal(call);
	requireUploadedMedia(world, message);
	const recipient = recipientOf(world, call.objectId, message);
	// Somebody unknown has no window either, but the answer to such a send is 131026, later.
	const insideWindow = !recipient.person || windowOpen(world, recipient.person.id, call.objectId);
	const prepared = prepare(call, message, insideWindow);
	const record = stored(call, message, recipient, prepared, insideWindow);
	world.conversations.add(record);
	dispatch(world, record, prepared.failure);
	changed(world);
	return {
		messaging_product: 'whatsapp',
		contacts: [recipient.contact],
		messages: [
			{ id: record.id, ...(message.type === 'template' && { message_status: 'accepted' }) },
		],
	};
}
