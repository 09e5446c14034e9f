import type { Message, Template } from '../../whatsapp/messages';
import type { Provider } from '../../providers/provider';
import { TEXT_DELIVERY } from '../../approvals/reference';
import { throwForNode } from '../../n8n/errors';
import { sendMessage } from '../../n8n/sendMessage';
import { templatePreview } from '../../whatsapp/template';
import type { Caller } from '../../n8n/transport';
import { record, withPerson, type ApprovalState, type HistoryEntry } from '../state';
import { isWindowClosed } from './failure';
import { quickReplies, templateQuestion } from './template';
import { DELIVERY, refer } from '../references';
import { announceQuestion } from './triggerLink';

/**
 * Sends the question to one person: with buttons, a list or plain text; where the 24-hour window is
 * closed, with the template if there is one.
 *
 * @returns the state, with the message and what the person sees on record
 * @throws NodeApiError as `sendMessage` does
 */
export async function askPerson(
	caller: Caller,
	provider: Provider,
	state: ApprovalState,
	who: number,
	template: Template | undefined,
): Promise<ApprovalState> {
	const byTemplate = async (event: string) =>
		await sendQuestion(
			caller,
			provider,
			state,
			who,
			event,
			templateQuestion(state, template!, who),
		);
	if (state.sendAs === 'template') return await byTemplate('asked');
	try {
		return await sendQuestion(
			caller,
			provider,
			state,
			who,
			'asked',
			question(provider, state, who),
		);
	} catch (error) {
		if (template === undefined || !isWindowClosed(error)) throwForNode(caller.getNode(), error);
		return await byTemplate('asked by template');
	}
}

/** Sends a question, and puts it on record. */
export async function sendQuestion(
	caller: Caller,
	provider: Provider,
	state: ApprovalState,
	who: number,
	event: string,
	message: Message,
): Promise<ApprovalState> {
	const at = new Date().toISOString();
	const sendable = provider.supports.reference ? message : { ...message, reference: undefined };
	const { messageId, recipient } = await sendMessage(caller, provider, sendable);
	const { person, identities, messageIds } = state.people[who];
	await announceQuestion(caller, provider, state, who, messageId, message.reference);
	const entry = { event, at, person: { ...person }, messageId, ...shown(message) };
	const known =
		message.kind === 'template'
			? { ...state, templateLabels: quickReplies(message.template).map(({ text }) => text) }
			: state;
	return record(
		withPerson(known, who, {
			identities: [...identities, recipient],
			messageIds: [...messageIds, messageId],
		}),
		entry,
	);
}

/** Exactly what the person sees. */
function shown(message: Message): Partial<HistoryEntry> {
	switch (message.kind) {
		case 'text':
			return { text: message.text };
		case 'media':
			return { text: message.caption };
		case 'buttons':
		case 'list': {
			const { header, body, footer } = message;
			const options = message.kind === 'buttons' ? message.buttons : message.rows;
			return { header, text: body, footer, buttons: options.map(({ title }) => title) };
		}
		case 'template': {
			const { name, language, variables, buttons } = message.template;
			// The rest are references, which are nobody's business.
			const open = variables.filter(({ kind }) => kind !== 'payload');
			const parameters = Object.fromEntries(open.map(({ id }) => [id, message.values[id]]));
			const labels = buttons.map(({ text }) => text);
			const text = templatePreview(message.template, message.values);
			return { template: `${name}|${language}`, parameters, text, buttons: labels };
		}
		default:
			return {};
	}
}

/** Buttons as long as they suffice, else a list; plain text where writing is the answer. */
export function question(provider: Provider, state: ApprovalState, who: number): Message {
	const { from, choices, header, footer, listButton } = state;
	const { person: to } = state.people[who];
	const reference = (choice: string) => refer(state, to, choice) ?? '';
	if (choices.length === 0) {
		return { kind: 'text', from, to, text: state.question, reference: reference(TEXT_DELIVERY) };
	}
	const common = { from, to, header, body: state.question, footer, reference: reference(DELIVERY) };
	const options = choices.map(({ id, label: title, description }) => ({
		id: reference(id),
		title,
		description,
	}));
	return options.length <= (provider.supports.buttons?.count ?? 0)
		? { kind: 'buttons', ...common, buttons: options }
		: { kind: 'list', ...common, button: listButton, rows: options };
}
