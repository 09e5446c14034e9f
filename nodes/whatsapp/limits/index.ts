import type { Message } from '../messages';
import type { Carrier } from '../capabilities';
import { catalogProblems, productListProblems, productProblems } from './catalog';
import { buttonsProblems, listProblems } from './choices';
import { contactsProblems } from './contacts';
import { directSendProblems } from './directSend';
import {
	mediaProblems,
	flowProblems,
	linkProblems,
	reactionProblems,
	locationProblems,
} from './kinds';
import {
	addressRequestProblems,
	callPermissionRequestProblems,
	contactInfoRequestProblems,
	locationRequestProblems,
} from './requests';
import { between, type Problems, type Problem } from './problem';
import { templateProblems } from './template';

export type { Problem } from './problem';

/**
 * Checks a message against what WhatsApp and the provider take.
 *
 * @returns the first limit that is broken, or undefined
 */
export function checkLimits(message: Message, provider: Carrier): Problem | undefined {
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
	return (
		reference ??
		[...directProblems(message, provider), ...problems(message, provider)].find(
			(problem) => problem !== undefined,
		)
	);
}

const directProblems = (message: Message, provider: Carrier): Problems =>
	'directSend' in message && message.directSend ? directSendProblems(message, provider) : [];

function problems(message: Message, provider: Carrier): Problems {
	switch (message.kind) {
		case 'text':
			return [between('Text', message.text, 1, provider.supports.text!.body)];
		case 'media':
			return mediaProblems(message, provider);
		case 'buttons':
			return buttonsProblems(message, provider);
		case 'list':
			return listProblems(message, provider);
		case 'template':
			return templateProblems(message, provider);
		case 'link':
			return linkProblems(message, provider);
		case 'flow':
			return flowProblems(message, provider);
		case 'location':
			return locationProblems(message, provider);
		case 'locationRequest':
			return locationRequestProblems(message, provider);
		case 'contacts':
			return contactsProblems(message, provider);
		case 'reaction':
			return reactionProblems(message);
		case 'product':
			return productProblems(message, provider);
		case 'productList':
			return productListProblems(message, provider);
		case 'catalog':
			return catalogProblems(message, provider);
		case 'callPermissionRequest':
			return callPermissionRequestProblems(message, provider);
		case 'contactInfoRequest':
			return contactInfoRequestProblems(message, provider);
		case 'addressRequest':
			return addressRequestProblems(message, provider);
	}
}
