import { z } from 'zod';

import { httpUrl, nonEmpty } from '../../whatsapp/limits.mts';

/** The body of `POST /v1/public/message/` (Postman 2sA2r7zibM). */

const common = {
	fullPhoneNumber: z
		.string()
		.regex(/^\d{7,15}$/, 'must be digits with the country code')
		.optional(),
	countryCode: z
		.string()
		.regex(/^\+\d{1,4}$/, 'must be like +91')
		.optional(),
	phoneNumber: z
		.string()
		.regex(/^\d{4,14}$/, 'must be digits')
		.optional(),
	callbackData: z.string().max(512).optional(),
};

const captioned = z.strictObject({
	mediaUrl: httpUrl,
	message: nonEmpty(1024).optional(),
	fileName: nonEmpty(240).optional(),
});

/** Meta's `interactive` object; its limits are checked where WhatsApp's are. */
const interactive = (type: 'button' | 'list') =>
	z.strictObject({ message: z.looseObject({ type: z.literal(type) }) });

const template = z.strictObject({
	name: nonEmpty(512),
	languageCode: nonEmpty(20),
	headerValues: z.array(z.string()).max(1).optional(),
	fileName: nonEmpty(240).optional(),
	bodyValues: z.array(z.string()).optional(),
	buttonValues: z.record(z.string().regex(/^\d$/), z.array(z.string()).length(1)).optional(),
});

const body = z.discriminatedUnion('type', [
	z.strictObject({
		...common,
		type: z.literal('Text'),
		data: z.strictObject({ message: nonEmpty(4096) }),
	}),
	z.strictObject({ ...common, type: z.enum(['Image', 'Video', 'Document']), data: captioned }),
	z.strictObject({
		...common,
		type: z.enum(['Audio', 'Sticker']),
		data: z.strictObject({ mediaUrl: httpUrl }),
	}),
	z.strictObject({ ...common, type: z.literal('InteractiveButton'), data: interactive('button') }),
	z.strictObject({ ...common, type: z.literal('InteractiveList'), data: interactive('list') }),
	z.strictObject({ ...common, type: z.literal('Template'), template }),
]);

/** The number in one piece or in two, but not both. */
export const sendRequest = body.refine(
	({ fullPhoneNumber, countryCode, phoneNumber }) =>
		fullPhoneNumber === undefined
			? countryCode !== undefined && phoneNumber !== undefined
			: countryCode === undefined && phoneNumber === undefined,
	{ message: 'Give either fullPhoneNumber, or countryCode and phoneNumber' },
);

export type SendRequest = z.infer<typeof sendRequest>;
export type TemplateContent = z.infer<typeof template>;
