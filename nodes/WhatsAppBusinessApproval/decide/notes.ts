import type { Person } from '../../whatsapp/events';
import type { Note } from '../../approvals/protocol';
import { type ApprovalState, type Asked, messageIdsOf } from '../state';

/** Fills in who decided, and what. */
export function fill(
	text: string,
	choice: string,
	{ name, username, phone, userId }: Person,
): string {
	const who = name ?? username ?? phone ?? userId ?? '';
	return text.replaceAll('{choice}', () => choice).replaceAll('{person}', () => who);
}

/** A note to one person, as a list of one; an empty text is none. */
export const noteTo = ({ person: to }: Pick<Asked, 'person'>, text: string): Note[] =>
	text === '' ? [] : [{ to, text }];

/** What to tell everybody who was asked, now that one of them has decided. */
export function notesAfter(
	{ people, texts }: ApprovalState,
	decider: number,
	choice: string,
	person: Person,
): Note[] {
	return people.flatMap((asked, index) => {
		if (index !== decider && messageIdsOf(asked).length === 0) return [];
		const text = index === decider ? texts.confirmation : texts.others;
		return noteTo(asked, fill(text, choice, person));
	});
}
