import { asObject, asObjects, asText, defined, type JsonObject } from '../../core/json';
import type {
	HeaderFormat,
	Template,
	TemplateButton,
	TemplateVariable,
} from '../../whatsapp/messages';
import type { Credential, HttpRequest, Listing, Page } from '../http';
import { nextCursor, pageQuery, twilioCredential, twilioUrl } from './account';
import { OWN_CONTENT } from './contents';

const STATUSES: Readonly<Record<string, Template['status']>> = {
	approved: 'approved',
	pending: 'pending',
	received: 'pending',
	rejected: 'rejected',
	paused: 'paused',
	disabled: 'disabled',
};

/** Only for people who have written lately; WhatsApp approves none of them. */
const SESSION_ONLY = new Set(['twilio/list-picker', 'twilio/location']);

/**
 * The content templates of the account with what WhatsApp says to them.
 *
 * @see https://www.twilio.com/docs/content/content-api-resources
 */
export const templates: Listing<Template> = {
	request(credential: Credential, { cursor, name }): HttpRequest {
		const first = defined({ PageSize: '100', ContentName: name && pattern(name) });
		return {
			method: 'GET',
			url: twilioUrl(twilioCredential(credential), 'content', '/v2/ContentAndApprovals'),
			query: pageQuery(first as Record<string, string>, cursor),
		};
	},
	page(body: unknown): Page<Template> {
		const items = asObjects(asObject(body)?.contents)
			.filter((content) => !asText(content.friendly_name)?.startsWith(OWN_CONTENT))
			.flatMap((content) => readContent(content) ?? []);
		return defined({ items: withoutAttempts(items), cursor: nextCursor(body) });
	},
};

/** The filter is a pattern: what could mean something in it stands for any character. */
const pattern = (name: string): string => name.replace(/[^\w ]/g, '.');

/** Names may be used again, and people do after a rejection: then the approved one is meant. */
function withoutAttempts(items: Template[]): Template[] {
	const key = ({ name, language }: Template) => `${name}|${language}`;
	const approved = new Set(items.filter(({ status }) => status === 'approved').map(key));
	return items.filter((item) => item.status === 'approved' || !approved.has(key(item)));
}

/** Reads one content; undefined for kinds that are no template of WhatsApp. */
export function readContent(raw: JsonObject): Template | undefined {
	const approval = readApproval(raw.approval_requests ?? raw.approvalRequests);
	const types = asObject(raw.types) ?? {};
	const approved = asText(approval.content_type) ?? '';
	// A content may hold other forms of itself, for SMS say.
	const kind = Object.hasOwn(types, approved)
		? approved
		: Object.keys(types).find((type) => !SESSION_ONLY.has(type));
	const type = kind === undefined ? undefined : asObject(types[kind]);
	if (kind === undefined || type === undefined || SESSION_ONLY.has(kind)) return undefined;
	const statusText = asText(approval.status) ?? 'unsubmitted';
	const word = statusText.toLowerCase();
	const samples = asObject(raw.variables) ?? {};
	const parts = readParts(kind, type, samples);
	const variables = readVariables(parts, samples);
	return defined({
		id: asText(raw.sid) ?? '',
		name: asText(raw.friendly_name) ?? '',
		language: asText(raw.language) ?? '',
		category: asText(approval.category) ?? '',
		status: Object.hasOwn(STATUSES, word) ? STATUSES[word] : 'other',
		statusText,
		parameterFormat: variables.every(({ name }) => /^\d+$/.test(name)) ? 'positional' : 'named',
		header: parts.header,
		body: parts.body,
		footer: parts.footer,
		// How its variables lie in the cards is not read, so that it is refused.
		cards: kind === 'twilio/carousel' ? [] : undefined,
		buttons: parts.actions.map(({ kind: button, text, url }) =>
			defined({ kind: button, text, url }),
		),
		variables,
		raw,
	}) as Template;
}

/**
 * What WhatsApp says to a content: flat as in Twilio's OpenAPI file, below `whatsapp` as in a single
 * content's ApprovalRequests, or in a list of those.
 */
function readApproval(value: unknown): JsonObject {
	const [first] = Array.isArray(value) ? asObjects(value) : [asObject(value)];
	return asObject(first?.whatsapp) ?? first ?? {};
}

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
function readVariables(parts: Parts, samples: JsonObject): TemplateVariable[] {
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
	const whole = /^\s*\{\{/.test(media);
	const how = whole ? 'public link' : 'the part of its link that varies';
	return {
		id: first ? 'header.media' : `header.${name}`,
		place: 'header',
		kind: whole ? 'media' : 'urlSuffix',
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

const BUTTONS: Readonly<Record<string, TemplateButton['kind']>> = {
	QUICK_REPLY: 'quickReply',
	URL: 'url',
	PHONE_NUMBER: 'phone',
	COPY_CODE: 'copyCode',
};

interface Action extends TemplateButton {
	/** What a tap on a quick reply brings back. */
	id: string;
	code: string;
}

/** A content in the parts that a template has on WhatsApp. */
interface Parts {
	header?: Template['header'];
	/** The link of the file in the header. */
	media: string;
	body: string;
	footer?: string;
	actions: Action[];
}

/**
 * Reads a content of any type: each has its own words for the same parts.
 *
 * @see https://www.twilio.com/docs/content/content-types-overview
 */
function readParts(kind: string, type: JsonObject, samples: JsonObject): Parts {
	const card = kind === 'twilio/card';
	const media = Array.isArray(type.media) ? (asText(type.media[0]) ?? '') : '';
	const headerText = asText(type.header_text);
	return {
		header: readHeader(withSamples(media, samples), headerText),
		media,
		body: (card ? asText(type.title) : undefined) ?? asText(type.body) ?? '',
		footer: asText(type.footer) ?? (card ? asText(type.subtitle) : undefined),
		actions: asObjects(type.actions).map((action) => readAction(kind, action)),
	};
}

function readHeader(media: string, text: string | undefined): Template['header'] {
	if (media !== '') return { format: formatOf(media) };
	return text === undefined ? undefined : { format: 'text', text };
}

/** A link with the samples in place of its variables. */
const withSamples = (link: string, samples: JsonObject): string =>
	link.replace(/\{\{\s*(\w{1,64})\s*\}\}/g, (_, name: string) => asText(samples[name]) ?? '');

/** WhatsApp takes three kinds of file here; the link tells which. */
function formatOf(link: string): HeaderFormat {
	const [path] = link.toLowerCase().split(/[?#]/);
	if (/\.(mp4|3gpp?)$/.test(path)) return 'video';
	return /\.(pdf|docx?|xlsx?|pptx?)$/.test(path) ? 'document' : 'image';
}

function readAction(kind: string, action: JsonObject): Action {
	// In a quick reply the type may be left out.
	const type = (asText(action.type) ?? 'QUICK_REPLY').toUpperCase();
	// The code of an authentication template is a variable that stands nowhere in it.
	const unseen = kind === 'whatsapp/authentication' ? '{{1}}' : '';
	return defined({
		kind: Object.hasOwn(BUTTONS, type) ? BUTTONS[type] : 'other',
		text: asText(action.title) ?? asText(action.copy_code_text) ?? '',
		url: asText(action.url),
		id: asText(action.id) ?? '',
		code: asText(action.code) ?? unseen,
	});
}
