import { isSuccess } from '../../shared/httpStatus';
import { asObject, type JsonObject } from '../../shared/json';
import { refusedBy } from '../registrationProblem';
import type { Exchange, HttpRequest, RegistrationResult } from '../provider';
import { infobipUrl, type InfobipAccount } from './account';
import { failure } from './failure';

/** The three things that make Infobip call somebody, each with an ID that its maker chose. */
const PATHS = {
	subscription: ['subscription', 'WHATSAPP'],
	profile: ['profiles'],
	security: ['security'],
};
export type Resource = keyof typeof PATHS;

const ID_FIELDS = {
	subscription: 'subscriptionId',
	profile: 'profileId',
	security: 'authId',
} as const satisfies Record<Resource, string>;

export const refused = refusedBy(failure);

/** A page of the subscriptions of the WhatsApp channel. */
export function listRequest(infobip: InfobipAccount, page: number): HttpRequest {
	return {
		method: 'GET',
		url: infobipUrl(infobip, 'subscriptions', '1', ...PATHS.subscription),
		query: { page: String(page), size: '100' },
	};
}

function request(
	method: HttpRequest['method'],
	infobip: InfobipAccount,
	resource: Resource,
	id?: string,
): HttpRequest {
	const path = ['subscriptions', '1', ...PATHS[resource], ...(id === undefined ? [] : [id])];
	return { method, url: infobipUrl(infobip, ...path) };
}

/** One of them; undefined when there is none with this ID. */
export function* readResource(
	infobip: InfobipAccount,
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
	infobip: InfobipAccount,
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
	infobip: InfobipAccount,
	resource: Resource,
	id: string,
): Exchange<RegistrationResult<null>> {
	const answer = yield request('DELETE', infobip, resource, id);
	return isSuccess(answer.status) || answer.status === 404
		? { ok: true, value: null }
		: refused(`Removing the ${resource} "${id}"`, answer);
}
