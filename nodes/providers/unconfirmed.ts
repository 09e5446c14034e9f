import type { InboundEvent, MessageEvent, ReplyEvent, StatusEvent } from '../whatsapp/events';
import type { Recipient } from '../whatsapp/messages';

/** What came of one message of a live check. */
export interface LiveOutcome {
	/** `true` when the provider took it and WhatsApp did not report a failure; undefined when it was not sent. */
	accepted?: boolean;
	messageId?: string;
	reference: string;
	/** Its buttons or rows, as they were sent. */
	choices: ReadonlyArray<{ id: string; title: string }>;
	/** ISO 8601. */
	sentAt: string;
	replies: readonly ReplyEvent[];
	messages: readonly MessageEvent[];
	statuses: readonly StatusEvent[];
}

/** All that came of a live check. */
export interface LiveEvidence {
	/** Whom it was sent to. */
	to: Recipient;
	/** When the report is made, in milliseconds. */
	now: number;
	/** Of one kind of message, by its ID in `WhatsAppBusiness/liveCheck`. */
	of(kind: string): LiveOutcome | undefined;
	/** Every event of the person, also those that belong to no message. */
	events: readonly InboundEvent[];
}

/** Is it as assumed? `found` says in fixed words what was seen; nothing of the event may stand in it. */
export interface Finding {
	as: boolean;
	found?: string;
}

/** What the code of a provider rests on, and no live account has shown yet. */
export interface Unconfirmed {
	/** In the words of the provider's page, under "Not checked against a live account". */
	assumption: string;
	/** Looks for it in a live check; undefined where that did not show it. Without it no message can. */
	look?(live: LiveEvidence): Finding | undefined;
}

const finding = (as: boolean | undefined): Finding | undefined =>
	as === undefined ? undefined : { as };

/** Were these taken? Undefined where none of them was sent. */
export function taken(...kinds: string[]) {
	return (live: LiveEvidence): Finding | undefined => {
		const told = kinds.flatMap((kind) => live.of(kind)?.accepted ?? []);
		return finding(told.length === 0 ? undefined : told.every(Boolean));
	};
}

/** Is this so of the first answers to these? Undefined where none was answered. */
export function answered(
	kinds: readonly string[],
	holds: (reply: ReplyEvent, sent: LiveOutcome) => boolean | undefined,
) {
	return (live: LiveEvidence): Finding | undefined => {
		const told = kinds.flatMap((kind) => {
			const sent = live.of(kind);
			return sent?.replies[0] === undefined ? [] : (holds(sent.replies[0], sent) ?? []);
		});
		return finding(told.length === 0 ? undefined : told.every(Boolean));
	};
}

/** Is this so of what the person sent when asked to? Undefined where nothing came. */
export function sentBack(kinds: readonly string[], holds: (message: MessageEvent) => boolean) {
	return (live: LiveEvidence): Finding | undefined => {
		const told = kinds.flatMap((kind) => live.of(kind)?.messages ?? []);
		return finding(told.length === 0 ? undefined : told.every(holds));
	};
}

/** Is this so of every status of these? Undefined where there is none. */
export function reported(
	kinds: readonly string[],
	holds: (status: StatusEvent, sent: LiveOutcome) => boolean,
) {
	return (live: LiveEvidence): Finding | undefined => {
		const told = kinds.flatMap((kind) => {
			const sent = live.of(kind);
			return (sent?.statuses ?? []).map((status) => holds(status, sent!));
		});
		return finding(told.length === 0 ? undefined : told.every(Boolean));
	};
}

/** Something came in, and the trigger lets in only what is proven. */
export const cameIn = ({ events }: LiveEvidence): Finding | undefined =>
	events.length > 0 ? { as: true } : undefined;

/** Does a tap bring the ID that was sent with its label? Undefined where no ID could be sent. */
export const bringsItsId = (
	{ replyId, title }: ReplyEvent,
	{ choices }: LiveOutcome,
): boolean | undefined =>
	choices.length === 0
		? undefined
		: replyId !== undefined &&
			choices.some(
				(choice) => choice.id === replyId && (title === undefined || choice.title === title),
			);

/** Does it say which message it answers, by the ID that the send gave? */
export const namesItsMessage = ({ context }: ReplyEvent, { messageId }: LiveOutcome): boolean =>
	messageId !== undefined && context?.messageId === messageId;

export const repeatsItsReference = (
	{ reference }: Pick<StatusEvent, 'reference'>,
	sent: LiveOutcome,
): boolean => reference === sent.reference;

/** Was a person written to by user ID, and was that taken? */
export const byUserId = (live: LiveEvidence): Finding | undefined =>
	live.to.userId === undefined ? undefined : taken('text')(live);
