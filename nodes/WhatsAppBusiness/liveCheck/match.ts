import type { LiveEvidence, LiveOutcome } from '../../providers/unconfirmed';
import type { InboundEvent, MessageEvent, ReplyEvent, StatusEvent } from '../../whatsapp/events';
import type { Recipient } from '../../whatsapp/messages';
import { isPerson, withIdentities } from '../../whatsapp/person';
import type { Supports } from '../../whatsapp/capabilities';
import type { Collected, Sent } from './collected';

/** What was sent, and what came back for it. */
export interface Answered extends LiveOutcome {
	sent: Sent;
}

export interface Matched extends LiveEvidence {
	answered: Answered[];
	/** Of the person, for no message of the live check. */
	unmatched: InboundEvent[];
	/** Events of others: they are nobody's business here. */
	ofOthers: number;
}

/**
 * Says which event belongs to which message: by message ID, reference, reply ID or label; what names no
 * message belongs to the first that asks for such a thing and has none yet.
 */
export function match(
	{ sent, events }: Pick<Collected, 'sent' | 'events'>,
	supports: Supports,
	now: number,
): Matched {
	const answered = sent.map((one) => ({ sent: one, ...bare(one) }));
	const named = new Map(events.map((event) => [event, answered.find((one) => names(event, one))]));
	const people = identitiesIn(sent[0]?.to, named);
	const theirs = events.filter((event) => named.get(event) || isPerson(people, event.from));
	const unmatched: InboundEvent[] = [];
	for (const event of theirs) {
		const goal = named.get(event) ?? answered.find((one) => asksFor(one, event, supports));
		if (goal === undefined) unmatched.push(event);
		else put(goal, event);
	}
	for (const one of answered) one.accepted = wasAccepted(one);
	return {
		answered,
		unmatched,
		ofOthers: events.length - theirs.length,
		to: sent[0]?.to ?? {},
		now,
		events: theirs,
		of: (kind) => answered.find((one) => one.sent.kind.id === kind),
	};
}

type Open = Answered & {
	replies: ReplyEvent[];
	messages: MessageEvent[];
	statuses: StatusEvent[];
};

const bare = ({ messageId, reference, choices, sentAt }: Sent): Omit<Open, 'sent'> => ({
	messageId,
	reference,
	choices,
	sentAt,
	replies: [],
	messages: [],
	statuses: [],
});

/** Does the event say that it is about this message? */
function names(event: InboundEvent, { sent }: Answered): boolean {
	const { messageId, reference, choices } = sent;
	const told = event as Partial<Pick<StatusEvent, 'messageId' | 'reference'>>;
	if (messageId !== undefined && [event.context?.messageId, told.messageId].includes(messageId))
		return true;
	if (reference !== '' && told.reference === reference) return true;
	if (event.event !== 'reply') return false;
	return choices.some(
		({ id, title }) =>
			(id !== '' && event.replyId === id) || (title !== '' && event.title === title),
	);
}

/** Whoever answered what was sent to somebody is that somebody, also under another identity. */
function identitiesIn(
	to: Recipient | undefined,
	named: ReadonlyMap<InboundEvent, Answered | undefined>,
): Recipient[] {
	let people: Recipient[] = to === undefined ? [] : [to];
	for (const [event, one] of named) if (one) people = withIdentities(people, event.from);
	return people;
}

/** A message or reply that names nothing: is it what this one asks for? */
function asksFor({ sent, replies, messages }: Answered, event: InboundEvent, supports: Supports) {
	const wanted = sent.kind.expects?.(supports);
	if (wanted === undefined || sent.status === 'not sent' || sent.status === 'refused') return false;
	const empty = replies.length === 0 && messages.length === 0;
	return empty && event.event === wanted.event && event.kind === wanted.kind;
}

function put({ replies, messages, statuses }: Open, event: InboundEvent): void {
	if (event.event === 'reply') replies.push(event);
	if (event.event === 'message') messages.push(event);
	if (event.event === 'status') statuses.push(event);
}

function wasAccepted({ sent, statuses }: Answered): boolean | undefined {
	if (sent.status === 'refused') return false;
	if (sent.status !== 'accepted') return undefined;
	return !statuses.some(({ status }) => status === 'failed');
}
