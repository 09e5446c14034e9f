import { z } from 'zod';

import { firstIssue } from '../../api.mts';
import { accept } from '../../whatsapp/accept.mts';
import { httpUrl, nonEmpty } from '../../whatsapp/limits.mts';
import { parsedMessage } from '../../whatsapp/message.mts';
import type { World } from '../../world.mts';
import { numberOf } from './account.mts';
import { InteraktRefusal } from './failure.mts';
import { metaTemplate, templateContent } from './templates.mts';

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
	z.strictObject({ ...common, type: z.literal('Template'), template: templateContent }),
]);

/** The number in one piece or in two, but not both. */
const sendRequest = body.refine(
	({ fullPhoneNumber, countryCode, phoneNumber }) =>
		fullPhoneNumber === undefined
			? countryCode !== undefined && phoneNumber !== undefined
			: countryCode === undefined && phoneNumber === undefined,
	{ message: 'Give either fullPhoneNumber, or countryCode and phoneNumber' },
);

type SendRequest = z.infer<typeof sendRequest>;

function parsed(body: unknown): SendRequest {
	const result = sendRequest.safeParse(body);
	if (result.success) return result.data;
	throw new InteraktRefusal(400, firstIssue(result.error));
}

/** What a send says, in Meta's shape. */
function metaContent(world: World, request: SendRequest): Record<string, unknown> {
	switch (request.type) {
		case 'Text':
			return { type: 'text', text: { body: request.data.message } };
		case 'Audio':
		case 'Sticker': {
			const type = request.type.toLowerCase();
			return { type, [type]: { link: request.data.mediaUrl } };
		}
		case 'Image':
		case 'Video':
		case 'Document': {
			const { mediaUrl, message, fileName } = request.data;
			const type = request.type.toLowerCase();
			const filename = type === 'document' && fileName;
			const media = { link: mediaUrl, ...(message && { caption: message }) };
			return { type, [type]: { ...media, ...(filename && { filename }) } };
		}
		case 'InteractiveButton':
		case 'InteractiveList':
			return { type: 'interactive', interactive: request.data.message };
		case 'Template':
			return { type: 'template', template: metaTemplate(world.templates, request.template) };
	}
}

/** What webhooks about this message repeat of it. */
function repeated(request: SendRequest, content: Record<string, unknown>) {
	if (request.type === 'Template') {
		const { name, languageCode: language } = request.template;
		const { components = [] } = content.template as { components?: unknown[] };
		return {
			is_template_message: true,
			raw_template: JSON.stringify({ name, language }),
			message_content_type: 'Template',
			message: JSON.stringify(components),
			media_url: null,
		};
	}
	const data: { message?: unknown; mediaUrl?: string } = request.data;
	const text = typeof data.message === 'object' ? JSON.stringify(data.message) : data.message;
	return {
		is_template_message: false,
		raw_template: null,
		message_content_type: request.type,
		message: text ?? null,
		media_url: data.mediaUrl ?? null,
	};
}

/** `POST /v1/public/message/`: queued, which is not yet sent. */
export function sendMessage(world: World, body: unknown): Record<string, unknown> {
	const request = parsed(body);
	const { fullPhoneNumber, countryCode, phoneNumber, callbackData } = request;
	const content = metaContent(world, request);
	const message = parsedMessage({
		messaging_product: 'whatsapp',
		to: fullPhoneNumber === undefined ? `${countryCode}${phoneNumber}` : `+${fullPhoneNumber}`,
		...(callbackData !== undefined && { biz_opaque_callback_data: callbackData }),
		...content,
	});
	const { stored } = accept(world, {
		message,
		phoneNumberId: numberOf(world),
		extra: repeated(request, content),
	});
	return {
		result: true,
		message: 'Message queued for sending via Interakt. Check webhook for delivery status',
		id: stored.id,
	};
}
