import type { Message } from '../whatsapp/messages';
import type { Account } from '../providers/http';
import type { Provider } from '../providers/provider';
import type { Failure } from '../whatsapp/failure';
import { lately } from '../n8n/cache';
import { converse, type Caller } from '../n8n/transport';

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
		const memory = lately(caller, provider, `prepared ${need}`);
		const known = again ? undefined : memory.value();
		if (known !== undefined) {
			prepared[need] = known;
			reused = true;
			continue;
		}
		const met = await converse(caller, provider, preparation!.meet(need, account));
		if (!met.ok) return met;
		prepared[need] = met.value;
		memory.keep(met.value);
	}
	return { ok: true, prepared, reused };
}
