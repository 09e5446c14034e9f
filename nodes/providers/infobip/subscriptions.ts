import { isSuccess } from '../../shared/httpStatus';
import { asObject, asObjects, asText, type JsonObject } from '../../shared/json';
import { phoneDigits } from '../../core/phone';
import type { Exchange, RegistrationResult } from '../provider';
import type { InfobipAccount } from './account';
import { listRequest, readResource, refused } from './resources';

const INBOUND = 'INBOUND_MESSAGE';
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

/** Our subscription, its profile and its security settings have one ID. */
export const ownId = ({ sender }: InfobipAccount): string => `n8n-whatsapp-${sender}`;

/**
 * The subscriptions that take the messages of the sender: ours first, then those that name it, then
 * those for everything. Infobip gives each event to one subscription only.
 *
 * @see https://www.infobip.com/docs/subscriptions/subscription-groups
 */
export function* readTakers(infobip: InfobipAccount): Exchange<RegistrationResult<Taker[]>> {
	const takers: Taker[] = [];
	for (let page = 0; page < MOST_PAGES; page++) {
		const answer = yield listRequest(infobip, page);
		if (!isSuccess(answer.status)) return refused('Reading the subscriptions', answer);
		const body = asObject(answer.body);
		takers.push(...asObjects(body?.results).flatMap((raw) => readTaker(raw, infobip)));
		if (page + 1 >= Number(asText(asObject(body?.paging)?.totalPages) ?? 0)) break;
	}
	const rank = ({ id, senders }: Taker) => (id === ownId(infobip) ? 0 : senders.length > 0 ? 1 : 2);
	return { ok: true, value: takers.sort((a, b) => rank(a) - rank(b)) };
}

/** One that asks for an application, an entity or a user takes other messages than ours. */
function readTaker(raw: JsonObject, { sender }: InfobipAccount): Taker[] {
	const list = (name: string) => (Array.isArray(raw[name]) ? (raw[name] as unknown[]) : []);
	const senders = list('resources').map((entry) => asText(entry) ?? '');
	const takes = list('events').some(
		(event) => event === INBOUND || asObject(event)?.event === INBOUND,
	);
	const ours = senders.length === 0 || senders.some((entry) => isSender(entry, sender));
	if (!takes || !ours || list('criteria').length > 0 || list('users').length > 0) return [];
	const id = asText(raw.subscriptionId) ?? '';
	return [{ id, profileId: asText(asObject(raw.profile)?.profileId) ?? '', senders, raw }];
}

export const isSender = (entry: string, sender: string): boolean =>
	(phoneDigits(entry) ?? entry) === sender;

/** Where a subscription sends; empty when its profile says nothing. */
export function* readTarget(
	infobip: InfobipAccount,
	{ profileId }: Pick<Taker, 'profileId'>,
): Exchange<RegistrationResult<string>> {
	if (profileId === '') return { ok: true, value: '' };
	const profile = yield* readResource(infobip, 'profile', profileId);
	if (!profile.ok) return profile;
	return { ok: true, value: asText(asObject(profile.value?.webhook)?.notifyUrl) ?? '' };
}
