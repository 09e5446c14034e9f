/** What lies at a path with dots, e.g. `0.from.phone`. */
export const valueAt = (root: unknown, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], root);

/**
 * Where a result is not what is wanted, by path. A wanted path is one of these:
 *
 * - `count`: how many there are
 * - `*`: a text that occurs somewhere; `fields`: the same, outside `raw`
 * - a path whose value is equal; null means that nothing is there
 * - a path with `!` at its end that must differ, `!~` that must not contain, `|` that is one of several
 */
export function differences(result: unknown, wanted: Readonly<Record<string, unknown>>): string[] {
	return Object.entries(wanted)
		.filter(([path, want]) => !isSo(result, path, want))
		.map(([path, want]) => {
			const key = path.replace(/(!~?|\|)$/, '');
			return `${path} ${JSON.stringify(want)}, not ${JSON.stringify(valueAt(result, key))}`;
		});
}

function isSo(result: unknown, path: string, want: unknown): boolean {
	if (path === 'count') return (result as unknown[]).length === want;
	if (path === '*') return JSON.stringify(result).includes(String(want));
	if (path === 'fields') {
		const fields = JSON.stringify(result, (key, value: unknown) =>
			key === 'raw' ? undefined : value,
		);
		return fields.includes(String(want));
	}
	if (path.endsWith('!~'))
		return !String(valueAt(result, path.slice(0, -2))).includes(String(want));
	if (path.endsWith('!')) return valueAt(result, path.slice(0, -1)) !== want;
	if (path.endsWith('|'))
		return String(want)
			.split('|')
			.includes(String(valueAt(result, path.slice(0, -1))));
	return (valueAt(result, path) ?? null) === want;
}
