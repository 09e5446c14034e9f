import { isSuccess } from '../../core/http';
import { asObject, asObjects, asText } from '../../core/json';
import type { Failure } from '../../whatsapp/failure';
import type { ButtonsMessage, ListMessage, Message } from '../../whatsapp/messages';
import type { Credential, Exchange } from '../http';
import type { Preparation, Prepared } from '../provider';
import {
	nextCursor,
	pageQuery,
	twilioCredential,
	type TwilioCredential,
	twilioUrl,
} from './account';
import { failure } from './failure';
import { callbackUrl } from './senders';

const CONTENT = 'content:';
const CALLBACK = 'callback:';

/** More than there can be of one name; a list that does not end is cut. */
const MOST_PAGES = 20;

export const contentNeed = (name: string): string => `${CONTENT}${name}`;

/** Where the statuses of a number's messages are to go. */
export const callbackNeed = (from: string): string => `${CALLBACK}${from}`;

/**
 * Two things that a message may rest on: the content that buttons and lists fill in, and the URL for
 * its statuses, which must be said with each message because nothing else brings its reference back.
 */
export const preparation: Preparation = {
	needs(message: Message): string[] {
		const name = contentName(message);
		return [
			...(name === undefined ? [] : [contentNeed(name)]),
			...(message.reference === undefined ? [] : [callbackNeed(message.from)]),
		];
	},

	*meet(need: string, credential: Credential): Exchange<Prepared> {
		if (need.startsWith(CALLBACK)) {
			// Without one the message still goes out, only its statuses tell no reference.
			const url = yield* callbackUrl(credential, need.slice(CALLBACK.length));
			return { ok: true, value: url ?? '' };
		}
		const content = contentNamed(need.slice(CONTENT.length));
		if (content === undefined) return { ok: false, failure: failure(400, undefined) };
		return yield* findOrCreate(twilioCredential(credential), content);
	},

	isGone: ({ code }: Failure): boolean => ['21654', '21655', '92005', '92006'].includes(code),
};

function* findOrCreate(twilio: TwilioCredential, content: NewContent): Exchange<Prepared> {
	const first = { ContentName: content.friendly_name, PageSize: '100' };
	let cursor: string | undefined;
	for (let pages = 0; pages < MOST_PAGES; pages++) {
		const { status, body } = yield {
			method: 'GET',
			url: twilioUrl(twilio, 'content', '/v2/Content'),
			query: pageQuery(first, cursor),
		};
		if (!isSuccess(status)) return { ok: false, failure: failure(status, body) };
		const sid = findContent(body, content);
		if (sid !== undefined) return { ok: true, value: sid };
		cursor = nextCursor(body);
		if (cursor === undefined) break;
	}
	const { status, body } = yield {
		method: 'POST',
		url: twilioUrl(twilio, 'content', '/v1/Content'),
		body: { ...content },
	};
	const sid = isSuccess(status) ? asText(asObject(body)?.sid) : undefined;
	return sid === undefined
		? { ok: false, failure: failure(status, body) }
		: { ok: true, value: sid };
}

/** Of the same name, and not changed by hand since: then its variables would mean something else. */
function findContent(body: unknown, wanted: NewContent): string | undefined {
	const found = asObjects(asObject(body)?.contents).find(
		({ friendly_name, types }) =>
			friendly_name === wanted.friendly_name &&
			Object.keys(asObject(types) ?? {}).length === 1 &&
			holds(types, wanted.types),
	);
	return asText(found?.sid);
}

/** Does it hold everything that is wanted? What Twilio adds, e.g. an index, is no difference. */
function holds(given: unknown, wanted: unknown): boolean {
	if (Array.isArray(wanted)) {
		return (
			Array.isArray(given) &&
			given.length === wanted.length &&
			wanted.every((entry, index) => holds(given[index], entry))
		);
	}
	const object = asObject(wanted);
	if (object === undefined) return tight(given) === tight(wanted);
	const other = asObject(given);
	// A description that we did not ask for would be a variable too many.
	const more = Object.entries(other ?? {}).some(
		([key, value]) => !Object.hasOwn(object, key) && asText(value)?.includes('{{'),
	);
	return (
		other !== undefined &&
		!more &&
		Object.entries(object).every(([key, value]) => holds(other[key], value))
	);
}

/** A sample of the documentation gives `{{ 1 }}` back for `{{1}}`. */
const tight = (value: unknown): unknown =>
	typeof value === 'string' ? value.replace(/\{\{\s*(\w+)\s*\}\}/g, '{{$1}}') : value;

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

/** Twilio takes 100 variables in one content; the rows of a list need up to 31. */
const MOST_LINES = 60;

/** A text as lines, and how many line breaks (one or two) stand between each and the next. */
interface Lines {
	lines: string[];
	breaks: string;
}

/**
 * Header, body and footer as the lines of one text: these contents have nothing but a body, and a
 * variable of it takes no line break, no tab and no more than four spaces in a row. So each line is a
 * variable, and the line breaks are part of the content.
 *
 * @see https://www.twilio.com/docs/api/errors/21656
 */
export function bodyLines({ header, body, footer }: ButtonsMessage | ListMessage): Lines {
	const text = [header, body, footer].filter(Boolean).join('\n\n');
	const lines: string[] = [];
	let breaks = '';
	let gap = 0;
	for (const raw of text.split(/\r\n|[\n\r\v\f\u2028\u2029]/)) {
		gap += 1;
		const line = oneLine(raw);
		if (line.trim() === '') continue;
		if (lines.length === MOST_LINES) {
			lines[MOST_LINES - 1] += ` ${line}`;
		} else {
			if (lines.length > 0) breaks += Math.min(gap, 2);
			lines.push(line);
		}
		gap = 0;
	}
	return { lines, breaks };
}

/** A value as a variable takes it. */
const oneLine = (text: string): string =>
	text
		.replace(/[\t\n\r\v\f\u2028\u2029]/g, ' ')
		.replace(/ {5,}/g, '    ')
		.trimEnd();
