import { asText, defined, type JsonObject } from '../../shared/json';
import type { TemplateVariable } from '../../whatsapp/messages';
import type { Action, Parts } from './templateParts';

type Found = Omit<TemplateVariable, 'name' | 'example'>;

/** The names of the variables in a text, in their order. */
const namesIn = (text: string | undefined): string[] =>
	[...(text ?? '').matchAll(/\{\{\s*(\w{1,64})\s*\}\}/g)].map(([, name]) => name);

/**
 * The variables of a content: one flat map at Twilio, so that what a variable is follows from where it
 * stands. One that stands in several places is listed once.
 *
 * @param samples the content's own sample of each
 * @see https://www.twilio.com/docs/content/using-variables-with-content-api
 */
export function readVariables(parts: Parts, samples: JsonObject): TemplateVariable[] {
	const variables = new Map<string, TemplateVariable>();
	const add = (text: string | undefined, found: (name: string, first: boolean) => Found) => {
		namesIn(text).forEach((name, index) => {
			if (variables.has(name)) return;
			const example = asText(samples[name]);
			variables.set(name, defined({ ...found(name, index === 0), name, example }));
		});
	};
	const plain = (place: 'header' | 'body', label: string) => (name: string) => ({
		id: `${place}.${name}`,
		place,
		kind: 'text' as const,
		label: `${label}: ${name}`,
		required: true,
	});
	add(parts.header?.text, plain('header', 'Header'));
	add(parts.body, plain('body', 'Body'));
	add(parts.footer, plain('body', 'Footer'));
	add(parts.media, (name, first) => mediaVariable(parts, name, first));
	const settable = haveOwnIds(parts.actions);
	parts.actions.forEach((action, button) => {
		const of = buttonVariable(action, button);
		add(action.text, (name) => of(`.${name}`, 'text', `label ${name}`, true));
		add(action.url, (name, first) =>
			of(first ? '' : `.${name}`, 'urlSuffix', 'end of the link', true),
		);
		add(action.code, () => of('', 'copyCode', 'code', true));
		if (settable && action.kind === 'quickReply') {
			add(action.id, () => of('', 'payload', 'reply ID', false));
		}
	});
	return [...variables.values()];
}

/**
 * Has each quick reply an ID of its own that a send can set? Only then: who sets the IDs goes through
 * them in the order of the buttons, and one that is fixed would shift all that follow.
 */
function haveOwnIds(actions: Action[]): boolean {
	const ids = actions.filter(({ kind }) => kind === 'quickReply').map(({ id }) => namesIn(id));
	const whole = actions.every(
		({ kind, id }) => kind !== 'quickReply' || /^\s*\{\{[^{}]*\}\}\s*$/.test(id),
	);
	return whole && new Set(ids.map(([name]) => name)).size === ids.length;
}

function mediaVariable({ header, media }: Parts, name: string, first: boolean): Found {
	const what = header?.format ?? 'image';
	const how = /^\s*\{\{/.test(media) ? 'public link' : 'the part of its link that varies';
	return {
		id: first ? 'header.media' : `header.${name}`,
		place: 'header',
		kind: 'media',
		label: `Header: ${what} (${how})`,
		required: true,
	};
}

function buttonVariable({ text }: Action, button: number) {
	return (
		suffix: string,
		kind: TemplateVariable['kind'],
		what: string,
		required: boolean,
	): Found => ({
		id: `button.${button}${suffix}`,
		place: 'button',
		kind,
		label: `Button "${text}": ${what}`,
		required,
		button,
	});
}
