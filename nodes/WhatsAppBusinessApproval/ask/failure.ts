import { defined } from '../../core/json';
import { errorFields, failureOf } from '../../n8n/errors';
import type { DeliveryFailure } from '../state';

/** Has the person not written in the last 24 hours? Then only a template reaches them. */
export const isWindowClosed = (error: unknown): boolean => failureOf(error)?.category === 'window';

/** Why a message was not taken at once, from what the send threw. */
export function refusedSend(error: unknown): DeliveryFailure {
	const { error: reason, hint, code } = errorFields(error);
	return defined({
		code: code === undefined ? undefined : String(code),
		reason: String(reason),
		hint: hint === undefined ? undefined : String(hint),
	});
}
