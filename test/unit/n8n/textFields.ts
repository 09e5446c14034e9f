import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

type Show = Record<string, unknown[]>;

/** A field that takes a text, wherever it stands in a node's panel. */
export interface TextField {
	/** As the panel shows it, e.g. `Rows → Label`. */
	label: string;
	/** Where n8n keeps its value. */
	path: Array<string | number>;
	/** Values of other fields with which it is shown. */
	show: Show;
	/** Versions of the node that alone have it; undefined for those that the editor makes now. */
	versions?: number[];
	/** Is the value inside a resource locator? */
	locator: boolean;
	/** What the fields beside it are, inside the same row. */
	row: INodeProperties[];
}

/** All text fields of a description, at any depth. */
export const textFieldsOf = ({ properties }: Pick<INodeTypeDescription, 'properties'>) =>
	properties.flatMap((field) => {
		const versions = field.displayOptions?.show?.['@version'] as number[] | undefined;
		return [...walk([field], [], [], {})].map((found): TextField => ({ ...found, versions }));
	});

function* walk(
	fields: INodeProperties[],
	path: Array<string | number>,
	labels: string[],
	shown: Show,
	row: INodeProperties[] = [],
): Generator<TextField> {
	for (const field of fields) {
		const { name, type, displayName, options = [], typeOptions } = field;
		const show = { ...shown, ...rooted(field, path) };
		const here = [...labels, displayName];
		if (type === 'string' || type === 'resourceLocator') {
			const locator = type === 'resourceLocator';
			yield { label: here.join(' → '), path: [...path, name], show, locator, row };
		}
		if (type === 'collection') {
			yield* walk(options as INodeProperties[], [...path, name], here, show);
		}
		if (type !== 'fixedCollection') continue;
		for (const group of options as Array<{ name: string; values: INodeProperties[] }>) {
			const one = [...path, name, group.name, ...(typeOptions?.multipleValues ? [0] : [])];
			yield* walk(group.values, one, here, show, group.values);
		}
	}
}

/** Conditions by the whole path of the field that they are about. */
function rooted({ displayOptions }: INodeProperties, path: Array<string | number>): Show {
	const entries = Object.entries(displayOptions?.show ?? {}).filter(
		([name]) => !name.startsWith('@'),
	);
	return Object.fromEntries(
		entries.map(([name, values]) => [
			name.startsWith('/') ? name.slice(1) : [...path, name].join('.'),
			values as unknown[],
		]),
	);
}

/** What a new node has in its fields. */
export const defaultsOf = (fields: INodeProperties[]): Record<string, unknown> =>
	structuredClone(Object.fromEntries(fields.map((field) => [field.name, field.default])));

/** Puts a value in place, making what is missing on the way. */
export function put(into: object, path: ReadonlyArray<string | number>, value: unknown): void {
	const [first, ...rest] = path;
	const holder = into as Record<string | number, unknown>;
	if (rest.length === 0) {
		holder[first] = value;
		return;
	}
	if (typeof holder[first] !== 'object' || holder[first] === null) {
		holder[first] = typeof rest[0] === 'number' ? [] : {};
	}
	put(holder[first] as object, rest, value);
}

/** What stands there; undefined where nothing does. */
export const get = (from: unknown, path: string): unknown =>
	path
		.split('.')
		.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], from);

/** Is anything stored there, be it undefined? */
export function isThere(from: unknown, path: string): boolean {
	const at = path.lastIndexOf('.');
	const holder = at < 0 ? from : get(from, path.slice(0, at));
	return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, path.slice(at + 1));
}
