import { z } from 'zod';

import { firstIssue } from '../../api.mts';
import { bytesAtMost, httpUrl, nonEmpty } from '../../whatsapp/limits.mts';
import { GupshupRefusal } from './failure.mts';

/** The forms of docs.gupshup.io/reference/post_wa-api-v1-msg-1 and …/postback-text-support. */

/** A form field that holds JSON. */
const json = <Schema extends z.ZodType>(schema: Schema) =>
	z
		.string()
		.transform((text, context): unknown => {
			try {
				return JSON.parse(text);
			} catch {
				context.addIssue({ code: 'custom', message: 'must be JSON' });
				return z.NEVER;
			}
		})
		.pipe(schema);

const addressing = {
	channel: z.literal('whatsapp').optional(),
	source: nonEmpty(20),
	destination: nonEmpty(20),
	'src.name': nonEmpty(200),
};

// No length is published; 128 is the least that any provider confirms.
const postbackText = bytesAtMost(128);
const msgid = nonEmpty(128);
const caption = nonEmpty(1024).optional();

const quickReplyTexts = { text: nonEmpty(1024), caption: nonEmpty(60).optional() };

/** Words above the buttons, or a file by its link (docs.gupshup.io/reference/quick-replies). */
const quickReplyContent = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('text'), header: z.string().max(20), ...quickReplyTexts }),
	z.strictObject({ type: z.literal('image'), url: httpUrl, ...quickReplyTexts }),
	z.strictObject({ type: z.literal('video'), url: httpUrl, ...quickReplyTexts }),
	z.strictObject({
		type: z.literal('file'),
		url: httpUrl,
		filename: nonEmpty(240).optional(),
		...quickReplyTexts,
	}),
]);

const sessionMessage = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('text'), text: nonEmpty(4096) }),
	z.strictObject({
		type: z.literal('image'),
		originalUrl: httpUrl,
		previewUrl: httpUrl,
		caption,
	}),
	z.strictObject({
		type: z.literal('file'),
		url: httpUrl,
		filename: nonEmpty(240).optional(),
		caption,
	}),
	z.strictObject({ type: z.literal('video'), url: httpUrl, caption }),
	z.strictObject({ type: z.literal('audio'), url: httpUrl }),
	z.strictObject({ type: z.literal('sticker'), url: httpUrl }),
	z.strictObject({
		type: z.literal('location'),
		longitude: z.number().min(-180).max(180),
		latitude: z.number().min(-90).max(90),
		name: nonEmpty(1000).optional(),
		address: nonEmpty(1000).optional(),
	}),
	z.strictObject({
		type: z.literal('quick_reply'),
		msgid,
		content: quickReplyContent,
		options: z
			.array(z.strictObject({ type: z.literal('text'), title: nonEmpty(20), postbackText }))
			.min(1)
			.max(3),
	}),
	z.strictObject({
		type: z.literal('list'),
		title: nonEmpty(60),
		body: nonEmpty(1024),
		footer: nonEmpty(60).optional(),
		msgid,
		globalButtons: z
			.array(z.strictObject({ type: z.literal('text'), title: nonEmpty(20) }))
			.length(1),
		items: z
			.array(
				z.strictObject({
					title: nonEmpty(24).optional(),
					subtitle: nonEmpty(24).optional(),
					options: z
						.array(
							z.strictObject({
								type: z.literal('text'),
								title: nonEmpty(24),
								description: z.string().max(72),
								postbackText,
							}),
						)
						.min(1)
						.max(10),
				}),
			)
			.min(1)
			.max(10),
	}),
]);

export const sessionForm = z
	.strictObject({
		...addressing,
		message: json(sessionMessage),
		encode: z.literal('true').optional(),
	})
	.refine(
		({ message, encode }) =>
			message.type !== 'list' ||
			encode === 'true' ||
			!/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(JSON.stringify(message)),
		'A list with emojis needs encode=true',
	);

const linked = z.strictObject({ link: httpUrl });

const headerMessage = z.discriminatedUnion('type', [
	z.strictObject({ type: z.literal('image'), image: linked }),
	z.strictObject({ type: z.literal('video'), video: linked }),
	z.strictObject({
		type: z.literal('document'),
		document: linked.extend({ filename: nonEmpty(240).optional() }),
	}),
	z.strictObject({ type: z.literal('location'), location: z.record(z.string(), z.string()) }),
]);

export const templateForm = z.strictObject({
	...addressing,
	template: json(z.strictObject({ id: z.uuid(), params: z.array(z.string()) })),
	message: json(headerMessage).optional(),
	postbackTexts: json(
		z.array(z.strictObject({ index: z.number().int().min(0).max(9), text: postbackText })),
	).optional(),
});

export type SessionMessage = z.infer<typeof sessionMessage>;
export type TemplateForm = z.infer<typeof templateForm>;

/** @throws GupshupRefusal that names the field */
export function parsedForm<Schema extends z.ZodType>(
	schema: Schema,
	given: unknown,
): z.infer<Schema> {
	const result = schema.safeParse(given ?? {});
	if (result.success) return result.data;
	throw new GupshupRefusal(400, firstIssue(result.error, 'Request'));
}
