import { GraphRefusal } from '../../whatsapp/refusal.mts';

/** An answer in Interakt's error envelope: words without a code (Postman 2sA2r7zibM). */
export class InteraktRefusal extends Error {
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

export const RATE_LIMIT = 'Rate limit exceeded for this resource';

/** Meta's codes for "too many calls". */
const TOO_MANY = new Set([4, 80007, 130429, 131048, 131056]);

function fromMeta({ code, status, message, details }: GraphRefusal): InteraktRefusal {
	if (TOO_MANY.has(code)) return new InteraktRefusal(429, RATE_LIMIT);
	const title = message.replace(/^\(#\d+\) /, '');
	const text = details === undefined ? title : `${title}: ${details}`;
	return new InteraktRefusal(status === 401 || status >= 500 ? status : 400, text);
}

/** Whatever went wrong, as Interakt would answer it. */
export function asInterakt(error: unknown): InteraktRefusal {
	if (error instanceof InteraktRefusal) return error;
	if (error instanceof GraphRefusal) return fromMeta(error);
	const unreadable = (error as { type?: string } | null)?.type?.startsWith('entity.');
	return unreadable
		? new InteraktRefusal(400, 'JSON parse error')
		: new InteraktRefusal(500, 'Something went wrong');
}
