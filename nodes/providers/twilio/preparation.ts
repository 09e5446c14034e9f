import { isSuccess } from '../../shared/httpStatus';
import { asObject, asObjects, asText } from '../../shared/json';
import type { Message } from '../../whatsapp/messages';
import type { Account, Exchange, Failure, Preparation, Prepared } from '../provider';
import { twilioAccount, twilioUrl, type TwilioAccount } from './account';
import { callbackUrl } from './callback';
import { contentName, contentNamed, type NewContent } from './contents';
import { failure } from './failure';
import { nextCursor, pageQuery } from './paging';

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

	*meet(need: string, account: Account): Exchange<Prepared> {
		if (need.startsWith(CALLBACK)) {
			// Without one the message still goes out, only its statuses tell no reference.
			const url = yield* callbackUrl(account, need.slice(CALLBACK.length));
			return { ok: true, value: url ?? '' };
		}
		const content = contentNamed(need.slice(CONTENT.length));
		if (content === undefined) return { ok: false, failure: failure(400, undefined) };
		return yield* findOrCreate(twilioAccount(account), content);
	},

	isGone: ({ code }: Failure): boolean => code === '21654' || code === '21655',
};

function* findOrCreate(twilio: TwilioAccount, content: NewContent): Exchange<Prepared> {
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
	if (object === undefined) return given === wanted;
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
