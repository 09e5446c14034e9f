import { z } from 'zod';

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

/** Only what our nodes make; names and limits as in twilio_content_v1.json and twilio.com/docs/content. */
export const newContent = z.strictObject({
	friendly_name: text(64).optional(),
	language: z.string().regex(/^[a-z]{2}(_[A-Z]{2})?$/),
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
				.strictObject({
					body: literal(1024),
					actions: z
						.array(
							z.strictObject({
								type: z.literal('QUICK_REPLY').optional(),
								title: literal(20),
								id: literal(200).optional(),
							}),
						)
						.min(1)
						.max(10),
				})
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
		})
		.refine((types) => Object.keys(types).length > 0, { message: 'needs at least one type' }),
});
