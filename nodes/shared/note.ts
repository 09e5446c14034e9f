import type { Recipient } from '../whatsapp/messages';
import { asObject, asObjects, asText, defined } from '../core/json';

/**
 * A short text that the trigger sends once an approval has really gone on: the approval node itself
 * cannot know that, as n8n lets one of several answers win after the node has judged them.
 */
export interface Note {
	to: Recipient;
	text: string;
}

/** Reads the notes in an approval's answer to the trigger; what is none is left out. */
export function readNotes(answer: unknown): Note[] {
	return asObjects(asObject(answer)?.notes).flatMap((note) => {
		const to = asObject(note.to);
		const recipient: Recipient = defined({ phone: asText(to?.phone), userId: asText(to?.userId) });
		const text = asText(note.text);
		return text === undefined || Object.keys(recipient).length === 0
			? []
			: [{ to: recipient, text }];
	});
}
