import type { z } from 'zod';

import { keepTemplate } from '../../whatsapp/keepTemplate.mts';
import { type Template, filled, variablesIn } from '../../whatsapp/template.mts';
import type { World } from '../../world.mts';
import { checkLifetime } from '../meta/templateChanges.mts';
import { keptSubmitted } from '../meta/templateRules.mts';
import type { newApproval } from './contentSchema.mts';
import { badRequest, TwilioRefusal } from './failure.mts';
import type { Content, TemplateContent } from './templates.mts';
import type { AnyJson } from '../../../anyJson.mts';

/**
 * A content on its way to WhatsApp (twilio.com/docs/content/content-api-resources): its one flat map of
 * variables becomes numbers in each part, its types become components.
 *
 * @throws WhatsAppRefusal for what WhatsApp would not take
 */
export function submit(world: World, content: Content, asked: z.infer<typeof newApproval>): void {
	if (content.templateId !== undefined) {
		throw badRequest('This content was submitted before');
	}
	const { name, category, send_ttl_seconds: seconds } = asked;
	checkLifetime(category, seconds);
	const { language } = content;
	if (world.templates.some((known) => known.name === name && known.language === language)) {
		throw new TwilioRefusal(400, 63005, `There is already ${language} content for ${name}`);
	}
	const isCode = 'whatsapp/authentication' in content.types;
	if (isCode !== (category === 'AUTHENTICATION')) {
		throw badRequest('The category AUTHENTICATION and its content type belong together');
	}
	const parameter_format = formatOf(content);
	const submitted = isCode ? codeComponents(content) : wordComponents(content);
	const components = keptSubmitted({ category, parameter_format }, submitted);
	const wanted = { name, language, category, parameter_format, components };
	content.templateId = keepTemplate(world, { ...wanted, status: 'PENDING' }).id;
}

/** A content with the template that it was submitted as, and how the one's variables fill the other's. */
export function submittedContent(world: World, content: Content): Content | TemplateContent {
	const template = world.templates.find(({ id }) => id === content.templateId);
	if (template === undefined) return content;
	if ('whatsapp/authentication' in content.types) {
		const texts = { header: [], body: ['1'] };
		const buttonVariables = new Map([[0, '1']]);
		return { ...content, template, texts, buttonVariables, replyIds: new Map() };
	}
	const { header, body, actions, media } = partsOf(content);
	const buttonVariables = new Map<number, string>();
	const replyIds = new Map<number, string>();
	actions.forEach((action, index) => {
		const [variable] = variablesIn(action.url ?? action.code);
		if (variable !== undefined) buttonVariables.set(index, variable);
		if (action.type === 'QUICK_REPLY') replyIds.set(index, action.id ?? action.title);
	});
	const [mediaVariable] = variablesIn(media);
	return {
		...content,
		template,
		texts: { header: ordered(header), body: ordered(body) },
		buttonVariables,
		replyIds,
		...(media !== undefined && { mediaBase: media.split('{{')[0]! }),
		...(mediaVariable !== undefined && { mediaVariable }),
	};
}

interface Parts {
	header?: string;
	body: string;
	footer?: string;
	media?: string;
	actions: Array<Record<string, string> & { type: string; title: string }>;
}

function partsOf({ types }: Content): Parts {
	const [kind = '', type = {}] = Object.entries(types)[0] as [string, Record<string, AnyJson>];
	const actions = ((type.actions ?? []) as Parts['actions']).map((action) => ({
		...action,
		type: action.type ?? 'QUICK_REPLY',
	}));
	if (kind === 'twilio/list-picker') throw badRequest(`${kind} cannot be approved by WhatsApp`);
	return {
		body: type.body,
		actions,
		...(type.header_text && { header: type.header_text }),
		...(type.footer && { footer: type.footer }),
		...(type.media && { media: type.media[0] }),
	};
}

const isNumber = (name: string): boolean => /^\d+$/.test(name);

