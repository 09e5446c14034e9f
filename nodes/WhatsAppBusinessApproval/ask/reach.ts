import { learnDirectSend, lacksDirectSend } from '../../n8n/directSend';
import { mayHaveArrived } from '../../n8n/errors';
import type { Caller } from '../../n8n/transport';
import type { Provider } from '../../providers/provider';
import { asDirectSend } from '../../whatsapp/directSend';
import type { Message, Template } from '../../whatsapp/messages';
import { DIRECT_DELIVERY, refer } from '../references';
import type { ApprovalState } from '../state';
import { isWindowClosed } from './failure';
import { type Asking, question, sendQuestion } from './question';
import { templateQuestion } from './template';

/**
 * Sends the question to one person: with buttons, a list or plain text; where the 24-hour window is
 * closed, by Direct Send or with the template, as far as there are these.
 */
export async function askPerson(
	caller: Caller,
	provider: Provider,
	state: ApprovalState,
	who: number,
	template: Template | undefined,
): Promise<Asking> {
	if (state.sendAs === 'template') {
		const message = templateQuestion(state, template!, who);
		return await sendQuestion(caller, provider, state, who, 'asked', message);
	}
	const asking = await sendQuestion(
		caller,
		provider,
		state,
		who,
		'asked',
		question(provider, state, who),
	);
	if (!isWindowClosed(asking.error)) return asking;
	return (await askOutsideWindow(caller, provider, state, who, template)) ?? asking;
}

/**
 * The question as Direct Send: its words and buttons as they are.
 *
 * @returns undefined where the provider, a list or the length of the question does not allow that
 */
export function directQuestion(
	provider: Provider,
	state: ApprovalState,
	who: number,
): Message | undefined {
	const message = asDirectSend(question(provider, state, who), provider);
	if (message === undefined || message.kind === 'text') return message;
	return { ...message, reference: refer(state, state.people[who].person, DIRECT_DELIVERY) };
}

/**
 * Asks somebody whom buttons do not reach, because the 24-hour window is closed: by Direct Send where that
 * is wanted and possible, else by the template.
 *
 * @param template undefined where there is none
 * @returns undefined where there is no such way
 */
export async function askOutsideWindow(
	caller: Caller,
	provider: Provider,
	state: ApprovalState,
	who: number,
	template: Template | undefined,
): Promise<Asking | undefined> {
	const direct = state.directSend ? directQuestion(provider, state, who) : undefined;
	// Without a template there is nothing else to try, so Direct Send is.
	if (direct !== undefined && (template === undefined || !lacksDirectSend(provider, state.from))) {
		const by = 'asked by Direct Send';
		const asking = await sendQuestion(caller, provider, state, who, by, direct);
		if (asking.error === undefined || mayHaveArrived(asking.error)) return asking;
		learnDirectSend(provider, state.from, asking.error);
		if (template === undefined) return asking;
	}
	if (template === undefined) return undefined;
	const message = templateQuestion(state, template, who);
	return await sendQuestion(caller, provider, state, who, 'asked by template', message);
}
