import type { MessageView, StoredMessage } from '../whatsapp/conversation.mts';
import type { SimulatedPerson } from '../people.mts';
import type { World } from '../world.mts';
import { receive } from '../whatsapp/inbound.mts';

type Answer = { message: Record<string, unknown> & { type: string }; label: string };

function listAnswer(view: MessageView, index: number): Answer | undefined {
	const row = view.list?.sections.flatMap((section) => section.rows)[index];
	if (!row) return undefined;
	const { id, title, description } = row;
	const list_reply = { id, title, ...(description && { description }) };
	return {
		label: title,
		message: { type: 'interactive', interactive: { type: 'list_reply', list_reply } },
	};
}

function buttonAnswer(view: MessageView, index: number): Answer | undefined {
	const button = view.buttons?.[index];
	const { label, reply } = button ?? {};
	if (label === undefined || reply === undefined) return undefined;
	if (button?.kind === 'reply') {
		const interactive = { type: 'button_reply', button_reply: { id: reply, title: label } };
		return { label, message: { type: 'interactive', interactive } };
	}
	// A template's quick reply comes back as another type (M:webhooks/reference/messages/button).
	return { label, message: { type: 'button', button: { payload: reply, text: label } } };
}

/** A person taps a button or chooses a row. null when there is nothing to tap at that index. */
export function tap(
	world: World,
	person: SimulatedPerson,
	message: StoredMessage,
	index: number,
	contextFrom?: string,
): { webhookId: string; wamid: string } | null {
	const { view } = message;
	const answer = view.list ? listAnswer(view, index) : buttonAnswer(view, index);
	if (!answer) return null;
	if (!message.tapped.includes(index)) message.tapped.push(index);
	return receive(world, {
		person,
		phoneNumberId: message.phoneNumberId,
		message: answer.message,
		context: message.id,
		...(contextFrom !== undefined && { contextFrom }),
		view: { kind: 'reply', text: answer.label },
	});
}
