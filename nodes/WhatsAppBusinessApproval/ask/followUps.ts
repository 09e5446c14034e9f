import type { IExecuteFunctions } from 'n8n-workflow';
import type { Provider } from '../../providers/provider';
import { REASON_DELIVERY } from '../../approvals/reference';
import { sendMessage } from '../../n8n/sendMessage';
import { record, type ApprovalState } from '../state';
import { sendQuestion, question } from './question';
import { refusedSend } from './failure';
import { fill } from '../decide/notes';
import { requireTemplate, templateQuestion } from './template';
import { refer } from '../references';
import { announceQuestion } from './triggerLink';

/** The buttons did not arrive because the 24-hour window is closed. */
export async function askByTemplate(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
	who: number,
): Promise<ApprovalState> {
	const template = await requireTemplate(context, provider, state);
	const message = templateQuestion(state, template, who);
	return await sendQuestion(context, provider, state, who, 'asked by template', message);
}

/** The question, where one may quote a message of one's own. */
const quotable = ({ supports }: Provider, messageIds: readonly string[]) =>
	supports.quote === 'any' ? messageIds.at(-1) : undefined;

/** What the person wrote is no answer: says so, and puts the question once more. */
export async function askAgain(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
	who: number,
): Promise<ApprovalState> {
	const answers = state.choices.map(({ label }, index) => `${index + 1} = ${label}`).join(', ');
	const text = state.texts.notUnderstood.replaceAll('{answers}', () => answers);
	const { person: to } = state.people[who];
	if (text !== '')
		await sendMessage(context, provider, { kind: 'text', from: state.from, to, text });
	return await sendQuestion(
		context,
		provider,
		state,
		who,
		'asked again',
		question(provider, state, who),
	);
}

export async function askReason(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
	who: number,
): Promise<ApprovalState> {
	const rejection = state.rejection!;
	const { person: to, messageIds } = state.people[who];
	const text = fill(state.texts.reason, rejection.choice, rejection.person);
	const at = new Date().toISOString();
	const reference = refer(state, to, REASON_DELIVERY);
	const { messageId } = await sendMessage(context, provider, {
		kind: 'text',
		from: state.from,
		to,
		text,
		replyTo: quotable(provider, messageIds),
		reference: provider.supports.reference ? reference : undefined,
	});
	await announceQuestion(context, provider, state, who, messageId, reference);
	const entry = { event: 'asked for a reason', at, messageId, text };
	return record({ ...state, rejection: { ...rejection, messageId } }, entry);
}

/** One message to everybody whose answer is awaited, which quotes the question. */
export async function remind(
	context: IExecuteFunctions,
	provider: Provider,
	before: ApprovalState,
): Promise<ApprovalState> {
	let state: ApprovalState = { ...before, remindAt: undefined };
	const { from, texts, people } = before;
	for (const { person, messageIds, answered, unreached } of people) {
		if (messageIds.length === 0 || answered || unreached) continue;
		const at = new Date().toISOString();
		const about = { at, person: { ...person }, text: texts.reminder };
		try {
			const { messageId } = await sendMessage(context, provider, {
				kind: 'text',
				from,
				to: person,
				text: texts.reminder,
				replyTo: quotable(provider, messageIds),
			});
			state = record(state, { event: 'reminded', ...about, messageId });
		} catch (error) {
			state = record(state, { event: 'not reminded', ...about, ...refusedSend(error) });
		}
	}
	return state;
}
