/** What a process found out lately: each value for a while, and never more than so many. */
export interface Cache<Value> {
	/** Undefined where nothing is known, or what is known is too old. */
	get(key: string): Value | undefined;
	set(key: string, value: Value): void;
	/** Forgets a value, if it is still the one that is known. */
	delete(key: string, value: Value): void;
}

/** More than the accounts, numbers and credentials of one n8n. */
const MOST = 1000;

/**
 * A cache with bounds in time and size; what was set first is forgotten first.
 *
 * @param milliseconds for which a value serves
 * @param most how many values are kept
 */
export function cacheFor<Value>(milliseconds: number, most = MOST): Cache<Value> {
	const entries = new Map<string, { since: number; value: Value }>();
	return {
		get(key) {
			const known = entries.get(key);
			return known !== undefined && Date.now() - known.since < milliseconds
				? known.value
				: undefined;
		},
		set(key, value) {
			entries.delete(key);
			entries.set(key, { since: Date.now(), value });
			if (entries.size > most) entries.delete(entries.keys().next().value!);
		},
		delete(key, value) {
			if (entries.get(key)?.value === value) entries.delete(key);
		},
	};
}
