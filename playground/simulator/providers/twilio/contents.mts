import { randomBytes } from 'node:crypto';

import { type Template, isOrdinary } from '../../whatsapp/template.mts';
import { type World, changed } from '../../world.mts';
import { type Query, ACCOUNT_SID, onlyKnown, paged, PAGING } from './account.mts';
import { badRequest, notFound, schemaRefusal, TwilioRefusal } from './failure.mts';
import { newApproval, newContent } from './contentSchema.mts';
import { type Content, type TemplateContent, templateContent } from './templates.mts';
import { submit, submittedContent } from './templateChanges.mts';

const KEY = 'content:';
const HOST = 'https://content.twilio.com';

/** Made through the API, newest first, as the real list is; then those of the templates. */
function made(world: World): Content[] {
	const entries = [...world.resources].filter(([key]) => key.startsWith(KEY));
	return entries.map(([, content]) => submittedContent(world, content as Content)).reverse();
}

/** For codes for signing in Twilio has a type of its own, which is not played. */
export const isPlayed = (template: Template): boolean =>
	isOrdinary(template) && template.category !== 'AUTHENTICATION';

/** Those that no content of ours was submitted for. */
function seeded(world: World): TemplateContent[] {
	const ours = new Set(made(world).map(({ templateId }) => templateId));
	return world.templates
		.filter((template) => isPlayed(template) && !ours.has(template.id))
		.map(templateContent);
}

export function contentBySid(world: World, sid: string): Content | TemplateContent | undefined {
	return [...made(world), ...seeded(world)].find((content) => content.sid === sid);
}

export const isTemplate = (content: Content): content is TemplateContent => 'template' in content;

/** A sample on Twilio's page on quick replies shows `{{ 1 }}` where the request had `{{1}}`. */
const spaced = (types: Content['types']) =>
	JSON.parse(JSON.stringify(types).replace(/\{\{(\w+)\}\}/g, '{{ $1 }}')) as Content['types'];

function shown(world: World, { sid, friendly_name, language, variables, types }: Content) {
	const date = '2026-01-05T09:00:00Z';
	return {
		date_created: date,
		date_updated: date,
		sid,
		account_sid: ACCOUNT_SID,
		friendly_name,
		language,
		variables,
		types: world.switches.otherForms ? spaced(types) : types,
	};
}

function links(sid: string) {
	const url = `${HOST}/v1/Content/${sid}`;
	const approval_fetch = `${url}/ApprovalRequests`;
	return { url, links: { approval_fetch, approval_create: `${approval_fetch}/whatsapp` } };
}

/** What WhatsApp says to it, once it was submitted. */
function approval({ switches }: World, content: Content) {
	const template = isTemplate(content) ? content.template : undefined;
	const flat = {
		name: template?.name ?? '',
		category: template?.category ?? '',
		content_type: template ? (Object.keys(content.types)[0] ?? '') : '',
		status: template?.status.toLowerCase() ?? 'unsubmitted',
		rejection_reason: template?.rejected_reason === 'NONE' ? '' : template?.rejected_reason,
		allow_category_change: true,
	};
	// Flat in Twilio's OpenAPI file, one further in what several applications read.
	return { approval_requests: switches.otherForms ? { whatsapp: flat } : flat };
}

/** Version 2 can search, by a pattern in the name. */
function matching(world: World, query: Query): Content[] {
	const all = [...made(world), ...seeded(world)];
	if (query.ContentName === undefined) return all;
	let pattern: RegExp;
	try {
		pattern = new RegExp(query.ContentName);
	} catch {
		throw badRequest('ContentName is no valid pattern');
	}
	return all.filter(({ friendly_name }) => pattern.test(friendly_name));
}

export function listContents(world: World, version: string, query: Query) {
	onlyKnown(query, version === 'v2' ? [...PAGING, 'ContentName'] : PAGING);
	const items = matching(world, query).map((entry) => ({
		...shown(world, entry),
		...links(entry.sid),
	}));
	return paged(`${HOST}/${version}/Content`, 'contents', query, items);
}

export function listApprovals(world: World, version: string, query: Query) {
	onlyKnown(query, version === 'v2' ? [...PAGING, 'ContentName'] : PAGING);
	const items = matching(world, query).map((entry) => ({
		...shown(world, entry),
		...approval(world, entry),
	}));
	return paged(`${HOST}/${version}/ContentAndApprovals`, 'contents', query, items);
}

export function createContent(world: World, body: unknown) {
	const parsed = newContent.safeParse(body);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	const { friendly_name = '', language, variables = {}, types } = parsed.data;
	const used = [...JSON.stringify(types).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '');
	const unexplained = used.find((name) => variables[name] === undefined);
	if (unexplained) throw badRequest(`There is no sample for the variable ${unexplained}`);
	const sid = `HX${randomBytes(16).toString('hex')}`;
	const content: Content = { sid, friendly_name, language, variables, types };
	world.resources.set(KEY + sid, content);
	return { ...shown(world, content), ...links(sid) };
}

export function deleteContent(world: World, sid: string): void {
	const content = contentBySid(world, sid);
	if (content === undefined) throw notFound(`/v1/Content/${sid}`);
	world.resources.delete(KEY + sid);
	if (isTemplate(content)) {
		const { id } = content.template;
		world.templates = world.templates.filter((template) => template.id !== id);
	}
	changed(world);
}

/** `POST /v1/Content/<Sid>/ApprovalRequests/whatsapp` */
export function requestApproval(world: World, sid: string, body: unknown) {
	const content = world.resources.get(KEY + sid) as Content | undefined;
	if (content === undefined) throw notFound(`/v1/Content/${sid}`);
	const parsed = newApproval.safeParse(body);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	const { name, category } = parsed.data;
	submit(world, content, parsed.data);
	return {
		name,
		category,
		content_type: Object.keys(content.types)[0] ?? '',
		status: 'received',
		rejection_reason: '',
		allow_category_change: true,
	};
}

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
