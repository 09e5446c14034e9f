import { isUnreadable } from '../../api.mts';
import { isRateLimit, WhatsAppRefusal } from '../../whatsapp/refusal.mts';

/** An answer in Gupshup's error envelope: words without a code (docs.gupshup.io/reference). */
export class GupshupRefusal extends Error {
	readonly status: number;
	/** Meta's own words, where the answer has them. */
	readonly beside: object | undefined;

	constructor(status: number, message: string, beside?: object) {
		super(message);
		this.status = status;
		this.beside = beside;
	}

	envelope() {
		return { ...this.beside, status: 'error', message: this.message };
	}
}

/** docs.gupshup.io/docs/error-and-status-messages, in place of Meta's. */
const OWN_CODES: Readonly<Record<number, { code: number; reason: string }>> = {
	131026: { code: 1002, reason: 'Number Does Not Exist On WhatsApp' },
	131047: {
		code: 1005,
		reason:
			'Message sending failed as user is inactive for session message and template did not match',
	},
	131052: { code: 1010, reason: 'Invalid Media Url' },
	131050: { code: 1012, reason: 'Message Sending failed as the phone number is opted out.' },
	132015: { code: 4005, reason: 'Message Sending failed as the template is paused.' },
};

/** What a failed message says. */
export function failureOf(code: number, details: string): { code: number; reason: string } {
	return OWN_CODES[code] ?? { code, reason: details };
}

function fromMeta(refusal: WhatsAppRefusal): GupshupRefusal {
	const { code, status, message, details } = refusal;
	if (isRateLimit(refusal)) return new GupshupRefusal(429, 'Too Many Requests');
	const title = message.replace(/^\(#\d+\) /, '');
	const { reason } = failureOf(code, details === undefined ? title : `${title}: ${details}`);
	return new GupshupRefusal(status === 401 || status >= 500 ? status : 400, reason);
}

/** Whatever went wrong, as Gupshup would answer it. */
export function asGupshup(error: unknown): GupshupRefusal {
	if (error instanceof GupshupRefusal) return error;
	if (error instanceof WhatsAppRefusal) return fromMeta(error);
	return isUnreadable(error)
		? new GupshupRefusal(400, 'Invalid request')
		: new GupshupRefusal(500, 'Internal Server Error');
}
