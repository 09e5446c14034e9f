import { z } from 'zod';

import { accept } from '../../whatsapp/accept.mts';
import { readByBusiness } from '../../whatsapp/inbound.mts';
import { parsedMessage } from '../../whatsapp/message.mts';
import { filled } from '../../whatsapp/template.mts';
import { type World, changed } from '../../world.mts';
import { ACCOUNT_SID, addressOf, numberAt } from './account.mts';
import { contentBySid, isTemplate, variableValues } from './contents.mts';
import { badRequest, schemaRefusal, TwilioRefusal } from './failure.mts';
import { checkUrl } from './senders.mts';
import { type Content, templateMessage } from './templates.mts';
import type { AnyJson } from '../../../anyJson.mts';

/** The parameters of twilio_api_v2010.json that our nodes use. */
const form = z.strictObject({
	To: z.string(),
	From: z.string().optional(),
	MessagingServiceSid: z.string().optional(),
	StatusCallback: z.string().optional(),
	Body: z.string().optional(),
	MediaUrl: z.string().optional(),
	ContentSid: z.string().optional(),
	ContentVariables: z.string().optional(),
});

type Form = z.infer<typeof form>;

const PHONE = /^whatsapp:\+[1-9]\d{6,14}$/;
const USER_ID = /^whatsapp:([A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128})$/;

function recipient(to: string) {
	if (PHONE.test(to)) return { to: to.slice('whatsapp:'.length) };
	const userId = USER_ID.exec(to)?.[1];
	if (userId !== undefined) return { recipient: userId };
	throw new TwilioRefusal(400, 21211, `Invalid 'To' Phone Number: ${to}`);
}

function sender(world: World, { From, MessagingServiceSid }: Form) {
	const address = From ?? MessagingServiceSid;
	if (address === undefined) {
		throw new TwilioRefusal(400, 21603, "A 'From' phone number is required");
	}
	const number = numberAt(world.account, address);
	if (number) return number;
	throw new TwilioRefusal(
		400,
		63007,
		`Twilio could not find a Channel with the specified From address: ${address}`,
	);
}

/** Twilio looks at the file; here its name must do. */
function mediaMessage(link: string, caption?: string) {
	if (!/^https?:\/\//.test(link) || !URL.canParse(link)) {
		throw new TwilioRefusal(400, 21620, 'Invalid media URL');
	}
	const { pathname } = new URL(link);
	const type = [
		['image', /\.(jpe?g|png)$/i],
		['sticker', /\.webp$/i],
		['video', /\.mp4$/i],
		['audio', /\.(ogg|opus|mp3|amr|aac|3gp)$/i],
	].find(([, ending]) => (ending as RegExp).test(pathname))?.[0] as string | undefined;
	// Documents have neither caption nor file name (guidance-whatsapp-media-messages).
	const kind = type ?? 'document';
	const withCaption = kind === 'image' || kind === 'video';
	return { type: kind, [kind]: { link, ...(withCaption && caption && { caption }) } };
}

function content(world: World, sent: Form): Record<string, unknown> {
	if (sent.ContentSid === undefined) {
		if (sent.ContentVariables !== undefined) {
			throw new TwilioRefusal(400, 21654, 'ContentSid Required');
		}
		if (sent.Body !== undefined && sent.Body.length > 1600) {
			throw new TwilioRefusal(400, 21617, 'The concatenated message body exceeds the limit');
		}
		if (sent.MediaUrl !== undefined) return mediaMessage(sent.MediaUrl, sent.Body);
		if (!sent.Body) throw new TwilioRefusal(400, 21619, 'A text message body is required');
		return { type: 'text', text: { body: sent.Body } };
	}
	if (sent.Body !== undefined || sent.MediaUrl !== undefined) {
		throw new TwilioRefusal(400, 21656, 'A content takes neither Body nor MediaUrl');
	}
	const found = contentBySid(world, sent.ContentSid);
	if (found === undefined) throw new TwilioRefusal(400, 21655, 'The ContentSid is Invalid');
	return contentMessage(found, variableValues(found, sent.ContentVariables));
}

/** `POST /2010-04-01/Accounts/<Account SID>/Messages.json` (twilio.com/docs/messaging/api/message-resource). */
export function sendMessage(world: World, body: unknown) {
	const parsed = form.safeParse(body);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	const sent = parsed.data;
	const to = recipient(sent.To);
	const number = sender(world, sent);
	if (sent.StatusCallback !== undefined) checkUrl('StatusCallback', sent.StatusCallback);
	const message = parsedMessage({ messaging_product: 'whatsapp', ...to, ...content(world, sent) });
	const { stored } = accept(world, {
		message,
		phoneNumberId: number.id,
		...(sent.StatusCallback !== undefined && { statusUrl: sent.StatusCallback }),
	});
	return answer(world, sent, stored.id, addressOf(number), stored.view.text ?? '');
}

