import type { Content } from './templates.mts';
import { TwilioRefusal } from './failure.mts';

const invalid = (reason: string) =>
	new TwilioRefusal(400, 21656, `The ContentVariables Parameter is invalid: ${reason}`);

function parsedMap(text: string): Record<string, unknown> {
	let map: unknown;
	try {
		map = JSON.parse(text);
	} catch {
		throw invalid('it is no JSON');
	}
	if (map === null || typeof map !== 'object' || Array.isArray(map)) {
		throw invalid('it is no map of names and values');
	}
	return map as Record<string, unknown>;
}

/**
 * The values of a send, which must be exactly the content's variables: the real one would fill gaps
 * with samples, which nobody wants sent (twilio.com/docs/api/errors/21656).
 */
export function variableValues(content: Content, text: string | undefined): Map<string, string> {
	const names = Object.keys(content.variables);
	if (text === undefined) {
		if (names.length === 0) return new Map();
		throw invalid(`there is no value for ${names.join(', ')}`);
	}
	const given = Object.entries(parsedMap(text));
	if (given.length === 0) throw invalid('it is empty');
	const unknown = given.find(([name]) => !names.includes(name));
	if (unknown) throw invalid(`the content has no variable ${unknown[0]}`);
	const missing = names.find((name) => !given.some(([known]) => known === name));
	if (missing) throw invalid(`there is no value for ${missing}`);
	return new Map(given.map(([name, value]) => [name, checked(name, value)]));
}

function checked(name: string, value: unknown): string {
	if (typeof value !== 'string' || value === '') throw invalid(`the value of ${name} is empty`);
	if (/[\n\r\t]| {5}/.test(value)) {
		throw invalid(`the value of ${name} has line breaks, tabs or more than four spaces in a row`);
	}
	if (value.length > 1600) {
		throw new TwilioRefusal(400, 21658, `Parameter exceeded character limit: ${name}`);
	}
	return value;
}
