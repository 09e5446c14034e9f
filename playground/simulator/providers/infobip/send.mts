import { randomUUID } from 'node:crypto';
import type { z } from 'zod';

import { accept } from '../../whatsapp/accept.mts';
import { parsedMessage } from '../meta/send.mts';
import { newWamid } from '../../wamid.mts';
import type { World } from '../../world.mts';
import { numberOf } from './account.mts';
import { graphContent } from './graphContent.mts';
import { graphTemplate } from './graphTemplate.mts';
import { badRequest, schemaRefusal } from './failure.mts';
import type { Envelope, SendKind } from './sendSchema.mts';
import { bulk, sendSchemas } from './sendSchema.mts';

function parsed<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
	const result = schema.safeParse(body);
	if (!result.success) throw schemaRefusal(result.error);
	return result.data;
}

const PENDING = {
	groupId: 1,
	groupName: 'PENDING',
	id: 7,
	name: 'PENDING_ENROUTE',
	description: 'Message sent to next instance',
};
/** Whether a repeated ID is refused is not documented; refusing is the stricter reading. */
const REPEATED = {
	groupId: 5,
	groupName: 'REJECTED',
	id: 52,
	name: 'REJECTED_DUPLICATE_MESSAGE_ID',
	description: 'Message has been rejected because of a repeated message ID',
};

/** Every kind but templates: one message, one answer. */
export function sendOne(world: World, kind: string, body: unknown): unknown {
	if (!Object.hasOwn(sendSchemas, kind)) return undefined;
	const known = kind as SendKind;
	const { content, ...envelope } = parsed(sendSchemas[known] as z.ZodType, body) as Envelope & {
		content: unknown;
	};
	return send(world, envelope, graphContent(known, content));
}

/** Templates travel in a list; its messages are looked at together before any is sent. */
export function sendTemplates(world: World, body: unknown): unknown {
	const { messages, bulkId } = parsed(bulk, body);
	const ready = messages.map(({ content, ...envelope }) => ({
		envelope,
		content: graphTemplate(world.templates, content),
	}));
	return {
		messages: ready.map(({ envelope, content }) => send(world, envelope, content)),
		...((messages.length > 1 || bulkId) && { bulkId: bulkId || randomUUID() }),
	};
}

function send(world: World, envelope: Envelope, content: Record<string, unknown>) {
	const { from, to, messageId, callbackData, notifyUrl, context } = envelope;
	const number = numberOf(world.account, from);
	if (!number) throw badRequest('from', 'is not a sender of this account');
	const quoted = context?.replyToMessageId;
	if (quoted !== undefined && world.conversations.find(quoted)?.direction !== 'incoming') {
		throw badRequest('context.replyToMessageId', 'is not the ID of an inbound message');
	}
	const answer = { to, messageCount: 1, messageId: messageId ?? randomUUID() };
	if (world.conversations.find(answer.messageId)) return { ...answer, status: REPEATED };
	const message = parsedMessage({
		messaging_product: 'whatsapp',
		...recipient(to),
		...(quoted !== undefined && { context: { message_id: quoted } }),
		...content,
	});
	accept(world, {
		message,
		phoneNumberId: number.id,
		id: answer.messageId,
		...(notifyUrl && { statusUrl: notifyUrl }),
		extra: {
			...(callbackData && { callbackData }),
			wamid: newWamid(to, 'outgoing'),
			from,
		},
	});
	return { ...answer, status: PENDING };
}

/** A number in international format, or a business-scoped user ID. */
function recipient(to: string) {
	return /^[A-Z]{2}\./.test(to) ? { recipient: to } : { to: `+${to.replace(/^\+/, '')}` };
}
