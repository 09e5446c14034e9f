import { cacheFor } from '../core/cache';
import type { Provider } from '../providers/provider';
import type { Caller } from './transport';

/** For a minute, what was found out is used without looking again. */
const found = cacheFor<string>(60_000);

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
		value: () => found.get(key),
		keep: (value) => found.set(key, value),
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
