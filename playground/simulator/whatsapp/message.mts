import { z } from 'zod';

import { interactive } from '../messages/interactiveSchema.mts';
import {
	audioMedia,
	captionedMedia,
	documentMedia,
	location,
	nonEmpty,
	plainMedia,
} from './limits.mts';
import { template } from './templateSend.mts';

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

export const message = z.discriminatedUnion('type', [
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

export const readReceipt = z.strictObject({
	...product,
	status: z.literal('read'),
	message_id: nonEmpty(500),
	typing_indicator: z.strictObject({ type: z.literal('text') }).optional(),
});
