import { foldPhone, phoneDigits } from '../core/phone';
import type { InboundEvent } from '../whatsapp/events';

/** Which events start the workflow. Empty texts let everything pass. */
export interface EventFilter {
	events: readonly string[];
	phoneNumberId: string;
	/** A phone number in any form, or a user ID. */
	person: string;
	replyIdPrefix: string;
	keyword: string;
}

export function passes(event: InboundEvent, filter: EventFilter): boolean {
	return (
		filter.events.includes(event.event) &&
		ofNumber(event, filter.phoneNumberId) &&
		ofPerson(event, filter.person) &&
		(filter.replyIdPrefix === '' ||
			event.event !== 'reply' ||
			(event.replyId ?? '').startsWith(filter.replyIdPrefix)) &&
		(filter.keyword === '' ||
			event.event !== 'message' ||
			(event.text ?? '').toLowerCase().includes(filter.keyword.toLowerCase()))
	);
}

/** Template and account events belong to no number and pass. */
function ofNumber({ to }: InboundEvent, phoneNumberId: string): boolean {
	if (phoneNumberId === '' || to.phoneNumberId === undefined) return true;
	const wanted = phoneDigits(phoneNumberId);
	return to.phoneNumberId === phoneNumberId || (wanted !== undefined && to.phone === wanted);
}

function ofPerson({ from }: InboundEvent, person: string): boolean {
	if (person === '' || from.userId === person) return true;
	const wanted = phoneDigits(person);
	return (
		wanted !== undefined && from.phone !== undefined && foldPhone(from.phone) === foldPhone(wanted)
	);
}
