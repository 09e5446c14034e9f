import { z } from 'zod';

import { digitsOf } from '../account.mts';
import { complaints, isMessageType } from '../openApi/messages.mts';
import type { MessageView } from './conversation.mts';
import { nonEmpty } from './limits.mts';
import { invalidParameter, messagingRefusal } from './refusal.mts';
import { components, type TemplateSend } from './templateSend.mts';

interface Text {
	text: string;
}

interface Media {
	id?: string;
	link?: string;
	caption?: string;
	filename?: string;
	voice?: boolean;
}

type Header =
	| { type: 'text'; text: string }
	| { type: 'image'; image: Media }
	| { type: 'video'; video: Media }
	| { type: 'document'; document: Media };

interface Frame {
	header?: Header;
	/** Only of a product it may be missing. */
	body?: Text;
	footer?: Text;
}

export type Interactive = Frame &
	(
		| { type: 'button'; action: { buttons: Array<{ reply: { id: string; title: string } }> } }
		| { type: 'list'; action: NonNullable<MessageView['list']> }
		| { type: 'cta_url'; action: { parameters: { display_text: string; url: string } } }
		| { type: 'location_request_message' }
		| { type: 'flow'; action: { parameters: FlowParameters } }
		| { type: 'product' | 'catalog_message' | 'call_permission_request' | 'request_contact_info' }
		| {
				type: 'address_message';
				action: { parameters: { country: 'IN' | 'SG'; values?: Record<string, unknown> } };
		  }
		| { type: 'product_list'; action: { sections: ProductSection[] } }
	);

interface ProductSection {
	title?: string;
	product_items: Array<{ product_retailer_id: string }>;
}

interface FlowParameters {
	flow_cta: string;
	flow_action?: string;
	flow_action_payload?: object;
}

interface Location {
	latitude: number | string;
	longitude: number | string;
	name?: string;
	address?: string;
}

/** The body of `POST /<PHONE_NUMBER_ID>/messages` (M:messages/send-messages), once it was checked. */
export type Message = {
	to?: string;
	recipient?: string;
	biz_opaque_callback_data?: string;
	context?: { message_id: string };
	/** Direct Send; see directSend.mts. */
	category?: 'utility';
	ttl_seconds?: number;
} & (
	| { type: 'text'; text: { body: string } }
	| { type: 'image'; image: Media }
	| { type: 'video'; video: Media }
	| { type: 'document'; document: Media }
	| { type: 'audio'; audio: Media }
	| { type: 'sticker'; sticker: Media }
	| { type: 'location'; location: Location }
	| { type: 'contacts'; contacts: Array<{ name: { formatted_name: string } }> }
	| { type: 'reaction'; reaction: { message_id: string; emoji: string } }
	| { type: 'interactive'; interactive: Interactive }
	| { type: 'template'; template: TemplateSend }
);

/**
 * A send as it must be: first by Meta's OpenAPI file with its limits, then by what no schema says. `type` may
 * be left out of a text message (M:messages/text-messages).
 *
 * @throws WhatsAppRefusal
 */
export function parsedMessage(given: Record<string, unknown>): Message {
	const body: Record<string, unknown> = { ...given };
	if (body.type === undefined && body.text !== undefined) body.type = 'text';
	if (!isMessageType(body.type)) {
		throw invalidParameter('Param type must be one of the supported message types.');
	}
	const described = complaints(body);
	if (described) throw schemaRefusal(described);
	const message = body as unknown as Message;
	const broken = brokenRelation(message);
	if (broken) throw messagingRefusal(131009, broken);
	if (message.type !== 'template') return message;
	const parsed = components.safeParse(message.template.components);
	if (!parsed.success) throw schemaRefusal(parsed.error, ['template', 'components']);
	const { name, language } = message.template;
	const template = { name, language, ...(parsed.data && { components: parsed.data }) };
	return { ...message, template };
}

const repeated = (values: string[]): string | undefined =>
	values.find((value, index) => values.indexOf(value) !== index);

/** What Meta asks of several values together; the first that is broken, in words. */
function brokenRelation(message: Message): string | undefined {
	switch (message.type) {
		case 'location': {
			const { latitude, longitude } = message.location;
			return within(latitude, 90) && within(longitude, 180)
				? undefined
				: 'location: latitude or longitude is no such number of degrees';
		}
		case 'contacts': {
			const poor = message.contacts.some(
				({ name }) => Object.values(name).filter(Boolean).length < 2,
			);
			return poor
				? 'contacts: At least one of the optional name parts must be set besides formatted_name'
				: undefined;
		}
		case 'audio':
			return message.audio.voice === true && isOtherSound(message.audio.link)
				? 'audio: a voice message must be an .ogg file encoded with the OPUS codec'
				: undefined;
		case 'interactive':
			return brokenAction(message.interactive) ?? brokenAddress(message, message.interactive);
		default:
			return undefined;
	}
}

/**
 * M:messages/audio-messages asks for .ogg with OPUS. What Meta does with anything else is not said; a link
 * without an ending may be one.
 */
