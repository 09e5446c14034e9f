import { asObject, asObjects, asText, defined } from '../../core/json';
import type { Recipient } from '../../whatsapp/messages';
import type { Failure } from '../../whatsapp/failure';
import type { Credential, HttpRequest } from '../http';
import type { Blocking } from '../resources';
import { graphUrl, metaCredential, nextCursor } from './account';
import { fromCode } from './failure';

/**
 * The people who cannot write to a number, and whom it cannot write to.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/block-users
 */
export const blocking: Blocking = {
	block: (person, from, credential) => change('POST', person, from, credential),
	unblock: (person, from, credential) => change('DELETE', person, from, credential),
	failed,
	blocked: (from) => ({
		request: (credential, { cursor }) => ({
			method: 'GET',
			url: address(from, credential),
			query: defined({ limit: '100', after: cursor }) as Record<string, string>,
		}),
		page: (body) =>
			defined({
				items: asObjects(asObject(body)?.data).map(readBlocked),
				cursor: nextCursor(body),
			}),
	}),
};

const address = (from: string, credential: Credential): string =>
	graphUrl(metaCredential(credential), from, 'block_users');

const change = (
	method: 'DELETE' | 'POST',
	person: Recipient,
	from: string,
	credential: Credential,
): HttpRequest => ({ method, url: address(from, credential), body: blockBody(person) });

/** The body of both, also for providers that pass it on. A user ID goes by another name (pywa, `block_users`). */
export function blockBody({ phone, userId }: Recipient): Record<string, unknown> {
	const person = userId === undefined ? { user: phone } : { user_id: userId };
	return { messaging_product: 'whatsapp', block_users: [person] };
}

/** That the person has not written within 24 hours means something else here than where a message is sent. */
const NOT_ENGAGED = '131047';
const NOT_BLOCKED = '139100';

/** Reads `block_users.failed_users`: each says for itself why, whatever the status of the whole. */
export function failed(body: unknown): Failure | undefined {
	const [person] = asObjects(asObject(asObject(body)?.block_users)?.failed_users);
	if (person === undefined) return undefined;
	const [error] = asObjects(person.errors);
	const details = asText(asObject(error?.error_data)?.details) ?? asText(error?.message);
	const code = asText(error?.code) ?? NOT_BLOCKED;
	return { ...fromCode(code === NOT_ENGAGED ? NOT_BLOCKED : code, details), code };
}

const readBlocked = ({ wa_id: phone, user_id: userId }: Record<string, unknown>): Recipient =>
	defined({ phone: asText(phone), userId: asText(userId) });
