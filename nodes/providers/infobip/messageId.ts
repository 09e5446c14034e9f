import { asText } from '../../shared/json';

/** Between the reference and our own ID; nobody else's message ID has it. */
const MARK = '.n8n.';
/** Longest message ID that a send takes. */
const LIMIT = 200;

/**
 * The ID under which a message is sent. It carries the reference where that fits, because everything
 * that comes back names the message, while `callbackData` is promised for delivery reports only.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages
 */
export function writeMessageId(message: { id?: string; reference?: string }): string | undefined {
	const { id, reference } = message;
	if (id === undefined || reference === undefined || !/^[\w.-]+$/.test(reference)) return id;
	const joined = `${reference}${MARK}${id}`;
	return joined.length > LIMIT ? id : joined;
}

/** The reference in a message ID of ours, else undefined. */
export function readReference(messageId: unknown): string | undefined {
	const text = asText(messageId) ?? '';
	const at = text.lastIndexOf(MARK);
	return at > 0 ? text.slice(0, at) : undefined;
}

/** Is this WhatsApp's own ID of a message, which a send never gives? */
export const isWhatsAppId = (id: string): boolean => id.startsWith('wamid.');
