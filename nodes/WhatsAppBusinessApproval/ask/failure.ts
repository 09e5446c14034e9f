import { NodeApiError } from 'n8n-workflow';
import { defined } from '../../core/json';
import { errorFields } from '../../n8n/errors';
import type { DeliveryFailure } from '../state';

/** Did the provider itself refuse the message? */
export function wasRefused(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.failure !== undefined;
}

/** Did the provider's answer get lost, so that the message may or may not be there? */
export function isLost(error: unknown): boolean {
	return error instanceof NodeApiError && error.context.failure === undefined;
}

/** Has the person not written in the last 24 hours? Then only a template reaches them. */
export function isWindowClosed(error: unknown): boolean {
	const failure = error instanceof NodeApiError ? error.context.failure : undefined;
	return (failure as { category?: string } | undefined)?.category === 'window';
}

/** Why a message was not taken at once, from what the send threw. */
export function refusedSend(error: unknown): DeliveryFailure {
	const { error: reason, hint, code } = errorFields(error);
	return defined({
		code: code === undefined ? undefined : String(code),
		reason: String(reason),
		hint: hint === undefined ? undefined : String(hint),
	});
}
