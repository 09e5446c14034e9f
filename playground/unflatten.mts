/**
 * Reads the format of the npm package `flatted`: an array whose first entry is the value, and in
 * which every string inside an object or array is the index of the entry it stands for.
 */
export function unflatten(text: string): unknown {
	const entries: unknown[] = JSON.parse(text);
	const read = new Map<number, unknown>();

	function entry(index: number): unknown {
		if (read.has(index)) return read.get(index);
		const flat = entries[index];
		if (typeof flat !== 'object' || flat === null) return flat;
		const whole: unknown[] | Record<string, unknown> = Array.isArray(flat) ? [] : {};
		// Noted before it is filled, so that a circle finds it.
		read.set(index, whole);
		for (const [key, value] of Object.entries(flat))
			(whole as Record<string, unknown>)[key] =
				typeof value === 'string' ? entry(Number(value)) : value;
		return whole;
	}
	return entry(0);
}
