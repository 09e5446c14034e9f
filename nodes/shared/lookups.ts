/** Looks a thing up once and remembers the answer; a look-up that fails is not remembered. */
export type Lookups = <Value>(key: string, look: () => Promise<Value>) => Promise<Value>;

/** For one execution: lists of a provider are read once, not once for each item. */
export function lookups(): Lookups {
	const found = new Map<string, unknown>();
	return async <Value>(key: string, look: () => Promise<Value>): Promise<Value> => {
		if (!found.has(key)) found.set(key, await look());
		return found.get(key) as Value;
	};
}
