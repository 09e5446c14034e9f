import type { ContactsMessage, ReactionMessage } from '../../whatsapp/messages';
import type { Provider } from '../../providers/provider';
import { between, unless, type Findings } from './problem';

/** Of a message with contact cards. */
export function contactsFindings({ contacts }: ContactsMessage, { supports }: Provider): Findings {
	const { count } = supports.contacts!;
	return [
		unless(contacts.length > 0, 'There is no contact', 'Add at least one contact'),
		unless(
			contacts.length <= count,
			`There are ${contacts.length} contacts; WhatsApp takes at most ${count}`,
			'Remove contacts, or send several messages',
		),
		...contacts.flatMap(({ name: { formatted, first, last } }, index) => [
			between(`Name of contact ${index + 1}`, formatted, 1, Infinity),
			unless(
				Boolean(first?.trim() || last?.trim()),
				`Contact ${index + 1} has neither a first nor a last name`,
				'Fill in the name',
			),
		]),
	];
}

/** Of a reaction. An empty emoji takes an earlier one back. */
export const reactionFindings = ({ messageId, emoji, replyTo }: ReactionMessage): Findings => [
	between('Message ID', messageId, 1, Infinity),
	unless(
		emoji === '' || isEmoji(emoji),
		`"${emoji}" is not one emoji`,
		'Give exactly one emoji, or none to take the reaction back',
	),
	unless(
		replyTo === undefined,
		'A reaction cannot quote a message',
		'Leave "Reply To Message ID" empty: the reaction is shown at the message of "Message ID"',
	),
];

/** One sign as people see it, e.g. a flag, or a thumb with its colour of skin. */
const isEmoji = (text: string): boolean =>
	[...new Intl.Segmenter().segment(text)].length === 1 &&
	/\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(text);
