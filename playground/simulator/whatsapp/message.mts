import { z } from 'zod';

import {
	audioMedia,
	captionedMedia,
	documentMedia,
	headerDocument,
	httpUrl,
	location,
	nonEmpty,
	plainMedia,
	replyId,
} from './limits.mts';
import { type WhatsAppRefusal, invalidParameter, messagingRefusal } from './refusal.mts';
import { template } from './templateSend.mts';

/** Interactive messages (M:messages/interactive-*). */

const header = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('text'), text: nonEmpty(60) }),
	z.strictObject({ type: z.literal('image'), image: plainMedia }),
	z.strictObject({ type: z.literal('video'), video: plainMedia }),
	z.strictObject({ type: z.literal('document'), document: headerDocument }),
]);
const textHeader = z.strictObject({ type: z.literal('text'), text: nonEmpty(60) });
const footer = z.strictObject({ text: nonEmpty(60) });
const body = (limit: number) => z.strictObject({ text: nonEmpty(limit) });

function firstRepeated(values: string[]): string | undefined {
	return values.find((value, index) => values.indexOf(value) !== index);
}

const replyButton = z.strictObject({
	type: z.literal('reply'),
	reply: z.strictObject({ id: replyId(256), title: nonEmpty(20) }),
});

const buttons = z
	.array(replyButton)
	.min(1)
	.max(3)
	.superRefine((list, context) => {
		const title = firstRepeated(list.map((button) => button.reply.title));
		const id = firstRepeated(list.map((button) => button.reply.id));
		if (title !== undefined) {
			context.addIssue({
				code: 'custom',
				message: `Duplicated title found in multiple buttons: ${title}`,
			});
		}
		if (id !== undefined) {
			context.addIssue({
				code: 'custom',
				message: `Duplicated id found in multiple buttons: ${id}`,
			});
		}
	});

const row = z.strictObject({
	id: replyId(200),
	title: nonEmpty(24),
	description: nonEmpty(72).optional(),
});

const sections = z
	.array(z.strictObject({ title: nonEmpty(24).optional(), rows: z.array(row).min(1).max(10) }))
	.min(1)
	.max(10)
	.superRefine((list, context) => {
		const rows = list.flatMap((section) => section.rows);
		const id = firstRepeated(rows.map((item) => item.id));
		if (rows.length > 10) {
			context.addIssue({ code: 'custom', message: 'Total row count exceed max allowed count: 10' });
		}
		if (id !== undefined) {
			context.addIssue({ code: 'custom', message: `Duplicated row id found: ${id}` });
		}
		if (list.length > 1 && list.some((section) => section.title === undefined)) {
			context.addIssue({ code: 'custom', message: 'Title is required for every section' });
		}
	});

const flowParameters = z
	.strictObject({
		flow_message_version: z.literal('3'),
		flow_id: nonEmpty(100).optional(),
		flow_name: nonEmpty(200).optional(),
		flow_cta: nonEmpty(30),
		flow_token: nonEmpty(1000).optional(),
		mode: z.enum(['draft', 'published']).optional(),
		flow_action: z.enum(['navigate', 'data_exchange']).optional(),
		flow_action_payload: z
			.strictObject({
				screen: nonEmpty(200).optional(),
				data: z
					.record(z.string(), z.unknown())
					.refine((data) => Object.keys(data).length > 0, { message: 'must not be empty' })
					.optional(),
			})
			.optional(),
	})
	.refine((flow) => (flow.flow_id === undefined) !== (flow.flow_name === undefined), {
		message: 'must have exactly one of flow_id and flow_name',
	})
	.refine(
		(flow) => flow.flow_action !== 'data_exchange' || flow.flow_action_payload === undefined,
		{ message: 'flow_action_payload goes with flow_action navigate only' },
	);

const interactive = z.discriminatedUnion('type', [
	z.strictObject({
		type: z.literal('button'),
		header: header.optional(),
		body: body(1024),
		footer: footer.optional(),
		action: z.strictObject({ buttons }),
	}),
	z.strictObject({
		type: z.literal('list'),
		header: textHeader.optional(),
		body: body(4096),
		footer: footer.optional(),
		action: z.strictObject({ button: nonEmpty(20), sections }),
	}),
	z.strictObject({
		type: z.literal('cta_url'),
		header: header.optional(),
		body: body(1024),
		footer: footer.optional(),
		action: z.strictObject({
			name: z.literal('cta_url'),
			parameters: z.strictObject({ display_text: nonEmpty(20), url: httpUrl }),
		}),
	}),
	z.strictObject({
		type: z.literal('location_request_message'),
		body: body(1024),
		action: z.strictObject({ name: z.literal('send_location') }),
	}),
	z.strictObject({
		type: z.literal('flow'),
		header: header.optional(),
		body: body(1024),
		footer: footer.optional(),
		action: z.strictObject({ name: z.literal('flow'), parameters: flowParameters }),
	}),
]);

