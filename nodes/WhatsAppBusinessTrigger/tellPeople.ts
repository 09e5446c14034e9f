import type { IWebhookFunctions } from 'n8n-workflow';
import { sendNote } from '../approvals/notify';
import type { Note } from '../approvals/protocol';
import { readCredentialCached } from '../n8n/transport';
import type { Provider } from '../providers/provider';
import type { InboundEvent } from '../whatsapp/events';
import { asRecipient } from '../whatsapp/person';

/** A polite note to somebody whose answer was not used. */
export async function notifyPerson(
	context: IWebhookFunctions,
	provider: Provider,
	event: InboundEvent,
	text: string,
): Promise<void> {
	const answered =
		event.event === 'reply'
			? event.kind !== 'reaction'
			: event.event === 'message' && event.kind === 'text' && event.context !== undefined;
	if (answered) await tell(context, provider, event, text);
}

/** Tells somebody something, unless the builder wants nothing said. */
export async function tell(
	context: IWebhookFunctions,
	provider: Provider,
	event: InboundEvent,
	text: string,
): Promise<void> {
	if (text !== '')
		await sendNoteBack(context, provider, event, { to: asRecipient(event.from), text });
}

/** Sends a note from the number that the event came to. */
export async function sendNoteBack(
	context: IWebhookFunctions,
	provider: Provider,
	{ to: { phoneNumberId: from } }: InboundEvent,
	note: Note,
): Promise<void> {
	if (from === undefined) return;
	await sendNote(context, provider, from, note, readCredentialCached(context, provider));
}
