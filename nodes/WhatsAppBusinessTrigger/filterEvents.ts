import { phoneDigits } from '../core/phone';
import { plain } from '../core/plainText';
import { isPerson } from '../whatsapp/person';
import type { Recipient } from '../whatsapp/messages';
import type { InboundEvent, MessageEvent } from '../whatsapp/events';

/** Which events start the workflow. Empty texts let everything pass. */
export interface EventFilter {
	events: readonly string[];
	phoneNumberId: string;
	/** Who may start it; undefined for everybody. */
	people: readonly Recipient[] | undefined;
	replyIdPrefix: string;
	/** Of which a message has to contain one; none where every message passes. */
	words: readonly string[];
}

export function passes(event: InboundEvent, filter: EventFilter): boolean {
	return (
		filter.events.includes(event.event) &&
		ofNumber(event, filter.phoneNumberId) &&
		(filter.people === undefined || isPerson(filter.people, event.from)) &&
		(filter.replyIdPrefix === '' ||
			event.event !== 'reply' ||
			(event.replyId ?? '').startsWith(filter.replyIdPrefix)) &&
		(filter.words.length === 0 || event.event !== 'message' || containsOne(event, filter.words))
	);
}

function containsOne({ text = '' }: MessageEvent, words: readonly string[]): boolean {
	const said = plain(text);
	return words.some((word) => said.includes(plain(word)));
}

/** Template and account events belong to no number and pass. */
function ofNumber({ to }: InboundEvent, phoneNumberId: string): boolean {
	if (phoneNumberId === '' || to.phoneNumberId === undefined) return true;
	const wanted = phoneDigits(phoneNumberId);
	return to.phoneNumberId === phoneNumberId || (wanted !== undefined && to.phone === wanted);
}
