import { randomUUID } from 'node:crypto';
import { NodeApiError } from 'n8n-workflow';
import { isSuccess } from '../core/http';
import type { Credential, Exchange, HttpRequest } from '../providers/http';
import type { Prepared, Provider, Sent } from '../providers/provider';
import type { Failure } from '../whatsapp/failure';
import { encodedLinks } from '../whatsapp/encodedLinks';
import { checkLimits } from '../whatsapp/limits';
import type { Message } from '../whatsapp/messages';
import { cached } from './cache';
import { systemClock } from './clock';
import { configurationError, errorFields, failureOf, nodeError, ProviderError } from './errors';
import { retryPolicy } from './retry';
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
	const written = encodedLinks(message);
	refuseBroken(caller, provider, written, itemIndex);
	const credential = known ?? (await readCredential(caller, provider));
	const identified = { ...written, id: message.id ?? randomUUID() };
	const attempt = await trySend(caller, provider, identified, credential, false);
	// Refused, so nobody got it: what was prepared is gone at the provider, and is made anew.
	const outcome = attempt.gone
		? await trySend(caller, provider, identified, credential, true)
		: attempt;
	if (outcome.sent === undefined)
		throw new ProviderError(caller.getNode(), outcome.failure!, itemIndex);
	return outcome.sent;
}

/**
 * Sends one message, and again where the provider says that it did not take it just now: too fast, or
 * out of order for a moment. In an execution only, as this may wait for a minute.
 *
 * @throws as `sendMessage` does
 */
export async function sendPatiently(
	caller: Caller,
	provider: Provider,
	message: Message,
): Promise<Sent> {
	for (let tries = 1; ; tries++) {
		try {
			return await sendMessage(caller, provider, message);
		} catch (error) {
			const again = retryPolicy(failureOf(error), tries, systemClock.random());
			if (again === undefined) throw nodeError(caller.getNode(), error);
			await systemClock.sleep(again.wait);
		}
	}
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
	const written = encodedLinks(message);
	refuseBroken(caller, provider, written, itemIndex);
	return provider.send(written, credential, {});
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
	// The message itself has not gone out, whatever became of what it rests on.
	if (!ready.ok) return { failure: { ...ready.failure, unclear: undefined } };
	const first = await tryOnce(caller, provider, provider.send(message, credential, ready.prepared));
	const refused = first.failure?.unclear ? undefined : first.failure;
	const other = refused && provider.detour?.(message, credential, refused);
	const { sent, failure } = other ? await tryOnce(caller, provider, other) : first;
	if (failure === undefined) return { sent };
	return { failure, gone: ready.reused && provider.preparation?.isGone?.(failure) === true };
}

async function tryOnce(
	caller: Caller,
	provider: Provider,
	request: HttpRequest,
): Promise<{ sent: Sent; failure?: undefined } | { sent?: undefined; failure: Failure }> {
	const { status, body } = await call(caller, provider, request);
	const sent = isSuccess(status) ? provider.sent(body) : undefined;
	return sent ? { sent } : { failure: provider.failure(status, body) };
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
		const met = await meet(caller, provider, preparation!.meet(need, credential));
		if (!met.ok) return met;
		prepared[need] = met.value;
		memory.keep(met.value);
	}
	return { ok: true, prepared, reused };
}

/** Makes or finds one thing that a message rests on; a lost answer is a failure like any other. */
async function meet(
	caller: Caller,
	provider: Provider,
	steps: Exchange<Prepared>,
): Promise<Prepared> {
	try {
		return await converse(caller, provider, steps);
	} catch (error) {
		if (!(error instanceof NodeApiError)) throw nodeError(caller.getNode(), error);
		const { error: message, hint = '' } = errorFields(error);
		const failure: Failure = {
			code: 'no answer',
			category: 'service',
			message: String(message),
			hint: String(hint),
			retry: 'now',
		};
		return { ok: false, failure };
	}
}
