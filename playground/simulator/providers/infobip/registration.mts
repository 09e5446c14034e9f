import type { Request } from 'express';

import type { World } from '../../world.mts';
import { badRequest, notFound, schemaRefusal } from './failure.mts';
import { type Registered, created, registered, settle, updated } from './subscriptions.mts';

type Kind = 'security' | 'profile' | 'subscription';
const ID_FIELDS = {
	security: 'authId',
	profile: 'profileId',
	subscription: 'subscriptionId',
} as const;

interface Answer {
	status: number;
	body: unknown;
}

/** `/subscriptions/1/…` without its first two parts. */
export function answerSubscriptions(world: World, request: Request, path: string[]): Answer {
	const [name = '', ...rest] = path;
	const kind = ({ security: 'security', profiles: 'profile' } as const)[name];
	if (kind) return answerKind(world, request, kind, rest);
	const [channel, ...more] = rest;
	if (name !== 'subscription' || channel === undefined) throw notFound();
	if (channel !== 'WHATSAPP') throw badRequest('channel', 'is not played here');
	return answerKind(world, request, 'subscription', more);
}

function answerKind(world: World, request: Request, kind: Kind, path: string[]): Answer {
	const found = registered(world);
	const [id, ...beyond] = path;
	if (beyond.length > 0) throw notFound();
	if (id === undefined) {
		if (request.method === 'GET') return { status: 200, body: page(found, kind, request) };
		if (request.method !== 'POST') throw notFound();
		return { status: 201, body: create(world, found, kind, request.body) };
	}
	if (!found[kind].has(id)) throw notFound();
	switch (request.method) {
		case 'GET':
			return { status: 200, body: shown(found, kind, id) };
		case 'PUT':
			return { status: 200, body: update(world, found, kind, id, request.body) };
		case 'DELETE':
			return { status: 200, body: remove(world, found, kind, id) };
		default:
			throw notFound();
	}
}

function create(world: World, found: Registered, kind: Kind, body: unknown): unknown {
	const parsed = created[kind].safeParse(body);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	const { [ID_FIELDS[kind]]: id, ...rest } = parsed.data as Record<string, unknown>;
	if (found[kind].has(String(id))) throw badRequest(ID_FIELDS[kind], 'already exists');
	return store(world, found, kind, String(id), rest);
}

function update(world: World, found: Registered, kind: Kind, id: string, body: unknown): unknown {
	const parsed = updated[kind].safeParse(body);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	return store(world, found, kind, id, parsed.data);
}

/** A full definition inside another makes that too; an ID alone has to be there already. */
function store(
	world: World,
	found: Registered,
	kind: Kind,
	id: string,
	value: Record<string, unknown>,
): unknown {
	const inner = kind === 'subscription' ? 'profile' : kind === 'profile' ? 'security' : undefined;
	const given = inner && (value[inner] as Record<string, unknown> | undefined);
	if (inner && given) {
		const field = ID_FIELDS[inner];
		const { [field]: innerId, ...definition } = given;
		if (!found[inner].has(String(innerId))) {
			if (Object.keys(definition).length === 0) {
				throw badRequest(`${inner}.${field}`, 'does not exist');
			}
			store(world, found, inner, String(innerId), definition);
		}
		value = { ...value, [inner]: { [field]: innerId } };
	}
	(found[kind] as Map<string, unknown>).set(id, value);
	settle(world);
	return idOnly(found, kind, id);
}

/** What is still used cannot go. */
function remove(world: World, found: Registered, kind: Kind, id: string): unknown {
	const users =
		kind === 'security'
			? [...found.profile.values()].some(({ security }) => security?.authId === id)
			: kind === 'profile' &&
				[...found.subscription.values()].some(({ profile }) => profile.profileId === id);
	if (users) throw badRequest(ID_FIELDS[kind], 'is still in use');
	const answer = idOnly(found, kind, id);
	found[kind].delete(id);
	settle(world);
	return answer;
}

function idOnly(found: Registered, kind: Kind, id: string): Record<string, unknown> {
	if (kind === 'security') return { authId: id };
	if (kind === 'profile') {
		const security = found.profile.get(id)?.security;
		return { profileId: id, ...(security && { security }) };
	}
	const profileId = found.subscription.get(id)?.profile.profileId ?? '';
	return { subscriptionId: id, profile: idOnly(found, 'profile', profileId) };
}

function shown(found: Registered, kind: Kind, id: string): Record<string, unknown> {
	return { ...found[kind].get(id), ...idOnly(found, kind, id) };
}

function page(found: Registered, kind: Kind, { query }: Request) {
	const at = Number(query.page ?? 0);
	const size = Number(query.size ?? 20);
	if (!Number.isInteger(at) || at < 0) throw badRequest('page', 'must be at least 0');
	if (!Number.isInteger(size) || size < 1 || size > 100) {
		throw badRequest('size', 'must be between 1 and 100');
	}
	// Newest first.
	const ids = [...found[kind].keys()].reverse().filter((id) => {
		const resources = found.subscription.get(id)?.resources ?? [];
		return query.resource === undefined || resources.includes(String(query.resource));
	});
	return {
		results: ids.slice(at * size, (at + 1) * size).map((id) => shown(found, kind, id)),
		paging: {
			page: at,
			size,
			totalPages: Math.ceil(ids.length / size),
			totalResults: ids.length,
		},
	};
}
