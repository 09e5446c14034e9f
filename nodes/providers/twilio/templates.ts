import { asObject, asObjects, asText, defined, type JsonObject } from '../../shared/json';
import type { Template } from '../../whatsapp/messages';
import type { Account, HttpRequest, Listing, Page } from '../provider';
import { twilioAccount, twilioUrl } from './account';
import { OWN_CONTENT } from './contents';
import { nextCursor, pageQuery } from './paging';
import { readParts } from './templateParts';
import { readVariables } from './templateVariables';

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
	request(account: Account, { cursor, name }): HttpRequest {
		const first = defined({ PageSize: '100', ContentName: name && pattern(name) });
		return {
			method: 'GET',
			url: twilioUrl(twilioAccount(account), 'content', '/v2/ContentAndApprovals'),
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
	const approval = asObject(raw.approval_requests) ?? {};
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
	const parts = readParts(kind, type);
	const variables = readVariables(parts, asObject(raw.variables) ?? {});
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
