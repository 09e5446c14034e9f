import type { z } from 'zod';

import { isUnreadable } from '../../api.mts';
import { WhatsAppRefusal } from '../../whatsapp/refusal.mts';

/** An answer in Infobip's error envelope (openapi 3.210.0, ApiException). */
export class InfobipRefusal extends Error {
	readonly status: number;
	readonly messageId: string;
	readonly validationErrors: Record<string, string[]> | undefined;

	constructor(
		status: number,
		messageId: string,
		text: string,
		validationErrors?: Record<string, string[]>,
	) {
		super(text);
		this.status = status;
		this.messageId = messageId;
		this.validationErrors = validationErrors;
	}

	envelope() {
		const { messageId, message: text, validationErrors } = this;
		return {
			requestError: {
				serviceException: { messageId, text, ...(validationErrors && { validationErrors }) },
			},
		};
	}
}

export const badRequest = (field: string, said: string) =>
	new InfobipRefusal(400, 'BAD_REQUEST', 'Bad request', { [field]: [said] });

export const notFound = () => new InfobipRefusal(404, 'NOT_FOUND', 'Not found');
export const unauthorized = () => new InfobipRefusal(401, 'UNAUTHORIZED', 'Invalid login details');
export const forbidden = () => new InfobipRefusal(403, 'FORBIDDEN', 'Forbidden');

/** Every complaint of a schema, by the path of its field. */
export function schemaRefusal(error: z.ZodError): InfobipRefusal {
	const errors: Record<string, string[]> = {};
	for (const issue of error.issues) {
		const path = issue.path
			.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
			.join('')
			.replace(/^\./, '');
		(errors[path || 'body'] ??= []).push(issue.message);
	}
	return new InfobipRefusal(400, 'BAD_REQUEST', 'Bad request', errors);
}

const NAMES: Record<number, string> = {
	401: 'UNAUTHORIZED',
	403: 'FORBIDDEN',
	404: 'BAD_REQUEST',
	429: 'TOO_MANY_REQUESTS',
};

/** What WhatsApp refuses at once, in Infobip's envelope: its own texts name no codes of Meta's. */
function fromGraph(refusal: WhatsAppRefusal): InfobipRefusal {
	const text = refusal.details ?? refusal.message.replace(/^\(#\d+\) /, '');
	const tooFast = refusal.code === 130429 || refusal.code === 4;
	const status = tooFast ? 429 : refusal.status === 404 ? 400 : refusal.status;
	const messageId = status >= 500 ? 'GENERAL_ERROR' : (NAMES[status] ?? 'BAD_REQUEST');
	return new InfobipRefusal(status, messageId, text);
}

/** Every failure leaves in Infobip's envelope, also a body or a path that cannot be read. */
export function asInfobip(error: unknown): InfobipRefusal {
	if (error instanceof InfobipRefusal) return error;
	if (error instanceof WhatsAppRefusal) return fromGraph(error);
	return isUnreadable(error) || error instanceof URIError
		? badRequest('body', 'could not be parsed')
		: new InfobipRefusal(500, 'GENERAL_ERROR', 'Something went wrong.');
}
