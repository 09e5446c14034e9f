/**
 * A number as people and expressions write it: `1.5`, `1,5`, 1.5.
 *
 * @returns NaN for what is none, and for `1,500`, which is one and a half or fifteen hundred
 */
export function numberOf(value: unknown): number {
	if (typeof value === 'number') return value;
	if (typeof value !== 'string') return NaN;
	const text = value.trim();
	if (/^[+-]?\d+,(\d{1,2}|\d{4,})$/.test(text)) return Number(text.replace(',', '.'));
	return text === '' ? NaN : Number(text);
}
