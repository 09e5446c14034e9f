import { isUnreadable } from '../../api.mts';
import { isRateLimit, WhatsAppRefusal } from '../../whatsapp/refusal.mts';

/** An answer in Interakt's error envelope: words without a code (Postman 2sA2r7zibM). */
export class InteraktRefusal extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}

	envelope() {
		return { result: false, message: this.message };
	}
}

const RATE_LIMIT = 'Rate limit exceeded for this resource';

function fromMeta(refusal: WhatsAppRefusal): InteraktRefusal {
	const { status, message, details } = refusal;
	if (isRateLimit(refusal)) return new InteraktRefusal(429, RATE_LIMIT);
	const title = message.replace(/^\(#\d+\) /, '');
	const text = details === undefined ? title : `${title}: ${details}`;
	return new InteraktRefusal(status === 401 || status >= 500 ? status : 400, text);
}

/** Whatever went wrong, as Interakt would answer it. */
export function asInterakt(error: unknown): InteraktRefusal {
	if (error instanceof InteraktRefusal) return error;
	if (error instanceof WhatsAppRefusal) return fromMeta(error);
	return isUnreadable(error)
		? new InteraktRefusal(400, 'JSON parse error')
		: new InteraktRefusal(500, 'Something went wrong');
}
