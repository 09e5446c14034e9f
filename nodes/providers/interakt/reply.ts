import { asObject, asText, defined, parseJson, type JsonObject } from '../../shared/json';
import type { ReplyEvent } from '../../whatsapp/events';
import { embedded } from './events';

type Reply = Pick<ReplyEvent, 'kind' | 'replyId' | 'title' | 'description'>;

/**
 * A tap on a reply button or a row of a list: JSON inside a text, seen encoded once, twice and not at
 * all; where it is only the label, that is all there is.
 *
 * @param type `message_content_type`; a plain text that looks like a tap is no tap
 * @returns undefined for anything that is no answer
 */
export function readReply(type: string, message: unknown): Reply | undefined {
	if (!/reply|button/i.test(type)) return undefined;
	const tap = tapIn(message);
	const button = asObject(tap?.button_reply);
	const answer = button ?? asObject(tap?.list_reply);
	const list = answer === undefined ? /list/i.test(type) : button === undefined;
	return defined({
		kind: list ? ('list' as const) : ('button' as const),
		replyId: asText(answer?.id),
		title: answer === undefined ? (asText(tap?.title) ?? asText(message)) : asText(answer.title),
		description: asText(answer?.description),
	});
}

function tapIn(message: unknown): JsonObject | undefined {
	return embedded(typeof message === 'string' ? parseJson(message) : message);
}
