import { randomBytes } from 'node:crypto';

import { isOrdinary, type Template } from '../../whatsapp/template.mts';
import type { World } from '../../world.mts';
import { ACCOUNT_SID } from './account.mts';
import { newContent } from './contentSchema.mts';
import { onlyKnown, paged, PAGING, type Query } from './paging.mts';
import { badRequest, notFound, schemaRefusal } from './failure.mts';
import { templateContent, type Content, type TemplateContent } from './templates.mts';

const KEY = 'content:';
const HOST = 'https://content.twilio.com';

/** Made through the API, newest first, as the real list is; then those of the templates. */
function made(world: World): Content[] {
	const entries = [...world.resources].filter(([key]) => key.startsWith(KEY));
	return entries.map(([, content]) => content as Content).reverse();
}

/** For codes for signing in Twilio has a type of its own, which is not played. */
export const isPlayed = (template: Template): boolean =>
	isOrdinary(template) && template.category !== 'AUTHENTICATION';

const seeded = (world: World): TemplateContent[] =>
	world.templates.filter(isPlayed).map(templateContent);

export function contentBySid(world: World, sid: string): Content | TemplateContent | undefined {
	return [...made(world), ...seeded(world)].find((content) => content.sid === sid);
}

export const isTemplate = (content: Content): content is TemplateContent => 'template' in content;

function shown({ sid, friendly_name, language, variables, types }: Content) {
	const date = '2026-01-05T09:00:00Z';
	return {
		date_created: date,
		date_updated: date,
		sid,
		account_sid: ACCOUNT_SID,
		friendly_name,
		language,
		variables,
		types,
	};
}

function links(sid: string) {
	const url = `${HOST}/v1/Content/${sid}`;
	const approval_fetch = `${url}/ApprovalRequests`;
	return { url, links: { approval_fetch, approval_create: `${approval_fetch}/whatsapp` } };
}

/** What WhatsApp says to it; ours are never submitted. */
function approval(content: Content) {
	const template = isTemplate(content) ? content.template : undefined;
	return {
		approval_requests: {
			name: template?.name ?? '',
			category: template?.category ?? '',
			content_type: template ? (Object.keys(content.types)[0] ?? '') : '',
			status: template?.status.toLowerCase() ?? 'unsubmitted',
			rejection_reason: template?.rejected_reason === 'NONE' ? '' : template?.rejected_reason,
			allow_category_change: true,
		},
	};
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
	const items = matching(world, query).map((entry) => ({ ...shown(entry), ...links(entry.sid) }));
	return paged(`${HOST}/${version}/Content`, 'contents', query, items);
}

export function listApprovals(world: World, version: string, query: Query) {
	onlyKnown(query, version === 'v2' ? [...PAGING, 'ContentName'] : PAGING);
	const items = matching(world, query).map((entry) => ({ ...shown(entry), ...approval(entry) }));
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
	return { ...shown(content), ...links(sid) };
}

export function deleteContent(world: World, sid: string): void {
	if (!world.resources.delete(KEY + sid)) throw notFound(`/v1/Content/${sid}`);
}
