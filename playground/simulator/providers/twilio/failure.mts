import type { z } from 'zod';

import { firstIssue, isUnreadable } from '../../api.mts';
import { WhatsAppRefusal } from '../../whatsapp/refusal.mts';

/** An answer in the error envelope of Twilio (twilio.com/docs/usage/twilios-response). */
export class TwilioRefusal extends Error {
	readonly status: number;
	readonly code: number;

	constructor(status: number, code: number, message: string) {
		super(message);
		this.status = status;
		this.code = code;
	}

	envelope() {
		return {
			code: this.code,
			message: this.message,
			more_info: `https://www.twilio.com/docs/errors/${this.code}`,
			status: this.status,
		};
	}
}

export const badRequest = (message: string) => new TwilioRefusal(400, 20001, message);
export const notFound = (path: string) =>
	new TwilioRefusal(404, 20404, `The requested resource ${path} was not found`);

/** The first thing that a schema has to say. */
export function schemaRefusal(error: z.ZodError): TwilioRefusal {
	return badRequest(firstIssue(error, 'The request'));
}

/** What Twilio calls the reasons of Meta, at once or in a failed status. */
const CODES: Readonly<Record<number, [code: number, message: string]>> = {
	190: [20003, 'Authenticate'],
	4: [20429, 'Too Many Requests'],
	80007: [20429, 'Too Many Requests'],
	368: [63051, 'WhatsApp Business Account is locked'],
	130429: [63018, 'Rate limit exceeded for Channel'],
	130472: [63032, 'Message not sent due to a limitation of the user'],
	131000: [63012, 'Channel provider returned an internal service error'],
	131016: [63012, 'Channel provider returned an internal service error'],
	131021: [63031, 'Channels message cannot have same From and To'],
	131026: [63024, 'Invalid message recipient'],
	131031: [63051, 'WhatsApp Business Account is locked'],
	131047: [63016, 'Failed to send freeform message because you are outside the allowed window'],
	131048: [63018, 'Rate limit exceeded for Channel'],
	131049: [63049, 'Meta chose not to deliver this WhatsApp marketing message'],
	131050: [63032, 'Message not sent due to a limitation of the user'],
	131053: [63019, 'Media failed to download'],
	131056: [63018, 'Rate limit exceeded for Channel'],
	132000: [63028, 'Number of parameters provided does not match the expected number'],
	132001: [63027, 'Template does not exist for a language and locale'],
	132012: [63028, 'Number of parameters provided does not match the expected number'],
	132015: [63041, 'Template paused'],
	132016: [63042, 'Template disabled'],
	132018: [21656, 'The ContentVariables Parameter is invalid'],
};

export const codeFor = (code: number): [code: number, message: string] =>
	CODES[code] ?? [63005, 'Channel did not accept given content'];

const RATE_LIMITS = new Set([20429, 63018]);

/** Whatever went wrong, as Twilio would answer it. */
export function asTwilio(error: unknown): TwilioRefusal {
	if (error instanceof TwilioRefusal) return error;
	if (error instanceof WhatsAppRefusal) {
		const [code, message] = codeFor(error.code);
		const status = code === 20003 ? 401 : RATE_LIMITS.has(code) ? 429 : 400;
		const details = error.details === undefined ? '' : `: ${error.details}`;
		return new TwilioRefusal(error.status >= 500 ? error.status : status, code, message + details);
	}
	return isUnreadable(error)
		? badRequest('The body could not be parsed')
		: new TwilioRefusal(500, 20500, 'Internal Server Error');
}