const formatOf = (content: Content): Template['parameter_format'] =>
	Object.keys(content.variables).every(isNumber) ? 'POSITIONAL' : 'NAMED';

/** The variables of a text as WhatsApp counts them: by their numbers, names as they come. */
function ordered(text: string | undefined): string[] {
	const names = variablesIn(text);
	return names.every(isNumber) ? names.sort((one, other) => Number(one) - Number(other)) : names;
}

/** A text with the numbers from 1 that WhatsApp wants in each part; names stay. */
function counted(text: string, named: boolean): string {
	if (named) return text;
	return filled(text, new Map(ordered(text).map((name, index) => [name, `{{${index + 1}}}`])));
}

const FORMATS: ReadonlyArray<[RegExp, 'IMAGE' | 'VIDEO' | 'DOCUMENT']> = [
	[/\.(jpe?g|png)$/i, 'IMAGE'],
	[/\.(mp4|3gpp?)$/i, 'VIDEO'],
	[/\.pdf$/i, 'DOCUMENT'],
];

/** "The combined URL must contain the file type" (twilio.com/docs/content/whatsappcard). */
function mediaFormat(link: string): 'IMAGE' | 'VIDEO' | 'DOCUMENT' {
	const found =
		URL.canParse(link) &&
		FORMATS.find(([ending]) => ending.test(new URL(link).pathname.toLowerCase()));
	if (!found) throw badRequest(`${link} is no public file of a type that WhatsApp takes`);
	return found[1];
}

function wordComponents(content: Content) {
	const { header, body, footer, media, actions } = partsOf(content);
	const samples = new Map(Object.entries(content.variables));
	const named = formatOf(content) === 'NAMED';
	const example = (text: string, kind: 'header_text' | 'body_text') => {
		const names = ordered(text);
		if (names.length === 0) return {};
		const values = names.map((name) => samples.get(name) ?? '');
		if (named) {
			const params = names.map((param_name, at) => ({ param_name, example: values[at] }));
			return { example: { [`${kind}_named_params`]: params } };
		}
		return { example: { [kind]: kind === 'body_text' ? [values] : values } };
	};
	const file = media && {
		type: 'HEADER',
		format: mediaFormat(filled(media, samples)),
		example: { header_handle: [filled(media, samples)] },
	};
	const words = header && {
		type: 'HEADER',
		format: 'TEXT',
		text: counted(header, named),
		...example(header, 'header_text'),
	};
	const others = [
		...[file, words].filter(Boolean),
		{ type: 'BODY', text: counted(body, named), ...example(body, 'body_text') },
		...(footer ? [{ type: 'FOOTER', text: footer }] : []),
	];
	const buttons = actions.map((action) => asButton(action, samples));
	return [...others, ...(buttons.length > 0 ? [{ type: 'BUTTONS', buttons }] : [])];
}

/** A link's variable is sampled by its end; WhatsApp wants the whole link. */
function asButton(action: Parts['actions'][number], samples: Map<string, string>) {
	const { type, title: text, url = '', phone, code = '' } = action;
	switch (type) {
		case 'URL':
			return {
				type,
				text,
				url: url.replace(/\{\{\w+\}\}/, '{{1}}'),
				...(variablesIn(url).length > 0 && { example: [filled(url, samples)] }),
			};
		case 'PHONE_NUMBER':
			return { type, text, phone_number: phone };
		case 'COPY_CODE':
			return { type, example: filled(code, samples) };
		default:
			return { type, text };
	}
}

function codeComponents({ types }: Content) {
	const type = types['whatsapp/authentication'] as AnyJson;
	const warning: boolean = type.add_security_recommendation ?? true;
	const minutes: number | undefined = type.code_expiration_minutes;
	const text: string = type.actions[0].copy_code_text;
	return [
		{ type: 'BODY', add_security_recommendation: warning },
		...(minutes === undefined ? [] : [{ type: 'FOOTER', code_expiration_minutes: minutes }]),
		{ type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE', text }] },
	];
}
