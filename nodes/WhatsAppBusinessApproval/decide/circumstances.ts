import type { InboundEvent, Receiver } from '../../whatsapp/events';
import type { Recipient } from '../../whatsapp/messages';
import { isSamePerson, withIdentities } from '../../whatsapp/person';
import type { ApprovalState } from '../state';
import { type Answer, type Refusal, refused, type Interpretation } from './interpretation';

/**
 * Milliseconds by which an answer may seem to be older than its question. n8n's clock says when the
 * question was asked and WhatsApp's when the answer was written, in whole seconds; servers that set
 * their clocks by the network differ by less than this.
 */
const CLOCK_ALLOWANCE = 60_000;

/** What an answer means only if it was given at the right time and place. */
type Counting = Extract<Interpretation, { kind: 'answer' | 'text' | 'reason' | 'doubtful' }>;

/**
 * The verdict where the circumstances of the answer are those of an answer to this question; else why
 * it does not count. Words that quote nothing are then none of this request's business.
 *
 * @param now when the webhook came in
 */
export function inCircumstances(
	verdict: Interpretation,
	state: ApprovalState,
	now: Date,
): Interpretation {
	if (!isCounting(verdict)) return verdict;
	const reason = obstacle(verdict, state, now);
	if (reason === undefined) return verdict;
	return refused(isAboutQuestion(verdict.event) ? reason : 'not for this approval');
}

const isCounting = (verdict: Interpretation): verdict is Counting =>
	['answer', 'text', 'reason', 'doubtful'].includes(verdict.kind);

/** Does it carry what only the question had: a button of it, or its ID? */
const isAboutQuestion = (event: Answer): boolean =>
	event.event === 'reply' || event.context?.messageId !== undefined;

function obstacle(verdict: Counting, state: ApprovalState, now: Date): Refusal | undefined {
	const { event } = verdict;
	if (isOtherNumber(event.to, state.from)) return 'other number';
	const person = personOf(verdict, state);
	if (isSamePerson(person, state.excluded)) return 'must not decide';
	if (state.ended !== undefined || hasDecided(verdict, person, state)) return 'answered before';
	// What is about the question is younger than it, whatever the clocks say.
	if (!isAboutQuestion(event) && isBefore(event, askedAt(verdict, state))) return 'too early';
	const until = verdict.kind === 'reason' ? state.rejection!.until : state.deadline;
	return until !== undefined && isAfter(event, until, now) ? 'late' : undefined;
}

/**
 * Was it given after that? By its own time: n8n notices a deadline up to a minute late, or hours after an
 * outage. WhatsApp's times are whole seconds, cut off, so that what is given in the very second of the
 * deadline is in time.
 */
const isAfter = (event: Answer, until: string, now: Date): boolean =>
	(timeOf(event) ?? now.getTime()) > Date.parse(until);

const whoIn = (verdict: Counting, { rejection }: ApprovalState): number =>
	verdict.kind === 'reason' ? rejection!.by : verdict.who;

/** Everything that is known of the one who answers. */
const personOf = (verdict: Counting, state: ApprovalState): Recipient[] =>
	withIdentities(state.people[whoIn(verdict, state)].identities, verdict.event.from);

/** In order, somebody may have been named twice: by number and by user ID. */
function hasDecided(verdict: Counting, person: Recipient[], state: ApprovalState): boolean {
	return state.people.some(
		({ answered, identities }, index) =>
			answered === true && index !== whoIn(verdict, state) && isSamePerson(identities, person),
	);
}

/** Since when this answer can have been given, in milliseconds since 1970. */
function askedAt(verdict: Counting, { people, rejection }: ApprovalState): number {
	// The rejection's time is of the same clock as that of the reason.
	if (verdict.kind === 'reason') return Date.parse(rejection!.at);
	const [first] = people[verdict.who].messages;
	return first === undefined ? Number.POSITIVE_INFINITY : Date.parse(first.at) - CLOCK_ALLOWANCE;
}

/** Was it written before that, or at a time that nobody can tell? */
const isBefore = (event: Answer, since: number): boolean => !((timeOf(event) ?? -1) >= since);

/** When it happened, in milliseconds since 1970; undefined where the provider did not say. */
function timeOf({ timestamp }: Pick<InboundEvent, 'timestamp'>): number | undefined {
	// Providers' readers write the year 1970 for a time that is missing.
	return Date.parse(timestamp) || undefined;
}

/**
 * Was this written to another number than the one that asked? Only where the provider names the number,
 * in a form that can be compared: a messaging service of Twilio's is no number itself.
 */
function isOtherNumber({ phoneNumberId, phone }: Receiver, from: string): boolean {
	if (phoneNumberId === undefined || phoneNumberId === from) return false;
	const [theirs, ours] = [phoneNumberId, from].map(digitsOf);
	if (ours === undefined) return theirs === undefined;
	return ours !== theirs && ours !== digitsOf(phone ?? '');
}

/** The digits of an ID or number, however it is written: `whatsapp:+14155550100`, `1 415 555 0100`. */
function digitsOf(id: string): string | undefined {
	const match = /^(?:whatsapp:)?(?:\+|00)?([\d\s().-]+)$/i.exec(id);
	return match?.[1].replace(/\D/g, '') || undefined;
}
