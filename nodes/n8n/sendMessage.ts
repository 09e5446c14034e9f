import { randomUUID } from 'node:crypto';
import { isSuccess } from '../core/http';
import type { Credential, HttpRequest } from '../providers/http';
import type { Provider, Sent } from '../providers/provider';
import type { Failure } from '../whatsapp/failure';
import { checkLimits } from '../whatsapp/limits';
import type { Message } from '../whatsapp/messages';
import { cached } from './cache';
import { configurationError, providerError } from './errors';
import { call, type Caller, converse, readCredential } from './transport';

/**
 * Sends one message. Once: an answer that got lost is reported, never sent again in silence.
 *
 * @param known the credential, where it has been read already
 * @returns what the provider accepted, which is not yet delivered
 * @throws NodeOperationError when the message breaks a limit (nothing was sent)
 * @throws NodeApiError when the provider refused, or did not answer
 */
export async function sendMessage(
	caller: Caller,
	provider: Provider,
	message: Message,
	itemIndex?: number,
	known?: Credential,
): Promise<Sent> {
	refuseBroken(caller, provider, message, itemIndex);
	const credential = known ?? (await readCredential(caller, provider));
	const identified = { ...message, id: message.id ?? randomUUID() };
	const attempt = await trySend(caller, provider, identified, credential, false);
	// Refused, so nobody got it: what was prepared is gone at the provider, and is made anew.
	const outcome = attempt.gone
		? await trySend(caller, provider, identified, credential, true)
		: attempt;
	if (outcome.sent === undefined)
		throw providerError(caller.getNode(), outcome.failure!, itemIndex);
	return outcome.sent;
}

/**
 * What would be sent, without sending it. Nothing is asked of the provider, so what it makes or looks up
 * before a send is missing in the request.
 *
 * @throws NodeOperationError when the message breaks a limit
 */
export function dryRun(
	caller: Caller,
	provider: Provider,
	message: Message,
	credential: Credential,
	itemIndex?: number,
): HttpRequest {
	refuseBroken(caller, provider, message, itemIndex);
	return provider.send(message, credential, {});
}

function refuseBroken(
	caller: Caller,
	provider: Provider,
	message: Message,
	itemIndex?: number,
): void {
	const broken = checkLimits(message, provider);
	if (broken) throw configurationError(caller.getNode(), broken.message, broken.hint, itemIndex);
}

async function trySend(
	caller: Caller,
	provider: Provider,
	message: Message,
	credential: Credential,
	again: boolean,
): Promise<{ sent?: Sent; failure?: Failure; gone?: boolean }> {
	const ready = await prepare(caller, provider, message, credential, again);
	if (!ready.ok) return { failure: ready.failure };
	const request = provider.send(message, credential, ready.prepared);
	const { status, body } = await call(caller, provider, request);
	const sent = isSuccess(status) ? provider.sent(body) : undefined;
	if (sent !== undefined) return { sent };
	const failure = provider.failure(status, body);
	return { failure, gone: ready.reused && provider.preparation?.isGone?.(failure) === true };
}

type Preparations =
	| { ok: true; prepared: Record<string, string>; reused: boolean }
	| { ok: false; failure: Failure };

/**
 * Finds or makes what a message rests on at the provider.
 *
 * @param again do not trust what is remembered
 */
async function prepare(
	caller: Caller,
	provider: Provider,
	message: Message,
	credential: Credential,
	again = false,
): Promise<Preparations> {
	const { preparation } = provider;
	const prepared: Record<string, string> = {};
	let reused = false;
	for (const need of preparation?.needs(message) ?? []) {
		const memory = cached(caller, provider, `prepared ${need}`);
		const known = again ? undefined : memory.value();
		if (known !== undefined) {
			prepared[need] = known;
			reused = true;
			continue;
		}
		const met = await converse(caller, provider, preparation!.meet(need, credential));
		if (!met.ok) return met;
		prepared[need] = met.value;
		memory.keep(met.value);
	}
	return { ok: true, prepared, reused };
}
