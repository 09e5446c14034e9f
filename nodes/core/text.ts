/**
 * A value as a text: what an expression gives where a text is wanted.
 *
 * @param value a text stays as it is; numbers, booleans and dates (also luxon's) are written out, lists with
 *   commas, other objects as JSON. Nothing at all, and what is no number or no date, is an empty text.
 */
export function textOf(value: unknown): string {
	switch (typeof value) {
		case 'string':
			return value;
		case 'number':
			return Number.isFinite(value) ? String(value) : '';
		case 'bigint':
		case 'boolean':
			return String(value);
		case 'object':
			break;
		default:
			return '';
	}
	if (value === null) return '';
	if (Array.isArray(value) && value.every((one) => typeof one !== 'object' || isDate(one))) {
		return value.map(textOf).join(',');
	}
	if (isDate(value)) return textOf(value.toJSON());
	const json = JSON.stringify(value) as string | undefined;
	return json ?? '';
}

/** Not `instanceof`: n8n has a luxon of its own, and dates come from another realm too. */
const isDate = (value: unknown): value is { toJSON(): unknown } =>
	typeof (value as { toJSON?: unknown } | null)?.toJSON === 'function';
