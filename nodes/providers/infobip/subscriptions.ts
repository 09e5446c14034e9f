import { isSuccess } from '../../core/http';
import { asObject, asObjects, asText, defined, type JsonObject } from '../../core/json';
import { phoneDigits } from '../../core/phone';
import type { Exchange, HttpRequest } from '../http';
import type { RegistrationResult } from '../provider';
import { refusedBy } from '../registration';
import { type InfobipCredential, infobipUrl } from './account';
import { failure } from './failure';

const INBOUND = 'INBOUND_MESSAGE';
const MESSAGES = [INBOUND, 'DELIVERY', 'SEEN'];

/**
 * What comes beside messages: changes of templates, stop and resume of marketing messages, payments,
 * identities, news of the account. Infobip ignores those that an account does not have.
 *
 * @see https://www.infobip.com/docs/cpaas-x/subscriptions-management/event-subscriptions
 */
const NEWS = [
	'TEMPLATE_UPDATE',
	'MARKETING_SUBSCRIPTION_UPDATE',
	'PAYMENT_STATUS',
	'IDENTITY_CHANGE',
	'ACCOUNT_UPDATE_NOTIFICATION',
];

/** How Infobip is to prove its calls; undefined where the URL does. */
export function securityBody(infobip: InfobipCredential): Record<string, unknown> | undefined {
	const { webhookAuth, webhookUser, webhookPassword, hmacSecret, hmacAlgorithm } = infobip;
	switch (webhookAuth) {
		case 'basic':
			return {
				type: 'BASIC',
				credentials: { username: webhookUser, password: webhookPassword },
			};
		case 'hmac':
			return {
				type: 'HMAC',
				credentials: { secretKey: hmacSecret, algorithm: hmacAlgorithm },
			};
		default:
			return undefined;
	}
}

export function profileBody(infobip: InfobipCredential, url: string): Record<string, unknown> {
	return defined({
		webhook: { contentType: 'application/json', notifyUrl: url },
		security: securityBody(infobip) === undefined ? undefined : { authId: ownId(infobip) },
	});
}

/** @param elsewhere events that somebody else gets, and goes on getting */
export function subscriptionBody(
	infobip: InfobipCredential,
	elsewhere: readonly string[],
): Record<string, unknown> {
	return {
		name: 'n8n WhatsApp Business',
		events: [...MESSAGES, ...NEWS.filter((event) => !elsewhere.includes(event))],
		resources: [infobip.sender],
		profile: { profileId: ownId(infobip) },
	};
}

/** Is everything at Infobip as `subscribe` would set it? */
export function isAsWanted(
	infobip: InfobipCredential,
	found: Partial<Record<'subscription' | 'profile' | 'security', JsonObject>>,
	url: string,
): boolean {
	const { subscription, profile, security } = found;
	const list = (name: string) =>
		Array.isArray(subscription?.[name]) ? (subscription[name] as unknown[]) : [];
	const wanted = securityBody(infobip);
	return (
		// News may be somebody else's.
		MESSAGES.every((event) => list('events').includes(event)) &&
		list('resources').some((entry) => isSender(asText(entry) ?? '', infobip.sender)) &&
		asObject(subscription?.profile)?.profileId === ownId(infobip) &&
		asObject(profile?.webhook)?.notifyUrl === url &&
		// A password may be shown masked: then it is set again, which does no harm.
		(wanted === undefined || sameFields(asObject(security?.credentials), wanted.credentials))
	);
}

const sameFields = (found: JsonObject | undefined, wanted: unknown) =>
	Object.entries(asObject(wanted) ?? {}).every(([name, value]) => found?.[name] === value);

/** Of 100 each; an account has a handful. */
const MOST_PAGES = 20;

/** A subscription that takes the inbound messages of a sender. */
export interface Taker {
	id: string;
	profileId: string;
	/** All senders that it names; none means every sender of the account. */
	senders: string[];
	raw: JsonObject;
}

/** Who gets what of the sender. */
interface Taking {
	takers: Taker[];
	/** All that somebody else gets. */
	elsewhere: string[];
}

/** Our subscription, its profile and its security settings have one ID. */
export const ownId = ({ sender }: InfobipCredential): string => `n8n-whatsapp-${sender}`;

/**
 * The subscriptions that take the messages of the sender: ours first, then those that name it, then
 * those for everything. Infobip gives each event to one subscription only.
 *
 * @see https://www.infobip.com/docs/subscriptions/subscription-groups
 */
export function* readTakers(infobip: InfobipCredential): Exchange<RegistrationResult<Taking>> {
	const takers: Taker[] = [];
	const elsewhere: string[] = [];
	for (let page = 0; page < MOST_PAGES; page++) {
		const answer = yield listRequest(infobip, page);
		if (!isSuccess(answer.status)) return refused('Reading the subscriptions', answer);
		const body = asObject(answer.body);
		for (const raw of asObjects(body?.results).filter((one) => isAbout(one, infobip))) {
			const taker = readTaker(raw);
			const events = eventsOf(raw);
			if (events.includes(INBOUND)) takers.push(taker);
			if (taker.id !== ownId(infobip)) elsewhere.push(...events);
		}
		if (page + 1 >= Number(asText(asObject(body?.paging)?.totalPages) ?? 0)) break;
	}
	const rank = ({ id, senders }: Taker) => (id === ownId(infobip) ? 0 : senders.length > 0 ? 1 : 2);
	return { ok: true, value: { takers: takers.sort((a, b) => rank(a) - rank(b)), elsewhere } };
}