function answer(world: World, sent: Form, sid: string, from: string, body: string) {
	const uri = `/2010-04-01/Accounts/${ACCOUNT_SID}/Messages/${sid}`;
	const date = new Date(world.clock.now()).toUTCString().replace('GMT', '+0000');
	return {
		account_sid: ACCOUNT_SID,
		api_version: '2010-04-01',
		body,
		date_created: date,
		date_sent: null,
		date_updated: date,
		direction: 'outbound-api',
		error_code: null,
		error_message: null,
		// A messaging service chooses its number later.
		from: sent.From === undefined ? null : from,
		messaging_service_sid: sent.MessagingServiceSid ?? null,
		num_media: sent.MediaUrl === undefined ? '0' : '1',
		num_segments: '1',
		price: null,
		price_unit: null,
		sid,
		status: sent.MessagingServiceSid === undefined ? 'queued' : 'accepted',
		subresource_uris: { media: `${uri}/Media.json` },
		to: sent.To,
		uri: `${uri}.json`,
	};
}

/** twilio_messaging_v2.json, messaging.v2.whatsapp.typing.indicator */
const typingForm = z.strictObject({
	channel: z.literal('whatsapp'),
	messageId: z.string().regex(/^(SM|MM)[0-9a-fA-F]{32}$/),
});
const TYPING_MILLISECONDS = 25_000;

/** `POST /v2/Indicators/Typing.json`: shows "typing…" and marks the message as read. */
export function showTyping(world: World, body: unknown) {
	const parsed = typingForm.safeParse(body);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	const message = world.conversations.find(parsed.data.messageId);
	if (message?.direction !== 'incoming') {
		throw badRequest('messageId is no message that a person sent on WhatsApp');
	}
	readByBusiness(world, message);
	if (message.personId !== null) {
		world.typingUntil.set(message.personId, Date.now() + TYPING_MILLISECONDS);
		world.timers.after(TYPING_MILLISECONDS, () => changed(world));
	}
	changed(world);
	return { success: true };
}

type Values = Map<string, string>;
type MetaMessage = Record<string, unknown>;

/** Kinds that can be sent to a person who has written lately, without an approval. */
const inChat = (kind: string): boolean =>
	['twilio/text', 'twilio/quick-reply', 'twilio/list-picker'].includes(kind);

/** A content with its values, as the message of Meta that Twilio makes of it. */
function contentMessage(content: Content, values: Values): MetaMessage {
	if (isTemplate(content)) return templateMessage(content, values);
	if (!Object.keys(content.types).some(inChat)) {
		throw new TwilioRefusal(400, 63027, 'Template does not exist for a language and locale');
	}
	const types = withValues(content.types, values) as Record<string, Record<string, AnyJson>>;
	const quickReply = types['twilio/quick-reply'];
	if (quickReply) return interactive(quickReply.body, replyButtons(quickReply.actions));
	const list = types['twilio/list-picker'];
	if (list) return interactive(list.body, listAction(list.button, list.items));
	return { type: 'text', text: { body: types['twilio/text']?.body } };
}

function withValues(value: unknown, values: Values): unknown {
	if (typeof value === 'string') return filled(value, values);
	if (Array.isArray(value)) return value.map((entry) => withValues(entry, values));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, withValues(entry, values)]),
	);
}

/** Limits of Twilio's own that are tighter than WhatsApp's. */
function within(what: string, text: string, limit: number): string {
	if (text.length <= limit) return text;
	throw new TwilioRefusal(400, 63021, `Channel invalid content error: ${what} is too long`);
}

function interactive(text: string, parts: MetaMessage): MetaMessage {
	const body = { text: within('body', text, 1024) };
	return { type: 'interactive', interactive: { ...parts, body } };
}

function replyButtons(actions: Array<{ title: string; id?: string }>): MetaMessage {
	const buttons = actions.map(({ title, id = title }) => ({
		type: 'reply',
		reply: { id: within('id', id, 200), title },
	}));
	return { type: 'button', action: { buttons } };
}

function listAction(
	button: string,
	items: Array<{ item: string; id: string; description?: string }>,
): MetaMessage {
	const rows = items.map(({ item, id, description }) => ({
		id,
		title: item,
		...(description !== undefined && { description }),
	}));
	return { type: 'list', action: { button, sections: [{ title: button, rows }] } };
}
