import type { Message } from '../providers/messages';
import type { Account, Failure, Provider } from '../providers/types';
import { converse, type Caller } from './transport';

/** Milliseconds for which something prepared is used without looking again. */
const FRESH = 60_000;
/** More than the accounts and kinds of message of one n8n. */
const MOST = 1000;

/** What was prepared lately, by provider, credential and name. */
const known = new Map<string, { since: number; value: string }>();

export type Preparations =
	| { ok: true; prepared: Record<string, string>; reused: boolean }
	| { ok: false; failure: Failure };

/**
 * Finds or makes what a message rests on at the provider.
 *
 * @param again do not trust what is remembered
 */
export async function prepare(
	caller: Caller,
	provider: Provider,
	message: Message,
	account: Account,
	again = false,
): Promise<Preparations> {
	const { preparation } = provider;
	const prepared: Record<string, string> = {};
	let reused = false;
	for (const need of preparation?.needs(message) ?? []) {
		const id = caller.getNode().credentials?.[provider.credential]?.id ?? '';
		const key = [provider.id, id, caller.getWorkflow().id ?? '', need].join(' ');
		const lately = known.get(key);
		if (!again && lately !== undefined && Date.now() - lately.since < FRESH) {
			prepared[need] = lately.value;
			reused = true;
			continue;
		}
		const met = await converse(caller, provider, preparation!.meet(need, account));
		if (!met.ok) return met;
		prepared[need] = met.value;
		known.delete(key);
		known.set(key, { since: Date.now(), value: met.value });
		if (known.size > MOST) known.delete(known.keys().next().value!);
	}
	return { ok: true, prepared, reused };
}
