import type { IExecuteFunctions } from 'n8n-workflow';
import type { Provider } from '../../providers/provider';
import { REASON_DELIVERY } from '../../approvals/reference';
import { sendPatiently } from '../../n8n/sendMessage';
import type { Template } from '../../whatsapp/messages';
import { type Asked, messageIdsOf, record, type ApprovalState } from '../state';
import { type Asking, sendQuestion, question } from './question';
import { refusedSend } from './failure';
import { askOutsideWindow } from './reach';
import { fill } from '../decide/notes';
import { mayBeNumbered } from '../decide/typedAnswer';
import { requireTemplate, templateQuestion } from './template';
import { refer } from '../references';
import { announceQuestion } from './triggerLink';

/** The buttons did not arrive because the 24-hour window is closed. */
export async function askByTemplate(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
	who: number,
): Promise<Asking> {
	const template = await requireTemplate(context, provider, state);
	const message = templateQuestion(state, template, who);
	return await sendQuestion(context, provider, state, who, 'asked by template', message);
}

/** The same, where Direct Send is to be tried first. */
export const askDirectly = async (
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
	who: number,
	template: Template | undefined,
): Promise<Asking> =>
	(await askOutsideWindow(context, provider, state, who, template)) ??
	(await askByTemplate(context, provider, state, who));

/** The question, where one may quote a message of one's own. */
const quotable = ({ supports }: Provider, asked: Asked) =>
	supports.quote === 'any' ? messageIdsOf(asked).at(-1) : undefined;

/** What the person wrote is no answer: says so, and puts the question once more. */
export async function askAgain(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
	who: number,
): Promise<Asking> {
	const { choices, header, footer, texts } = state;
	const visible = choices.flatMap(({ label, description }) => [label, description]);
	// "1" means nothing to "How many pallets?", nor below a picture that may hold a number.
	const clear =
		state.above === undefined &&
		mayBeNumbered(state.question, header, footer, texts.notUnderstood, ...visible);
	const answers = choices
		.map(({ label }, index) => (clear ? `${index + 1} = ${label}` : label))
		.join(', ');
	const text = texts.notUnderstood.replaceAll('{answers}', () => answers);
	const numbered = clear && texts.notUnderstood.includes('{answers}');
	const { person: to } = state.people[who];
	if (text !== '')
		await sendPatiently(context, provider, { kind: 'text', from: state.from, to, text });
	const message = question(provider, state, who);
	return await sendQuestion(context, provider, state, who, 'asked again', message, numbered);
}

export async function askReason(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
	who: number,
): Promise<ApprovalState> {
	const rejection = state.rejection!;
	const asked = state.people[who];
	const { person: to } = asked;
	const text = fill(state.texts.reason, rejection.choice, rejection.person);
	const at = new Date().toISOString();
	const reference = refer(state, to, REASON_DELIVERY);
	const { messageId } = await sendPatiently(context, provider, {
		kind: 'text',
		from: state.from,
		to,
		text,
		replyTo: quotable(provider, asked),
		reference: provider.supports.reference ? reference : undefined,
	});
	await announceQuestion(context, provider, state, who, messageId, reference);
	return record(
		{ ...state, rejection: { ...rejection, messageId } },
		{ event: 'asked for a reason', at, messageId, text },
	);
}

/** One message to everybody whose answer is awaited, which quotes the question. */
export async function remind(
	context: IExecuteFunctions,
	provider: Provider,
	before: ApprovalState,
): Promise<ApprovalState> {
	let state: ApprovalState = { ...before, remindAt: undefined };
	const { from, texts, people } = before;
	for (const asked of people) {
		const { person, answered, unreached } = asked;
		if (messageIdsOf(asked).length === 0 || answered || unreached) continue;
		const at = new Date().toISOString();
		const about = { at, person: { ...person }, text: texts.reminder };
		try {
			const { messageId } = await sendPatiently(context, provider, {
				kind: 'text',
				from,
				to: person,
				text: texts.reminder,
				replyTo: quotable(provider, asked),
			});
			state = record(state, { event: 'reminded', ...about, messageId });
		} catch (error) {
			state = record(state, { event: 'not reminded', ...about, ...refusedSend(error) });
		}
	}
	return state;
}
