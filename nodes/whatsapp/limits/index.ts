import type { Message } from '../messages';
import type { Carrier } from '../capabilities';
import {
	mediaFindings,
	flowFindings,
	linkFindings,
	contactsFindings,
	reactionFindings,
	locationFindings,
	locationRequestFindings,
	buttonsFindings,
	listFindings,
} from './kinds';
import { between, type Findings, type LimitProblem } from './problem';
import { templateFindings } from './template';

export type { LimitProblem } from './problem';

/**
 * Checks a message against what WhatsApp and the provider take.
 *
 * @returns the first limit that is broken, or undefined
 */
export function checkLimits(message: Message, provider: Carrier): LimitProblem | undefined {
	const { name, supports } = provider;
	if (supports[message.kind] === undefined) {
		return {
			message: `${name} cannot send messages of the kind "${message.kind}"`,
			hint: 'Choose another kind of message or another provider',
		};
	}
	if (message.to.phone === undefined && !supports.userIds) {
		return {
			message: `${name} writes to phone numbers only, not to user IDs`,
			hint: 'Give the phone number of this person with its country code',
		};
	}
	if (message.replyTo !== undefined && !supports.quote) {
		return {
			message: `${name} cannot quote an earlier message`,
			hint: 'Leave "Reply To Message ID" empty',
		};
	}
	if (message.reference !== undefined && !supports.reference) {
		return {
			message: `${name} repeats no tracking reference in its delivery statuses`,
			hint: 'Leave "Tracking Reference" empty, and compare the message ID instead',
		};
	}
	const most = supports.reference ?? 0;
	const reference = between('Tracking Reference', message.reference ?? '', 0, most);
	return reference ?? findings(message, provider).find((problem) => problem !== undefined);
}

function findings(message: Message, provider: Carrier): Findings {
	switch (message.kind) {
		case 'text':
			return [between('Text', message.text, 1, provider.supports.text!.body)];
		case 'media':
			return mediaFindings(message, provider);
		case 'buttons':
			return buttonsFindings(message, provider);
		case 'list':
			return listFindings(message, provider);
		case 'template':
			return templateFindings(message, provider);
		case 'link':
			return linkFindings(message, provider);
		case 'flow':
			return flowFindings(message, provider);
		case 'location':
			return locationFindings(message, provider);
		case 'locationRequest':
			return locationRequestFindings(message, provider);
		case 'contacts':
			return contactsFindings(message, provider);
		case 'reaction':
			return reactionFindings(message);
	}
}
