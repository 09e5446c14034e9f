import { z } from 'zod';

/**
 * What `POST /v1/Content` takes, as far as our nodes make it; names as in twilio_content_v1.json of
 * github.com/twilio/twilio-oai, limits as in twilio.com/docs/content.
 */
const text = (limit: number) => z.string().min(1).max(limit);

/** A part with variables: only what stands around them can be measured now. */
const literal = (limit: number) =>
	z
		.string()
		.min(1)
		.refine((value) => value.replace(/\{\{\w+\}\}/g, '').length <= limit, {
			message: `must be at most ${limit} characters long`,
		})
		.refine((value) => !/\{\{\W*\}\}|\{\{[^{}]*$|\{\{\w*[^\w{}]\w*\}\}/.test(value), {
			message: 'has a malformed variable',
		});

const plain = (limit: number) =>
	text(limit).refine((value) => !value.includes('{{'), { message: 'takes no variables' });

/** Longer ones than in a chat, as an approved template may have them. */
const title = literal(25);

const quickReply = z.strictObject({
	type: z.literal('QUICK_REPLY').optional(),
	title,
	id: literal(200).optional(),
});

const cardAction = z.discriminatedUnion('type', [
	quickReply.extend({ type: z.literal('QUICK_REPLY') }),
	z.strictObject({ type: z.literal('URL'), title, url: literal(2000) }),
	z.strictObject({ type: z.literal('PHONE_NUMBER'), title, phone: literal(20) }),
	z.strictObject({ type: z.literal('COPY_CODE'), title, code: literal(20) }),
]);

/** twilio.com/docs/content/whatsappcard: a body and one thing more; a header in words or a file. */
const card = z
	.strictObject({
		body: literal(1024),
		header_text: literal(60).optional(),
		footer: plain(60).optional(),
		media: z.array(literal(2000)).length(1).optional(),
		actions: z.array(cardAction).min(1).max(10).optional(),
	})
	.refine(({ body: _body, ...more }) => Object.values(more).some((part) => part !== undefined), {
		message: 'must have one more field than its body',
	})
	.refine(({ header_text, media }) => header_text === undefined || media === undefined, {
		message: "can't have both a text header and a media header",
	});

/** twilio.com/docs/content/whatsappauthentication */
const authentication = z.strictObject({
	add_security_recommendation: z.boolean().optional(),
	code_expiration_minutes: z.int().min(1).max(90).optional(),
	actions: z
		.array(z.strictObject({ type: z.literal('COPY_CODE'), copy_code_text: text(24) }))
		.length(1),
});

export const newContent = z.strictObject({
	friendly_name: text(512).optional(),
	language: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/),
	variables: z
		.record(z.string().regex(/^\w{1,16}$/), text(1600))
		.refine((variables) => Object.keys(variables).length <= 100, {
			message: 'has more than 100 variables',
		})
		.optional(),
	types: z
		.strictObject({
			'twilio/text': z.strictObject({ body: literal(1600) }).optional(),
			'twilio/quick-reply': z
				.strictObject({ body: literal(1024), actions: z.array(quickReply).min(1).max(10) })
				.optional(),
			'twilio/list-picker': z
				.strictObject({
					body: literal(1024),
					button: literal(20),
					items: z
						.array(
							z.strictObject({
								item: literal(24),
								id: literal(200),
								description: literal(72).optional(),
							}),
						)
						.min(1)
						.max(10),
				})
				.optional(),
			'whatsapp/card': card.optional(),
			'whatsapp/authentication': authentication.optional(),
		})
		.refine((types) => Object.keys(types).length > 0, { message: 'needs at least one type' }),
});

/** `POST /v1/Content/<Sid>/ApprovalRequests/whatsapp`; the time as in Twilio's own SDK 6.3. */
export const newApproval = z.strictObject({
	name: z
		.string()
		.max(512)
		.regex(/^[a-z0-9_]+$/, { message: 'must be lower-case letters, digits and underscores' }),
	category: z.enum(['AUTHENTICATION', 'MARKETING', 'UTILITY']),
	send_ttl_seconds: z.int().optional(),
});
