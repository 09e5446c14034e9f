import type { WebhookRequest } from '../provider';

/** Parameters of a webhook by name; of one that comes several times the first value. */
export type Params = Readonly<Record<string, string | undefined>>;

/** Every value of every parameter. */
export function allParams(body: Buffer): Map<string, string[]> {
	const values = new Map<string, string[]>();
	for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
		const known = values.get(name);
		if (known === undefined) values.set(name, [value]);
		else known.push(value);
	}
	return values;
}

/**
 * The parameters that the signature vouches for: of a GET those in the URL, or a body could be added
 * to it. JSON is signed in another way, and text in it must not be taken for parameters.
 */
export function readParams({ method, body, query }: WebhookRequest): Params {
	// Without a prototype: what is called `constructor` was not sent unless it was sent.
	const params: Record<string, string> = Object.create(null) as Record<string, string>;
	if (method.toUpperCase() === 'GET') return Object.assign(params, query);
	if (/^\s*[[{]/.test(body.toString('utf8', 0, 100))) return params;
	for (const [name, [value]] of allParams(body)) params[name] = value;
	return params;
}
