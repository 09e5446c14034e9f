import type { Message, Recipient } from '../../whatsapp/messages';
import type { Provider } from '../../providers/provider';
import { TEXT_DELIVERY } from '../../approvals/reference';
import { mayHaveArrived } from '../../n8n/errors';
import { sendPatiently } from '../../n8n/sendMessage';
import { templatePreview } from '../../whatsapp/template';
import type { Caller } from '../../n8n/transport';
import type { ShownQuestion } from '../history';
import { record, withPerson, type ApprovalState, type Choice, type SentQuestion } from '../state';
import { mediaAbove, shownAbove } from './above';
import { refusedSend } from './failure';
import { quickReplies } from './template';
import { DELIVERY, refer } from '../references';
import { announceQuestion } from './triggerLink';

/** What became of asking somebody: the state with it on record, and what the send threw, if it did. */
export interface Asking {
	state: ApprovalState;
	error?: unknown;
}

type AskedEvent = 'asked' | 'asked by Direct Send' | 'asked by template' | 'asked again';

/**
 * Sends a question, and puts on record what was sent, or what hindered it.
 *
 * @param numbered the answers stand with their numbers in the text before it
 */
export async function sendQuestion(
	caller: Caller,
	provider: Provider,
	state: ApprovalState,
	who: number,
	event: AskedEvent,
	message: Message,
	numbered = false,
): Promise<Asking> {
	const at = new Date().toISOString();
	const sendable = provider.supports.reference ? message : { ...message, reference: undefined };
	const sent = { ...asSent(message, state.choices, at), ...(numbered ? { numbered } : {}) };
	try {
		const { messageId, recipient } = await sendPatiently(caller, provider, sendable);
		const known = asked(state, who, { ...sent, id: messageId }, recipient);
		await announceQuestion(caller, provider, state, who, messageId, message.reference);
		const { person } = state.people[who];
		const seen = { ...shownAbove(state, message), ...shown(message) };
		const entry = { event, at, person: { ...person }, messageId, ...seen };
		return { state: record(known, entry) };
	} catch (error) {
		return { state: notAsked(state, who, error, sent), error };
	}
}

/** The state with a question that was sent to somebody. */
function asked(
	state: ApprovalState,
	who: number,
	message: SentQuestion,
	recipient: Recipient,
): ApprovalState {
	const { identities, messages } = state.people[who];
	return withPerson(state, who, {
		identities: [...identities, recipient],
		messages: [...messages, message],
	});
}

/** What is kept of a question: how it was asked, and which label stood for which choice. */
function asSent(message: Message, choices: readonly Choice[], at: string): SentQuestion {
	const titles = titlesOf(message);
	const labels = choices.flatMap(({ id }, index) =>
		titles[index] === undefined ? [] : [{ text: titles[index], choice: id }],
	);
	return { by: byOf(message), labels, at };
}

function byOf(message: Message): SentQuestion['by'] {
	if ('directSend' in message && message.directSend) return 'direct';
	const { kind } = message;
	return kind === 'template' || kind === 'buttons' || kind === 'list' ? kind : 'text';
}

/** What can be tapped, in the order of the choices. */
function titlesOf(message: Message): string[] {
	switch (message.kind) {
		case 'buttons':
			return message.buttons.map(({ title }) => title);
		case 'list':
			return message.rows.map(({ title }) => title);
		case 'template':
			return quickReplies(message.template).map(({ text }) => text);
		default:
			return [];
	}
}

/**
 * Notes that a question was refused, or that it may or may not be there: then an answer to it counts.
 *
 * @param sent what was being sent, if it came to that
 */
export function notAsked(
	state: ApprovalState,
	who: number,
	error: unknown,
	sent?: SentQuestion,
): ApprovalState {
	const { person, messages } = state.people[who];
	const lost = sent !== undefined && mayHaveArrived(error);
	const known = record(state, {
		event: lost ? 'unknown' : 'not delivered',
		at: new Date().toISOString(),
		person: { ...person },
		...refusedSend(error),
	});
	if (lost) return withPerson(known, who, { messages: [...messages, sent] });
	// An earlier question may still stand in the chat.
	return messages.some(({ failed }) => !failed)
		? known
		: withPerson(known, who, { unreached: true });
}

/** Exactly what the person sees. */
function shown(message: Message): ShownQuestion {
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
	const headerMedia = mediaAbove(state);
	if (choices.length === 0) {
		const text = { from, to, reference: reference(TEXT_DELIVERY) };
		if (headerMedia === undefined) return { kind: 'text', ...text, text: state.question };
		const { type, filename, ...media } = headerMedia;
		return { kind: 'media', ...text, type, media, filename, caption: state.question };
	}
	const common = { from, to, header, body: state.question, footer, reference: reference(DELIVERY) };
	const options = choices.map(({ id, label: title, description }) => ({
		id: reference(id),
		title,
		description,
	}));
	return options.length <= (provider.supports.buttons?.count ?? 0)
		? { kind: 'buttons', ...common, headerMedia, buttons: options }
		: { kind: 'list', ...common, button: listButton, rows: options };
}