export type Interactive = z.infer<typeof interactive>;

/** The body of `POST /<PHONE_NUMBER_ID>/messages` (M:messages/send-messages). */

const product = { messaging_product: z.literal('whatsapp') };

const common = {
	...product,
	recipient_type: z.literal('individual').optional(),
	to: z.string().optional(),
	recipient: z.string().optional(),
	biz_opaque_callback_data: z.string().max(512).optional(),
};
const context = {
	context: z.strictObject({ message_id: nonEmpty(500) }).optional(),
};

const contactName = z
	.strictObject({
		formatted_name: nonEmpty(200),
		first_name: z.string().optional(),
		last_name: z.string().optional(),
		middle_name: z.string().optional(),
		suffix: z.string().optional(),
		prefix: z.string().optional(),
	})
	.refine((name) => Object.values(name).filter(Boolean).length > 1, {
		message: 'At least one of the optional name parts must be set besides formatted_name',
	});

const contact = z.strictObject({
	name: contactName,
	phones: z.array(z.record(z.string(), z.string())).optional(),
	emails: z.array(z.record(z.string(), z.string())).optional(),
	addresses: z.array(z.record(z.string(), z.string())).optional(),
	urls: z.array(z.record(z.string(), z.string())).optional(),
	org: z.record(z.string(), z.string()).optional(),
	birthday: z.string().optional(),
});

const message = z.discriminatedUnion('type', [
	z.strictObject({
		...common,
		...context,
		type: z.literal('text'),
		text: z.strictObject({ body: nonEmpty(4096), preview_url: z.boolean().optional() }),
	}),
	z.strictObject({ ...common, ...context, type: z.literal('image'), image: captionedMedia }),
	z.strictObject({ ...common, ...context, type: z.literal('video'), video: captionedMedia }),
	z.strictObject({ ...common, ...context, type: z.literal('document'), document: documentMedia }),
	z.strictObject({ ...common, ...context, type: z.literal('audio'), audio: audioMedia }),
	z.strictObject({ ...common, ...context, type: z.literal('sticker'), sticker: plainMedia }),
	z.strictObject({ ...common, ...context, type: z.literal('location'), location }),
	z.strictObject({
		...common,
		...context,
		type: z.literal('contacts'),
		contacts: z.array(contact).min(1),
	}),
	// A reaction cannot quote (M:messages/reaction-messages).
	z.strictObject({
		...common,
		type: z.literal('reaction'),
		reaction: z.strictObject({ message_id: nonEmpty(500), emoji: z.string().max(20) }),
	}),
	z.strictObject({ ...common, ...context, type: z.literal('interactive'), interactive }),
	z.strictObject({ ...common, ...context, type: z.literal('template'), template }),
]);

export type Message = z.infer<typeof message>;

const readReceipt = z.strictObject({
	...product,
	status: z.literal('read'),
	message_id: nonEmpty(500),
	typing_indicator: z.strictObject({ type: z.literal('text') }).optional(),
});

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
function schemaRefusal(error: z.ZodError): WhatsAppRefusal {
	const [issue] = error.issues;
	if (!issue) return invalidParameter('Invalid parameter');
	const param = paramPath(issue.path);
	if (issue.code === 'unrecognized_keys') {
		return invalidParameter(`Unexpected key "${issue.keys[0]}" on param "${param || 'body'}"`);
	}
	if (issue.path[0] === 'messaging_product') {
		return invalidParameter('The parameter messaging_product is required.');
	}
	if (param === 'type') {
		return invalidParameter(`Param type must be one of the supported message types.`);
	}
	if (isMissing(issue)) {
		return messagingRefusal(131008, `Parameter '${param}' is mandatory`);
	}
	if (issue.code === 'too_big' && issue.path[0] !== 'interactive' && issue.origin === 'string') {
		return invalidParameter(`Param ${param} must be at most ${issue.maximum} characters long.`);
	}
	return messagingRefusal(131009, `${param}: ${issue.message}`);
}

/** `type` may be left out of a text message (M:messages/text-messages). @throws WhatsAppRefusal */
export function parsedMessage(given: Record<string, unknown>): Message {
	const body: Record<string, unknown> = { ...given };
	if (body.type === undefined && body.text !== undefined) body.type = 'text';
	const parsed = message.safeParse(body);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	return parsed.data;
}

/** @throws WhatsAppRefusal */
export function parsedReceipt(given: unknown): z.infer<typeof readReceipt> {
	const parsed = readReceipt.safeParse(given);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	return parsed.data;
}
