import { randomBytes } from 'node:crypto';

/**
 * What WhatsApp refuses, in Meta's codes. Each provider's `failure.mts` writes it in its own words; the
 * envelope is Graph's.
 */
export class WhatsAppRefusal extends Error {
	readonly status: number;
	readonly code: number;
	readonly subcode: number | undefined;
	readonly details: string | undefined;
	/** What the answer has besides the error. */
	readonly beside: object | undefined;

	constructor(
		status: number,
		code: number,
		message: string,
		more: { subcode?: number; details?: string; beside?: object } = {},
	) {
		super(message);
		this.status = status;
		this.code = code;
		this.subcode = more.subcode;
		this.details = more.details;
		this.beside = more.beside;
	}

	envelope(): { error: Record<string, unknown> } {
		return {
			...this.beside,
			error: {
				message: this.message,
				type: this.code === 100 && this.subcode === 33 ? 'GraphMethodException' : 'OAuthException',
				code: this.code,
				...(this.details !== undefined && {
					error_data: { messaging_product: 'whatsapp', details: this.details },
				}),
				...(this.subcode !== undefined && { error_subcode: this.subcode }),
				fbtrace_id: `A${randomBytes(16).toString('base64url')}`,
			},
		};
	}
}

export function invalidParameter(message: string, details?: string): WhatsAppRefusal {
	return new WhatsAppRefusal(
		400,
		100,
		`(#100) ${message}`,
		details === undefined ? {} : { details },
	);
}

/** The titles of M:support/error-codes, for refusals and for failed statuses. */
const ERROR_TITLES: Record<number, string> = {
	1: 'An unknown error occurred',
	2: 'Service temporarily unavailable',
	4: 'Application request limit reached',
	10: 'Application does not have permission for this action',
	100: 'Invalid parameter',
	190: 'Invalid OAuth access token',
	368: 'Temporarily blocked for policies violations',
	80007: 'Rate limit issues',
	130429: 'Rate limit hit',
	130472: "User's number is part of an experiment",
	131000: 'Something went wrong',
	131005: 'Access denied',
	131008: 'Required parameter is missing',
	131009: 'Parameter value is not valid',
	131016: 'Service unavailable',
	131021: 'Recipient cannot be sender',
	131026: 'Message undeliverable',
	131030: 'Recipient phone number not in allowed list',
	131042: 'Business eligibility payment issue',
	131045: 'Incorrect certificate',
	131047: 'Re-engagement message',
	131048: 'Spam rate limit hit',
	131049: 'This message was not delivered to maintain healthy ecosystem engagement.',
	131050: 'User has stopped marketing messages',
	131051: 'Unsupported message type',
	131052: 'Media download error',
	131053: 'Media upload error',
	131056: '(Business Account, Consumer Account) pair rate limit hit',
	131057: 'Account in maintenance mode',
	131059: 'Invalid pagination cursor',
	131063: 'Marketing templates are disabled on Cloud API',
	134100: 'Only marketing messages supported',
	131062: 'Business-scoped user ID not supported for this message',
	132000: 'Number of parameters does not match the expected number of params',
	132001: 'Template name does not exist in the translation',
	132005: 'Translated text too long',
	132007: 'Template format character policy violated',
	132012: 'Parameter format does not match format in the created template',
	132015: 'Template is paused',
	132016: 'Template is disabled',
	132018: "There's an issue with the parameters in your template",
	133010: 'Phone number not registered',
	139200: 'Direct Send access is blocked',
};

export function titleOf(code: number): string {
	return ERROR_TITLES[code] ?? 'Something went wrong';
}

export function messagingRefusal(code: number, details: string, status = 400): WhatsAppRefusal {
	return new WhatsAppRefusal(status, code, `(#${code}) ${titleOf(code)}`, { details });
}

const TOO_MANY = new Set([4, 80007, 130429, 131048, 131056]);

/** Too many calls or messages, whoever counts them. */
export const isRateLimit = ({ code }: WhatsAppRefusal): boolean => TOO_MANY.has(code);
