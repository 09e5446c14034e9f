import type { ButtonsMessage, ListMessage, Message } from '../../whatsapp/messages';
import { bodyLines, oneLine } from './contentShape';

/**
 * Buttons and lists cannot be sent as they are: a content must exist that they fill in. Ours have
 * variables for everything, so that one content serves all messages of the same form, and the form is
 * in the name: kind, version, buttons (a number) or rows (1 or 0: has a description?), line breaks.
 *
 * @see https://www.twilio.com/docs/content/twilio-quick-reply
 * @see https://www.twilio.com/docs/content/twiliolist-picker
 */
export const OWN_CONTENT = 'n8nwa_';
const VERSION = 'v1';
const NAME = /^n8nwa_v1_(qr|lp)_(\d{1,10})_([012]{1,60})$/;

/** What `POST /v1/Content` takes. */
export interface NewContent {
	friendly_name: string;
	language: string;
	variables: Record<string, string>;
	types: Record<string, Record<string, unknown>>;
}

/** The name of the content that a message fills in; undefined when it needs none. */
export function contentName(message: Message): string | undefined {
	if (message.kind !== 'buttons' && message.kind !== 'list') return undefined;
	const breaks = bodyLines(message).breaks || '0';
	const form =
		message.kind === 'buttons'
			? `qr_${message.buttons.length}`
			: `lp_${message.rows.map(({ description }) => (description ? '1' : '0')).join('')}`;
	return `${OWN_CONTENT}${VERSION}_${form}_${breaks}`;
}

/** The content of a name; undefined for any other text. */
export function contentNamed(name: string): NewContent | undefined {
	const [, kind, form, breaks] = NAME.exec(name) ?? [];
	if (kind === undefined) return undefined;
	const variables: Record<string, string> = {};
	const variable = (example: string) => {
		const key = String(Object.keys(variables).length + 1);
		variables[key] = example;
		return `{{${key}}}`;
	};
	const body = [...breaks.replace('0', '')].reduce(
		(text, count) => text + '\n'.repeat(Number(count)) + variable('Text'),
		variable('Text'),
	);
	const content = kind === 'qr' ? quickReply(Number(form)) : listPicker(form);
	return { friendly_name: name, language: 'en', variables, types: content };

	function quickReply(count: number) {
		const actions = Array.from({ length: count }, (_, index) => ({
			type: 'QUICK_REPLY',
			title: variable(`Choice ${index + 1}`),
			id: variable(`choice-${index + 1}`),
		}));
		return { 'twilio/quick-reply': { body, actions } };
	}

	function listPicker(rows: string) {
		const button = variable('Choose');
		const items = [...rows].map((described, index) => ({
			item: variable(`Choice ${index + 1}`),
			id: variable(`choice-${index + 1}`),
			...(described === '1' && { description: variable('Description') }),
		}));
		return { 'twilio/list-picker': { body, button, items } };
	}
}

/** The values of a message, in the order in which `contentNamed` counts its variables. */
export function contentValues(message: ButtonsMessage | ListMessage): Record<string, string> {
	const { lines } = bodyLines(message);
	const rest =
		message.kind === 'buttons'
			? message.buttons.flatMap(({ title, id }) => [oneLine(title), id])
			: [
					oneLine(message.button),
					...message.rows.flatMap(({ title, id, description }) => [
						oneLine(title),
						id,
						...(description ? [oneLine(description)] : []),
					]),
				];
	return Object.fromEntries([...lines, ...rest].map((value, index) => [`${index + 1}`, value]));
}
