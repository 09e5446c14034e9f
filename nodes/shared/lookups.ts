/** Looks a thing up once and remembers the answer; a look-up that fails is not remembered. */
export type Lookups = <Value>(key: string, look: () => Promise<Value>) => Promise<Value>;

/** For one execution: lists of a provider are read once, not once for each item. */
export function lookups(): Lookups {
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
