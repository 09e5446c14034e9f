import type { StatusEvent } from '../../whatsapp/events';
import { DIRECT_DELIVERY, TEMPLATE_DELIVERY } from '../references';
import { type ApprovalState, messageOf, type SentQuestion, type Task } from '../state';

/** The ways by which a question goes: inside the 24-hour window, by Direct Send, by the template. */
export type Road = 'window' | 'direct' | 'template';

export const roadOf = (by: SentQuestion['by']): Road =>
	by === 'template' || by === 'direct' ? by : 'window';

/**
 * Which way the question went that a status is about: by its message, or by the reference where the ID of
 * the message never came back.
 *
 * @param choice of the reference in the status, if there is one
 */
export function roadOfStatus(
	{ messageId }: StatusEvent,
	{ people }: ApprovalState,
	who: number,
	choice?: string,
): Road {
	const message = messageOf(people[who], messageId);
	if (message !== undefined) return roadOf(message.by);
	if (choice === DIRECT_DELIVERY) return 'direct';
	return choice === TEMPLATE_DELIVERY ? 'template' : 'window';
}

/**
 * What is tried next for somebody whom a question did not reach: after buttons that the closed window
 * stopped Direct Send, once, and after that the template.
 *
 * @returns undefined where nothing is left
 */
export function nextTry(
	{ failure }: StatusEvent,
	road: Road,
	{ template, directSend, people }: ApprovalState,
	who: number,
): 'askDirectly' | 'askByTemplate' | undefined {
	if (road === 'template') return undefined;
	if (road === 'window') {
		if (failure?.category !== 'window') return undefined;
		const tried = people[who].messages.some(({ by }) => by === 'direct');
		if (directSend && !tried) return 'askDirectly' satisfies Task['do'];
	} else if (failure?.category === 'recipient') return undefined;
	return template === '' ? undefined : 'askByTemplate';
}
