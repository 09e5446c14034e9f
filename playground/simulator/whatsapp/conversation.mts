import { randomBytes } from 'node:crypto';

/** Messages as the phones show them, in the order they were written. */

export interface ViewButton {
	kind:
		| 'reply'
		| 'quick_reply'
		| 'url'
		| 'copy_code'
		| 'phone_number'
		| 'location_request'
		| 'flow'
		| 'catalog'
		| 'call_permission'
		| 'contact_info'
		| 'address';
	label: string;
	/** What comes back in the webhook: the reply button's id, or the quick reply's payload. */
	reply?: string;
	url?: string;
	code?: string;
	/** The card of a carousel that it is on, from 1. */
	card?: number;
}

interface ViewRow {
	id: string;
	title: string;
	description?: string;
}

export interface ViewMedia {
	kind: 'image' | 'video' | 'document' | 'audio' | 'sticker';
	link?: string;
	mediaId?: string;
	filename?: string;
	/** A voice note. */
	voice?: true;
}

export interface MessageView {
	kind: string;
	header?: string;
	media?: ViewMedia;
	location?: { latitude: number; longitude: number; name?: string; address?: string };
	text?: string;
	footer?: string;
	buttons?: ViewButton[];
	list?: { button: string; sections: Array<{ title?: string; rows: ViewRow[] }> };
	template?: { name: string; language: string; category: string };
}

export type DeliveryState = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed';

export interface StoredMessage {
	/** As the provider names it: at Meta the wamid. */
	id: string;
	direction: 'outgoing' | 'incoming';
	/** null when the recipient is not on WhatsApp. */
	personId: string | null;
	phoneNumberId: string;
	at: number;
	view: MessageView;
	state: DeliveryState;
	/** The quoted message's wamid. */
	context?: string;
	/** Emoji by who reacted: a person's id, or `business`. */
	reactions: Record<string, string>;
	/** Indexes already tapped, for the page. */
	tapped: number[];
	/** Only on outgoing messages: what the statuses repeat. */
	outgoing?: {
		recipient: { phone?: string; userId?: string };
		tracking?: string;
		/** Where its statuses go, if not where all go. */
		statusUrl?: string;
		/** What only this provider's webhooks repeat. */
		extra?: Record<string, unknown>;
		category: string;
		insideWindow: boolean;
		pricedAtDelivery: boolean;
		error?: { code: number; title: string; details: string };
	};
}

const LIMIT = 5000;

export interface Conversations {
	all(): StoredMessage[];
	add(message: StoredMessage): void;
	find(wamid: string): StoredMessage | undefined;
	clear(): void;
}

export function createConversations(): Conversations {
	const byId = new Map<string, StoredMessage>();
	return {
		all: () => [...byId.values()],
		add(message) {
			byId.set(message.id, message);
			if (byId.size <= LIMIT) return;
			const oldest = byId.keys().next();
			if (!oldest.done) byId.delete(oldest.value);
		},
		find: (wamid) => byId.get(wamid),
		clear: () => byId.clear(),
	};
}

/**
 * A WhatsApp message id as Meta makes them: base64 of a small envelope with the person's number
 * and a random part. Integrations must treat it as opaque, so it has the real one's alphabet.
 */
export function newWamid(address: string, direction: 'outgoing' | 'incoming'): string {
	const person = Buffer.from(address.slice(0, 60), 'latin1');
	const random = Buffer.from(randomBytes(10).toString('hex').toUpperCase(), 'latin1');
	const mark = direction === 'outgoing' ? 0x11 : 0x12;
	const bytes = Buffer.concat([
		Buffer.from([0x1c, 0x18, person.length]),
		person,
		Buffer.from([0x15, 0x02, 0x00, mark, 0x18, random.length]),
		random,
		Buffer.from([0x00]),
	]);
	return `wamid.${bytes.toString('base64')}`;
}
