import { phoneDigits } from '../core/phone';
import { plain } from '../core/plainText';
import { isPerson } from '../whatsapp/person';
import type { Recipient } from '../whatsapp/messages';
import type { InboundEvent } from '../whatsapp/events';

/** Which events start the workflow. Empty texts let everything pass. */
export interface EventFilter {
	events: readonly string[];
	phoneNumberId: string;
	/** Who may start it; undefined for everybody. */
	people: readonly Recipient[] | undefined;
	replyIdPrefix: string;
	keyword: string;
}

export function passes(event: InboundEvent, filter: EventFilter): boolean {
	return (
		filter.events.includes(event.event) &&
		ofNumber(event, filter.phoneNumberId) &&
		(filter.people === undefined || isPerson(filter.people, event.from)) &&
		(filter.replyIdPrefix === '' ||
			event.event !== 'reply' ||
			(event.replyId ?? '').startsWith(filter.replyIdPrefix)) &&
		(filter.keyword === '' ||
			event.event !== 'message' ||
			plain(event.text ?? '').includes(plain(filter.keyword)))
	);
}

/** Template and account events belong to no number and pass. */
function ofNumber({ to }: InboundEvent, phoneNumberId: string): boolean {
	if (phoneNumberId === '' || to.phoneNumberId === undefined) return true;
	const wanted = phoneDigits(phoneNumberId);
	return to.phoneNumberId === phoneNumberId || (wanted !== undefined && to.phone === wanted);
}
