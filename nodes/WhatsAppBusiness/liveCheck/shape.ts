import { asObject, jsonBudget, parseInner, type JsonBudget } from '../../core/json';
import { isKnownName, shownKey } from './words';

/** What was sent, by its value: where it comes back, the report says what it is instead of what it says. */
export type KnownValues = ReadonlyMap<string, string>;

/** Fields whose values are words of the provider, not of people. */
const SAYS_WHICH =
	/(^|_)(type|status|event|kind|category|channel|direction|mode|field|object|prefix|action)$/i;

/** Deeper and longer than any webhook of a provider about one message. */
const MOST_DEPTH = 12;
const MOST_LINES = 150;
const MOST_ENTRIES = 20;

/**
 * What a value is made of, a line for each field: its way from the top, and what it is. Names of fields and
 * enumerations are shown where they consist of known words only, and nothing else that stands in the value.
 *
 * @param known values that were sent, and how they are called
 * @returns in alphabetical order, each line once
 */
export function shapeOf(value: unknown, known: KnownValues): string[] {
	const lines = new Set<string>();
	describe(value, '', { known, lines, budget: jsonBudget(), depth: 0, key: '' });
	return [...lines].sort();
}

interface Walk {
	known: KnownValues;
	lines: Set<string>;
	budget: JsonBudget;
	depth: number;
	/** The name of the field, as it came. */
	key: string;
}

function describe(value: unknown, way: string, walk: Walk): void {
	if (walk.lines.size >= MOST_LINES) return;
	const add = (what: string) => void walk.lines.add(`${way || '(all)'}: ${what}`);
	if (walk.depth > MOST_DEPTH) return add('more');
	const deeper = { ...walk, depth: walk.depth + 1 };
	if (Array.isArray(value)) {
		if (value.length === 0) return add('empty list');
		for (const entry of value.slice(0, MOST_ENTRIES)) describe(entry, `${way}[]`, deeper);
		return;
	}
	const object = asObject(value);
	if (object !== undefined) {
		const entries = Object.entries(object).slice(0, MOST_ENTRIES * 5);
		if (entries.length === 0) add('empty object');
		for (const [key, inner] of entries)
			describe(inner, way === '' ? shownKey(key) : `${way}.${shownKey(key)}`, { ...deeper, key });
		return;
	}
	if (typeof value !== 'string') return add(kindOf(value));
	const inner = /^\s*[[{"]/.test(value) ? parseInner(value, walk.budget) : undefined;
	if (inner !== undefined) return describe(inner, `${way}(JSON in a text)`, deeper);
	add(ofText(value, walk));
}

const kindOf = (value: unknown): string =>
	({ number: 'number', boolean: 'true or false', bigint: 'number' })[typeof value as string] ??
	(value === null ? 'null' : 'nothing');

const LOOKS: ReadonlyArray<[what: string, pattern: RegExp]> = [
	['empty text', /^\s*$/],
	['digits', /^\d{1,40}$/],
	['+ and digits', /^\+\d{1,40}$/],
	['whatsapp:+ and digits', /^whatsapp:\+\d{1,40}$/],
	['WhatsApp ID (wamid)', /^wamid\.[\w=+/-]{1,300}$/],
	['UUID', /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i],
	['decimal number', /^-?\d{1,20}\.\d{1,20}$/],
	['date and time', /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d{1,9})?$/],
	[
		'date and time with zone',
		/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/,
	],
	['link', /^https?:\/\//],
];

function ofText(text: string, { known, key }: Walk): string {
	const sent = known.get(text);
	if (sent !== undefined) return `= ${sent}`;
	if (SAYS_WHICH.test(key.replace(/(?<=[a-z])(?=[A-Z])/g, '_')) && isKnownName(text))
		return `"${text}"`;
	return LOOKS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'text';
}
