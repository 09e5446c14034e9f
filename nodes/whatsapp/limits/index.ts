import type { Message } from '../messages';
import type { Provider } from '../../providers/provider';
import { mediaFindings } from '../../shared/messageLimits/media';
import { flowFindings, linkFindings } from '../../shared/messageLimits/openers';
import { contactsFindings, reactionFindings } from '../../shared/messageLimits/people';
import { locationFindings, locationRequestFindings } from '../../shared/messageLimits/places';
import { between, type Findings, type LimitProblem } from '../../shared/messageLimits/problem';
import { buttonsFindings, listFindings } from './kinds';
import { templateFindings } from './template';

export type { LimitProblem } from '../../shared/messageLimits/problem';

/**
 * Checks a message against what WhatsApp and the provider take.
 *
 * @returns the first limit that is broken, or undefined
 */
export function checkLimits(message: Message, provider: Provider): LimitProblem | undefined {
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

function findings(message: Message, provider: Provider): Findings {
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
