import { z } from 'zod';

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
