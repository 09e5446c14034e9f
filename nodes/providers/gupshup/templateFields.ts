import { defined } from '../../shared/json';
import type { Template, TemplateMessage, TemplateVariable } from '../../whatsapp/messages';
import type { GupshupAccount } from './account';

type Values = TemplateMessage['values'];

/**
 * The fields of a template send: its ID (of one language) and the values in the order of their places;
 * the file of a media header; the payloads of quick replies.
 *
 * @see https://docs.gupshup.io/reference/postback-text-support
 */
export function templateFields(
	{ template, values }: TemplateMessage,
	account: GupshupAccount,
): Record<string, string> {
	const given = template.variables.filter(({ id }) => values[id] !== undefined);
	const header = given.find(({ kind }) => kind === 'media' || kind === 'location');
	const postbackTexts = given
		.filter(({ kind }) => kind === 'payload')
		.map(({ id, button }) => ({
			index: postbackIndex(template, button ?? 0, account),
			text: values[id],
		}));
	return defined({
		template: JSON.stringify({ id: template.id, params: params(given, values) }),
		message: header && JSON.stringify(headerMessage(header, values[header.id])),
		postbackTexts: postbackTexts.length > 0 ? JSON.stringify(postbackTexts) : undefined,
	}) as Record<string, string>;
}

/** Heading, text, then what the buttons leave open. A translation may say {{2}} before {{1}}. */
function params(given: TemplateVariable[], values: Values): string[] {
	const at = (place: TemplateVariable['place']) => given.filter((v) => v.place === place);
	return [
		...at('header').filter(({ kind }) => kind === 'text'),
		...at('body').sort((a, b) => Number(a.name) - Number(b.name) || 0),
		...at('button').filter(({ kind }) => kind !== 'payload'),
	].map(({ id }) => values[id]);
}

/** Gupshup does not say whether buttons of other kinds count too. */
function postbackIndex({ buttons }: Template, at: number, account: GupshupAccount): number {
	if (account.postbackIndex === 'allButtons') return at;
	return buttons.slice(0, at).filter(({ kind }) => kind === 'quickReply').length;
}

function headerMessage({ kind, name }: TemplateVariable, value: string): Record<string, unknown> {
	if (kind === 'location') return { type: 'location', location: location(value) };
	return { type: name, [name]: { link: value } };
}

/** `latitude, longitude, name, address`, as the field's label says. */
function location(value: string): Record<string, string> {
	const [latitude, longitude, name, ...address] = value.split(',').map((part) => part.trim());
	return { latitude, longitude, name: name ?? '', address: address.join(', ') };
}
