import { z } from 'zod';

/** The parts of a template and their limits, as M:templates/components has them. */
const named = z.strictObject({ param_name: z.string(), example: z.string().min(1) });
const handle = z.strictObject({ header_handle: z.array(z.string().min(1)).length(1) });

const textHeader = z.strictObject({
	type: z.literal('HEADER'),
	format: z.literal('TEXT'),
	text: z.string().min(1).max(60),
	example: z
		.strictObject({
			header_text: z.array(z.string().min(1)).length(1).optional(),
			header_text_named_params: z.array(named).length(1).optional(),
		})
		.optional(),
});
const mediaHeader = z.strictObject({
	type: z.literal('HEADER'),
	format: z.enum(['IMAGE', 'VIDEO', 'DOCUMENT']),
	example: handle,
});
const locationHeader = z.strictObject({
	type: z.literal('HEADER'),
	format: z.literal('LOCATION'),
});

const bodyOf = (most: number) =>
	z.strictObject({
		type: z.literal('BODY'),
		text: z.string().min(1).max(most),
		example: z
			.strictObject({
				body_text: z
					.array(z.array(z.string().min(1)))
					.length(1)
					.optional(),
				body_text_named_params: z.array(named).min(1).optional(),
			})
			.optional(),
	});

const footer = z.strictObject({ type: z.literal('FOOTER'), text: z.string().min(1).max(60) });

const label = z.string().min(1).max(25);
const quickReply = z.strictObject({ type: z.literal('QUICK_REPLY'), text: label });
const url = z.strictObject({
	type: z.literal('URL'),
	text: label,
	url: z.string().min(1).max(2000),
	example: z.array(z.string().min(1)).length(1).optional(),
});
const phone = z.strictObject({
	type: z.literal('PHONE_NUMBER'),
	text: label,
	phone_number: z.string().min(1).max(20),
});
// Twenty characters since December 2025 (M:changelog).
const copyCode = z.strictObject({
	type: z.literal('COPY_CODE'),
	example: z.string().min(1).max(20),
});
const flow = z.strictObject({
	type: z.literal('FLOW'),
	text: label,
	flow_id: z.string().regex(/^\d+$/),
	flow_action: z.enum(['navigate', 'data_exchange']).default('navigate'),
	navigate_screen: z.string().min(1).optional(),
});

const buttons = z.strictObject({
	type: z.literal('BUTTONS'),
	buttons: z
		.array(z.discriminatedUnion('type', [quickReply, url, phone, copyCode, flow]))
		.min(1)
		.max(10),
});

/** M:templates/marketing-templates/limited-time-offer-templates */
const offer = z.strictObject({
	type: z.literal('LIMITED_TIME_OFFER'),
	limited_time_offer: z.strictObject({
		text: z.string().min(1).max(16),
		has_expiration: z.boolean().optional(),
	}),
});

const cardButtons = z.strictObject({
	type: z.literal('BUTTONS'),
	buttons: z
		.array(z.discriminatedUnion('type', [quickReply, url, phone]))
		.min(1)
		.max(2),
});
const cardHeader = mediaHeader.extend({ format: z.enum(['IMAGE', 'VIDEO']) });

/** M:templates/marketing-templates/media-card-carousel-templates */
const carousel = z.strictObject({
	type: z.literal('CAROUSEL'),
	cards: z
		.array(
			z.strictObject({
				components: z
					.array(z.discriminatedUnion('type', [cardHeader, bodyOf(160), cardButtons]))
					.min(1),
			}),
		)
		.min(2)
		.max(10),
});

export const component = z.union([
	textHeader,
	mediaHeader,
	locationHeader,
	bodyOf(1024),
	footer,
	buttons,
	offer,
	carousel,
]);

export type Component = z.infer<typeof component>;

const ownLabel = z.string().min(1).max(25).optional();
const otp = z.discriminatedUnion('otp_type', [
	z.strictObject({ type: z.literal('OTP'), otp_type: z.literal('COPY_CODE'), text: ownLabel }),
	z.strictObject({
		type: z.literal('OTP'),
		otp_type: z.literal('ONE_TAP'),
		text: ownLabel,
		autofill_text: ownLabel,
		supported_apps: z
			.array(
				z.strictObject({
					package_name: z
						.string()
						.max(224)
						.regex(/^[a-zA-Z]\w*(\.[a-zA-Z]\w*)+$/),
					signature_hash: z.string().regex(/^[a-zA-Z0-9+/=]{11}$/),
				}),
			)
			.min(1)
			.max(5),
	}),
]);

/** M:templates/authentication-templates: no words of one's own. */
export const codeComponent = z.discriminatedUnion('type', [
	z.strictObject({
		type: z.literal('BODY'),
		add_security_recommendation: z.boolean().optional(),
	}),
	z.strictObject({
		type: z.literal('FOOTER'),
		code_expiration_minutes: z.int().min(1).max(90),
	}),
	z.strictObject({ type: z.literal('BUTTONS'), buttons: z.array(otp).length(1) }),
]);

export type CodeComponent = z.infer<typeof codeComponent>;
