import type { Carrier } from '../capabilities';
import type { DirectMessage } from '../messages';
import { between, type Problems, unless } from './problem';

/** Of a message that goes out outside the 24-hour window without a template, besides those of its kind. */
export function directSendProblems(message: DirectMessage, { name, supports }: Carrier): Problems {
	const { directSend } = supports;
	return [
		unless(
			directSend !== undefined,
			`${name} has no Direct Send from here`,
			'Send an approved template instead, or choose another provider in this node',
		),
		unless(
			message.replyTo === undefined,
			'A message by Direct Send cannot quote another',
			'Leave "Reply To Message ID" empty',
		),
		message.kind === 'text'
			? between('Text by Direct Send', message.text, 1, directSend?.text ?? 0)
			: undefined,
	];
}