function isOtherSound(link?: string): boolean {
	const [, ending] = /\.([a-z0-9]+)$/i.exec(new URL(link ?? 'file:').pathname) ?? [];
	return ending !== undefined && !/^(ogg|oga|opus)$/i.test(ending);
}

const within = (degrees: number | string, most: number): boolean =>
	String(degrees).trim() !== '' && Math.abs(Number(degrees)) <= most;

/** docs.360dialog.com/docs/messaging/message-types/address and docs/whatsapp/api/messages/address-messages */
const ADDRESSES = {
	IN: {
		code: '91',
		fields:
			/^(name|phone_number|in_pin_code|(house|floor|tower)_number|building_name|address|landmark_area|city|state)$/,
	},
	SG: { code: '65', fields: /^(name|phone_number|sg_post_code|address|unit_number|city)$/ },
};

/** Only people of the country can be asked. */
function brokenAddress({ to = '' }: { to?: string }, interactive: Interactive): string | undefined {
	if (interactive.type !== 'address_message') return undefined;
	const { country, values = {} } = interactive.action.parameters;
	const { code, fields } = ADDRESSES[country];
	const strange = Object.entries(values).find(
		([key, value]) =>
			!fields.test(key) ||
			typeof value !== 'string' ||
			(/_(pin|post)_code$/.test(key) && value.length > 6),
	);
	if (strange) return `action.parameters.values: ${strange[0]} is not valid for ${country}`;
	return to === '' || digitsOf(to).startsWith(code)
		? undefined
		: `Unsupported interactive message type: address_message is for ${country} only`;
}

function brokenAction(interactive: Interactive): string | undefined {
	switch (interactive.type) {
		case 'button': {
			const replies = interactive.action.buttons.map(({ reply }) => reply);
			const title = repeated(replies.map((reply) => reply.title));
			const id = repeated(replies.map((reply) => reply.id));
			if (title !== undefined) return `Duplicated title found in multiple buttons: ${title}`;
			return id === undefined ? undefined : `Duplicated id found in multiple buttons: ${id}`;
		}
		case 'list': {
			const { sections } = interactive.action;
			const ids = sections.flatMap(({ rows }) => rows.map((row) => row.id));
			if (ids.length > 10) return 'Total row count exceed max allowed count: 10';
			const id = repeated(ids);
			if (id !== undefined) return `Duplicated row id found: ${id}`;
			const untitled = sections.length > 1 && sections.some(({ title }) => title === undefined);
			return untitled ? 'Title is required for every section' : undefined;
		}
		case 'product_list': {
			const { sections } = interactive.action;
			const products = sections.flatMap(({ product_items }) => product_items);
			if (products.length > 30) return 'Total product count exceed max allowed count: 30';
			const untitled = sections.length > 1 && sections.some(({ title }) => title === undefined);
			return untitled ? 'Title is required for every section' : undefined;
		}
		case 'flow': {
			const { flow_action, flow_action_payload } = interactive.action.parameters;
			return flow_action === 'data_exchange' && flow_action_payload !== undefined
				? 'flow_action_payload goes with flow_action navigate only'
				: undefined;
		}
		default:
			return undefined;
	}
}

const readReceipt = z.strictObject({
	messaging_product: z.literal('whatsapp'),
	status: z.literal('read'),
	message_id: nonEmpty(500),
	typing_indicator: z.strictObject({ type: z.literal('text') }).optional(),
});

/** @throws WhatsAppRefusal */
export function parsedReceipt(given: unknown): z.infer<typeof readReceipt> {
	const parsed = readReceipt.safeParse(given);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	return parsed.data;
}

type Issue = z.core.$ZodIssue;

/** Graph writes nested parameters as `template['components'][0]`. */
function paramPath(path: PropertyKey[]): string {
	return path
		.map((part, position) => {
			if (position === 0) return String(part);
			return typeof part === 'number' ? `[${part}]` : `['${String(part)}']`;
		})
		.join('');
}

function isMissing(issue: Issue): boolean {
	return issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
}

/** One schema complaint in Meta's codes: unknown keys 100, absent 131008, everything else 131009. */
function schemaRefusal({ issues: [issue] }: z.ZodError, within: PropertyKey[] = []) {
	if (!issue) return invalidParameter('Invalid parameter');
	const path = [...within, ...issue.path];
	const param = paramPath(path);
	if (issue.code === 'unrecognized_keys') {
		return invalidParameter(`Unexpected key "${issue.keys[0]}" on param "${param || 'body'}"`);
	}
	if (path[0] === 'messaging_product') {
		return invalidParameter('The parameter messaging_product is required.');
	}
	if (isMissing(issue)) {
		return messagingRefusal(131008, `Parameter '${param}' is mandatory`);
	}
	if (issue.code === 'too_big' && path[0] !== 'interactive' && issue.origin === 'string') {
		return invalidParameter(`Param ${param} must be at most ${issue.maximum} characters long.`);
	}
	return messagingRefusal(131009, `${param}: ${issue.message}`);
}
