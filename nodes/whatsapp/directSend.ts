import type { Carrier } from './capabilities';
import { checkLimits } from './limits';
import type { DirectMessage, Message } from './messages';

/**
 * The same message as Direct Send: it goes out at any time, without a template, and is charged as utility.
 * It quotes nothing.
 *
 * @returns undefined where this carrier, this kind of message or its length does not allow that
 */
export function asDirectSend(message: Message, carrier: Carrier): DirectMessage | undefined {
	if (!canBeDirect(message)) return undefined;
	const direct: DirectMessage = { ...message, replyTo: undefined, directSend: true };
	return checkLimits(direct, carrier) === undefined ? direct : undefined;
}

/** Is it of a kind that can go out so? */
export const canBeDirect = (message: Message): message is DirectMessage =>
	message.kind === 'text' || message.kind === 'buttons' || message.kind === 'link';
