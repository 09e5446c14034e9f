import type { World } from '../world.mts';
import type { MessageView } from './conversation.mts';
import type { Message } from './message.mts';
import { invalidParameter, messagingRefusal } from './refusal.mts';

/**
 * Direct Send (M:direct-send/*): an ordinary message with `category` goes out as a template that Meta makes
 * of it. What its pages do not list is not taken here.
 */

const TYPES = ['button', 'cta_url'];
/** "The message-length limits for business-initiated template messages" (supported-features-and-limits). */
const MOST_TEXT = 1024;
const LEAST_SECONDS = 30;
const MOST_SECONDS = 43_200;

export const isDirectSend = (message: Message): boolean => message.category !== undefined;

/** @throws WhatsAppRefusal for what it does not take, and where the account has not got it */
export function checkDirectSend({ switches }: World, message: Message): void {
	const { category, ttl_seconds: seconds } = message;
	if (category === undefined) {
		if (seconds === undefined) return;
		throw invalidParameter(
			'The request included one or more unsupported or misspelled parameters: ttl_seconds',
		);
	}
	if (switches.directSend === 'off') {
		throw invalidParameter('Invalid parameter', 'Direct Send isn’t enabled for this account.');
	}
	if (switches.directSend === 'blocked') {
		throw messagingRefusal(139200, 'Direct Send utility access is blocked.');
	}
	if (seconds !== undefined && seconds > MOST_SECONDS) {
		throw invalidParameter('The time-to-live value must be lower than or equal to 43200');
	}
	if (seconds !== undefined && seconds < LEAST_SECONDS) {
		throw invalidParameter('The time-to-live value must be higher than or equal to 30');
	}
	const unsupported = unsupportedIn(message);
	if (unsupported) throw invalidParameter('Invalid parameter', unsupported);
}

function unsupportedIn(message: Message): string | undefined {
	if (message.context !== undefined) return 'context is not supported with category';
	if (message.type === 'text') {
		if ('preview_url' in message.text) return 'preview_url is not supported with category';
		return message.text.body.length > MOST_TEXT
			? `Param text['body'] must be at most ${MOST_TEXT} characters long.`
			: undefined;
	}
	return message.type === 'interactive' && TYPES.includes(message.interactive.type)
		? undefined
		: 'This type of message is not supported with category';
}

/** A reply button is tapped as one of a template ("Reply button taps use the template webhook format"). */
export const asTemplate = (view: MessageView): MessageView => ({
	...view,
	...(view.buttons && {
		buttons: view.buttons.map((button) =>
			button.kind === 'reply' ? { ...button, kind: 'quick_reply' } : button,
		),
	}),
});
