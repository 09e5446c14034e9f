import type { Person } from '../providers/events';
import type { Note } from '../shared/note';
import type { ApprovalState, Asked } from './approvalState';

/** What to tell everybody who was asked, now that one of them has decided. */
export function notesAfter(
	{ people, texts }: ApprovalState,
	decider: Asked,
	choice: string,
	{ name, username, phone, userId }: Person,
): Note[] {
	const who = name ?? username ?? phone ?? userId ?? '';
	const fill = (text: string) => text.replaceAll('{choice}', choice).replaceAll('{person}', who);
	return people
		.map((asked) => ({
			to: asked.person,
			text: fill(asked === decider ? texts.confirmation : texts.others),
		}))
		.filter(({ text }) => text !== '');
}
