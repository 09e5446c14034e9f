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
	/**
	 * Changes when the person registers WhatsApp anew; only where the check of identities is on.
	 *
	 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers
	 */
	identityKeyHash?: string;
}

/** Our number. */
export interface Receiver {
	phone?: string;
	phoneNumberId?: string;
	/**
	 * The WhatsApp Business account; Meta's `entry.id`. Of partner events the business.
	 *
	 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/create-webhook-endpoint
	 */
	wabaId?: string;
}

interface EventBase {
	provider: string;
	/**
	 * Identical on every redelivery of the same event. What a provider gives neither ID nor time has one
	 * that the hour is part of: the same words days later are news.
	 */
	id: string;
	/** ISO 8601, UTC. When it happened; when it came in, where the provider does not say. */
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

/**
 * The product of a catalog that a message asks about, in the provider's words.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/text
 */
export interface AskedProduct {
	catalogId?: string;
	/** The ID that the business gave it. */
	productId?: string;
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
	/** Files after the first, where a provider puts several into one message (Twilio). */
	furtherMedia?: Media[];
	location?: Record<string, unknown>;
	contacts?: unknown[];
	order?: Record<string, unknown>;
	/** What WhatsApp says of the chat itself. */
	system?: SystemChange;
	/** The product that it asks about: somebody wrote from its page, or in answer to it. */
	product?: AskedProduct;
	/** The earlier message that an edit or a revoke is about. The new words are in `text` and `media`. */
	originalMessageId?: string;
	errors?: ReportedError[];
	referral?: Record<string, unknown>;
	groupId?: string;
	forwarded?: boolean;
}

/** An answer to something we sent. */
export interface ReplyEvent extends EventBase {
	event: 'reply';
	kind: 'button' | 'list' | 'template' | 'flow' | 'address' | 'reaction' | 'callPermission';
	/** The id we gave the button or row; a template's quick-reply payload. */
	replyId?: string;
	/** The reference given when the message was sent, where the provider repeats it here. */
	reference?: string;
	/** What the person saw on the button or row. */
	title?: string;
	description?: string;
	/** Flow answers and addresses: the fields of the form. */
	data?: Record<string, unknown>;
	/** Reactions: absent when the reaction was taken back. */
	emoji?: string;
	/** The product that it asks about. */
	product?: AskedProduct;
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
	/** What became of a payment that the message asked for; `status` is `other` then. */
	payment?: Payment;
	groupId?: string;
}

/**
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/payments/payments-in/pg
 */
export interface Payment {
	/** `pending`, `captured` or `failed`; `success` with some. */
	status?: string;
	/** Of the order. */
	referenceId?: string;
	transactionId?: string;
	currency?: string;
	/** The sum, as the provider writes it: with Meta `{ value, offset }`. */
	amount?: unknown;
}

export interface TemplateEvent extends EventBase {
	event: 'template';
	/** The provider's name for the change. */
	kind: string;
	templateId?: string;
	templateName?: string;
	language?: string;
	/** The new status, in capitals: `APPROVED`, `REJECTED`, `PAUSED` … */
	status?: string;
	reason?: string;
	/**
	 * The category that it has now. Of a change that is yet to come, which `correctCategory` tells, the one
	 * that it still has.
	 *
	 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/template_category_update
	 */
	category?: string;
	previousCategory?: string;
	correctCategory?: string;
	/** When that category begins. ISO 8601. */
	changesAt?: string;
	/**
	 * `GREEN`, `YELLOW`, `RED` or `UNKNOWN`.
	 *
	 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/message_template_quality_update
	 */
	quality?: string;
	previousQuality?: string;
	/**
	 * Why it was rejected, and what would help.
	 *
	 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/message_template_status_update
	 */
	rejection?: { reason?: string; recommendation?: string };
	/** The rest of what was said, in the provider's own words. */
	details?: Record<string, unknown>;
}

/**
 * Everything else: opt-outs, calls, what the business wrote from its app, groups, clicks, quality, limits,
 * errors, and fields not known yet. One event for each fact.
 */
export interface AccountEvent extends EventBase {
	event: 'account';
	/** The provider's name for it; with Meta the field of the webhook, `errors` or `user_actions`. */
	kind: string;
	/**
	 * What happened, as the provider says it: the event of an account or call, the type of a change in a
	 * group, the decision on a name, the name of a click.
	 */
	status?: string;
	/** Why. */
	reason?: string;
	/**
	 * Opt-outs: of what; `marketing_messages`.
	 *
	 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/user_preferences
	 */
	category?: string;
	/** Opt-outs: `stop`, or `resume` for one who takes it back. */
	value?: string;
	/**
	 * Calls: the ID of the call, which all of its events share, and who began it (`USER_INITIATED`,
	 * `BUSINESS_INITIATED`).
	 *
	 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-initiated-calls
	 */
	callId?: string;
	direction?: string;
	/** The reference given with the call. */
	reference?: string;
	/** Whom the business wrote to from its app, or an AI agent; the same as `from`. */
	recipient?: Person;
	text?: string;
	media?: Media;
	location?: Record<string, unknown>;
	contacts?: unknown[];
	/** WhatsApp's type of what the business wrote. */
	messageKind?: string;
	/** The earlier message that an edit or a revoke by the business is about. */
	originalMessageId?: string;
	groupId?: string;
	errors?: ReportedError[];
	/** The rest of what was said, in the provider's own words. */
	details?: Record<string, unknown>;
	/** Nothing of it could be read: all that there is to know is in `raw`. */
	unsupported?: true;
}

export type InboundEvent = MessageEvent | ReplyEvent | StatusEvent | TemplateEvent | AccountEvent;
