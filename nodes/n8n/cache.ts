import type { Provider } from '../providers/provider';
import type { Caller } from './transport';

/** Milliseconds for which something found out is used without looking again. */
const FRESH = 60_000;
/** More than the accounts, numbers and kinds of message of one n8n. */
const MOST = 1000;

const found = new Map<string, { since: number; value: string }>();

/** What this process found out at a provider within the last minute, by credential and name. */
interface CacheEntry {
	value(): string | undefined;
	keep(value: string): void;
}

export function cached(caller: Caller, provider: Provider, name: string): CacheEntry {
	const id = caller.getNode().credentials?.[provider.credential]?.id ?? '';
	// The same credential may hold an expression that differs from project to project.
	const key = [provider.id, id, caller.getWorkflow().id ?? '', name].join(' ');
	return {
		value() {
			const known = found.get(key);
			return known !== undefined && Date.now() - known.since < FRESH ? known.value : undefined;
		},
		keep(value) {
			found.delete(key);
			found.set(key, { since: Date.now(), value });
			if (found.size > MOST) found.delete(found.keys().next().value!);
		},
	};
}

/** Looks a thing up once and remembers the answer; a look-up that fails is not remembered. */
export type OncePerRun = <Value>(key: string, look: () => Promise<Value>) => Promise<Value>;

/** For one execution: lists of a provider are read once, not once for each item. */
export function oncePerRun(): OncePerRun {
	const found = new Map<string, Promise<unknown>>();
	return async <Value>(key: string, look: () => Promise<Value>): Promise<Value> => {
		const known = found.get(key) as Promise<Value> | undefined;
		if (known !== undefined) return await known;
		const looking = look();
		found.set(key, looking);
		looking.catch(() => found.delete(key));
		return await looking;
	};
}
