import type { Failure } from './failure';

/** The person on the other side. A phone can be absent: people may hide it behind a username. */
export interface Person {
	phone?: string;
	/** Business-scoped user ID (BSUID). */
	userId?: string;
	/** The same for all linked portfolios of a business, where it has that switched on. */
	parentUserId?: string;
	username?: string;
	name?: string;
}

/** Our number. */
export interface Receiver {
	phone?: string;
	phoneNumberId?: string;
}

interface EventBase {
	provider: string;
	/** Identical on every redelivery of the same event. */
	id: string;
	/** ISO 8601, UTC. */
	timestamp: string;
	/** The person who wrote or tapped. In a status: `recipient`, under its old name. */
	from: Person;
	to: Receiver;
	context?: { messageId?: string };
	/**
	 * An AI agent of Meta holds the chat, and answers there; a message of ours takes the chat over. Only
	 * with providers that pass Meta's webhooks on.
	 */
	standby?: true;
	raw: unknown;
}

export interface Media {
	id?: string;
	mimeType?: string;
	sha256?: string;
	url?: string;
	filename?: string;
	caption?: string;
	voice?: boolean;
	animated?: boolean;
}

/**
 * A system message: `user_changed_number` and `user_changed_user_id` say under which identities somebody
 * is known from now on, and under which they were; `from` is who it is about, where that is still known.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/system/
 */
export interface SystemChange {
	type?: string;
	text?: string;
	newPhone?: string;
	newUserId?: string;
	newParentUserId?: string;
	previousUserId?: string;
	previousParentUserId?: string;
}

/** What somebody wrote. `kind` is WhatsApp's message type; unknown ones pass through with `raw`. */
export interface MessageEvent extends EventBase {
	event: 'message';
	kind: string;
	text?: string;
	media?: Media;
	location?: Record<string, unknown>;
	contacts?: unknown[];
	order?: Record<string, unknown>;
	/** What WhatsApp says of the chat itself. */
	system?: SystemChange;
	/** The earlier message that an edit or a revoke is about. */
	originalMessageId?: string;
	errors?: ReportedError[];
	referral?: Record<string, unknown>;
	groupId?: string;
	forwarded?: boolean;
}

/** An answer to something we sent. */
export interface ReplyEvent extends EventBase {
	event: 'reply';
	kind: 'button' | 'list' | 'template' | 'flow' | 'reaction' | 'callPermission';
	/** The id we gave the button or row; a template's quick-reply payload. */
	replyId?: string;
	/** The reference given when the message was sent, where the provider repeats it here. */
	reference?: string;
	/** What the person saw on the button or row. */
	title?: string;
	description?: string;
	/** Flow answers: the fields of the form. */
	data?: Record<string, unknown>;
	/** Reactions: absent when the reaction was taken back. */
	emoji?: string;
	groupId?: string;
}

export interface ReportedError {
	code: string;
	title?: string;
	message?: string;
	details?: string;
}

export interface StatusEvent extends EventBase {
	event: 'status';
	status: 'sent' | 'delivered' | 'read' | 'played' | 'failed' | 'other';
	/** The person who was written to. */
	recipient: Person;
	messageId: string;
	/** The reference given when the message was sent. */
	reference?: string;
	errors?: ReportedError[];
	/** A failed status in words: what happened, what to do, whether trying again helps. */
	failure?: Failure;
	pricing?: Record<string, unknown>;
	groupId?: string;
}

export interface TemplateEvent extends EventBase {
	event: 'template';
	/** The provider's name for the change. */
	kind: string;
	templateId?: string;
	templateName?: string;
	language?: string;
	status?: string;
	reason?: string;
}

/** Everything about the account: quality, limits, opt-outs, errors, clicks and fields not known yet. */
export interface AccountEvent extends EventBase {
	event: 'account';
	kind: string;
	errors?: ReportedError[];
}

export type InboundEvent = MessageEvent | ReplyEvent | StatusEvent | TemplateEvent | AccountEvent;
