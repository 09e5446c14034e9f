/** Readers for JSON from outside: each gives the value if it has the shape, else undefined or empty. */
export type JsonObject = Record<string, unknown>;

export function asObject(value: unknown): JsonObject | undefined {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as JsonObject)
		: undefined;
}

/** The objects of a list; anything else in it is left out. */
export function asObjects(value: unknown): JsonObject[] {
	return Array.isArray(value)
		? value.filter((entry): entry is JsonObject => asObject(entry) !== undefined)
		: [];
}

/** Text, or a number as text: providers write ids both ways. Empty text counts as absent. */
export function asText(value: unknown): string | undefined {
	if (typeof value === 'number' && Number.isFinite(value)) return String(value);
	return typeof value === 'string' && value !== '' ? value : undefined;
}

/** Parses JSON text or bytes; undefined when it is none. */
export function parseJson(source: string | Buffer): unknown {
	try {
		return JSON.parse(source.toString());
	} catch {
		return undefined;
	}
}

/**
 * Leaves out keys whose value is undefined, so that outputs hold only what is known. A plain loop:
 * it runs several times for each of up to 1000 events in one webhook.
 */
export function defined<Value extends object>(value: Value): Value {
	const known: Partial<Value> = {};
	for (const key in value) {
		if (value[key] !== undefined) known[key] = value[key];
	}
	return known as Value;
}