const listIn = (raw: JsonObject, name: string): unknown[] =>
	Array.isArray(raw[name]) ? (raw[name] as unknown[]) : [];

const sendersOf = (raw: JsonObject): string[] =>
	listIn(raw, 'resources').map((entry) => asText(entry) ?? '');

/** By their names, which some come with a format. */
const eventsOf = (raw: JsonObject): string[] =>
	listIn(raw, 'events').flatMap((event) => asText(event) ?? asText(asObject(event)?.event) ?? []);

/** One that asks for an application, an entity or a user takes other messages than ours. */
function isAbout(raw: JsonObject, { sender }: InfobipCredential): boolean {
	const senders = sendersOf(raw);
	return (
		(senders.length === 0 || senders.some((entry) => isSender(entry, sender))) &&
		listIn(raw, 'criteria').length === 0 &&
		listIn(raw, 'users').length === 0
	);
}

const readTaker = (raw: JsonObject): Taker => ({
	id: asText(raw.subscriptionId) ?? '',
	profileId: asText(asObject(raw.profile)?.profileId) ?? '',
	senders: sendersOf(raw),
	raw,
});

export const isSender = (entry: string, sender: string): boolean =>
	(phoneDigits(entry) ?? entry) === sender;

/** Where a subscription sends; empty when its profile says nothing. */
export function* readTarget(
	infobip: InfobipCredential,
	{ profileId }: Pick<Taker, 'profileId'>,
): Exchange<RegistrationResult<string>> {
	if (profileId === '') return { ok: true, value: '' };
	const profile = yield* readResource(infobip, 'profile', profileId);
	if (!profile.ok) return profile;
	return { ok: true, value: asText(asObject(profile.value?.webhook)?.notifyUrl) ?? '' };
}

/** The three things that make Infobip call somebody, each with an ID that its maker chose. */
const PATHS = {
	subscription: ['subscription', 'WHATSAPP'],
	profile: ['profiles'],
	security: ['security'],
};
type Resource = keyof typeof PATHS;

const ID_FIELDS = {
	subscription: 'subscriptionId',
	profile: 'profileId',
	security: 'authId',
} as const satisfies Record<Resource, string>;

const refused = refusedBy(failure);

/** A page of the subscriptions of the WhatsApp channel. */
function listRequest(infobip: InfobipCredential, page: number): HttpRequest {
	return {
		method: 'GET',
		url: infobipUrl(infobip, 'subscriptions', '1', ...PATHS.subscription),
		query: { page: String(page), size: '100' },
	};
}

function request(
	method: HttpRequest['method'],
	infobip: InfobipCredential,
	resource: Resource,
	id?: string,
): HttpRequest {
	const path = ['subscriptions', '1', ...PATHS[resource], ...(id === undefined ? [] : [id])];
	return { method, url: infobipUrl(infobip, ...path) };
}

/** One of them; undefined when there is none with this ID. */
export function* readResource(
	infobip: InfobipCredential,
	resource: Resource,
	id: string,
): Exchange<RegistrationResult<JsonObject | undefined>> {
	const answer = yield request('GET', infobip, resource, id);
	if (answer.status === 404) return { ok: true, value: undefined };
	if (!isSuccess(answer.status)) return refused(`Reading the ${resource} "${id}"`, answer);
	return { ok: true, value: asObject(answer.body) ?? {} };
}

/**
 * Makes one of them, or sets the one that is there.
 *
 * @param body without its ID, which can only be given when it is made
 */
export function* putResource(
	infobip: InfobipCredential,
	resource: Resource,
	id: string,
	body: Record<string, unknown>,
): Exchange<RegistrationResult<null>> {
	const there = yield* readResource(infobip, resource, id);
	if (!there.ok) return there;
	const answer = yield there.value === undefined
		? { ...request('POST', infobip, resource), body: { [ID_FIELDS[resource]]: id, ...body } }
		: { ...request('PUT', infobip, resource, id), body };
	return isSuccess(answer.status)
		? { ok: true, value: null }
		: refused(`Setting the ${resource} "${id}"`, answer);
}

/** Takes one of them away; one that is gone already is no problem. */
export function* removeResource(
	infobip: InfobipCredential,
	resource: Resource,
	id: string,
): Exchange<RegistrationResult<null>> {
	const answer = yield request('DELETE', infobip, resource, id);
	return isSuccess(answer.status) || answer.status === 404
		? { ok: true, value: null }
		: refused(`Removing the ${resource} "${id}"`, answer);
}
