import { filled, componentOf, variablesIn } from '../../whatsapp/template.mts';
import { isTemplate } from './contents.mts';
import { TwilioRefusal } from './failure.mts';
import { MEDIA_BASE, type Content, type TemplateContent } from './templates.mts';

type Values = Map<string, string>;
type MetaMessage = Record<string, unknown>;

/** A content with its values, as the message of Meta that Twilio makes of it. */
export function contentMessage(content: Content, values: Values): MetaMessage {
	if (isTemplate(content)) return templateMessage(content, values);
	const types = withValues(content.types, values) as Record<string, Record<string, any>>;
	const quickReply = types['twilio/quick-reply'];
	if (quickReply) return interactive(quickReply.body, replyButtons(quickReply.actions));
	const list = types['twilio/list-picker'];
	if (list) return interactive(list.body, listAction(list.button, list.items));
	return { type: 'text', text: { body: types['twilio/text']?.body } };
}

function withValues(value: unknown, values: Values): unknown {
	if (typeof value === 'string') return filled(value, values);
	if (Array.isArray(value)) return value.map((entry) => withValues(entry, values));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, withValues(entry, values)]),
	);
}

/** Limits of Twilio's own that are tighter than WhatsApp's. */
function within(what: string, text: string, limit: number): string {
	if (text.length <= limit) return text;
	throw new TwilioRefusal(400, 63021, `Channel invalid content error: ${what} is too long`);
}

function interactive(text: string, parts: MetaMessage): MetaMessage {
	const body = { text: within('body', text, 1024) };
	return { type: 'interactive', interactive: { ...parts, body } };
}

function replyButtons(actions: Array<{ title: string; id?: string }>): MetaMessage {
	const buttons = actions.map(({ title, id = title }) => ({
		type: 'reply',
		reply: { id: within('id', id, 200), title },
	}));
	return { type: 'button', action: { buttons } };
}

function listAction(
	button: string,
	items: Array<{ item: string; id: string; description?: string }>,
): MetaMessage {
	const rows = items.map(({ item, id, description }) => ({
		id,
		title: item,
		...(description !== undefined && { description }),
	}));
	return { type: 'list', action: { button, sections: [{ title: button, rows }] } };
}

function templateMessage(content: TemplateContent, values: Values): MetaMessage {
	const { template } = content;
	const named = template.parameter_format === 'NAMED';
	const parameters = (text: string | undefined) =>
		variablesIn(text).map((name) => ({
			type: 'text',
			...(named && { parameter_name: name }),
			text: values.get(name),
		}));
	const header = componentOf(template, 'HEADER');
	const components = [
		{ type: 'header', parameters: [...parameters(header?.text), ...headerFile(content, values)] },
		{ type: 'body', parameters: parameters(componentOf(template, 'BODY')?.text) },
	].filter((component) => component.parameters.length > 0);
	const { name, language } = template;
	return {
		type: 'template',
		template: {
			name,
			language: { code: language },
			components: [...components, ...buttons(content, values)],
		},
	};
}

function headerFile({ template, mediaVariable }: TemplateContent, values: Values): MetaMessage[] {
	if (mediaVariable === undefined) return [];
	const type = componentOf(template, 'HEADER')?.format.toLowerCase() ?? 'image';
	return [{ type, [type]: { link: MEDIA_BASE + values.get(mediaVariable) } }];
}

/** Quick replies bring back the fixed IDs of the content. */
function buttons({ template, buttonVariables, replyIds }: TemplateContent, values: Values) {
	const all = componentOf(template, 'BUTTONS')?.buttons ?? [];
	return all.flatMap(({ type }, index) => {
		const payload = replyIds.get(index);
		const value = values.get(buttonVariables.get(index) ?? '');
		const button = (sub_type: string, parameter: MetaMessage) => [
			{ type: 'button', sub_type, index: String(index), parameters: [parameter] },
		];
		if (payload !== undefined) return button('quick_reply', { type: 'payload', payload });
		if (value === undefined) return [];
		return type === 'COPY_CODE'
			? button('copy_code', { type: 'coupon_code', coupon_code: value })
			: button('url', { type: 'text', text: value });
	});
}
