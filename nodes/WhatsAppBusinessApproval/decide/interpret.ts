import {
	type ApprovalReference,
	isBareTap,
	provesClaim,
	readReference,
	REASON_DELIVERY,
} from '../../approvals/reference';
import type { InboundEvent, MessageEvent, ReplyEvent, StatusEvent } from '../../whatsapp/events';
import { changedPeople, identitiesOf, isPerson, newIdentities } from '../../whatsapp/person';
import { choiceOf, isDelivery } from '../references';
import {
	type ApprovalState,
	type Asked,
	type Choice,
	mayHaveUnknown,
	messageOf,
	type SentQuestion,
} from '../state';
import { inCircumstances } from './circumstances';
import { type Answer, refused, type Interpretation } from './interpretation';
import { choiceOfLabel, labelAgrees } from './labels';
import { nextTry, roadOf, roadOfStatus } from './roads';
import { type Answerable, typedAnswer } from './typedAnswer';

/**
 * What does this event mean for this request? A decision is only a tap that carries the reference
 * made for it, or words or a reaction that quote the question, and only by the person whom that
 * very message asked.
 *
 * @param event of a webhook whose signature is verified already
 * @param now when that came in; it stands for the time of an event that has none
 */
export function interpretEvent(
	event: InboundEvent,
	state: ApprovalState,
	now = new Date(),
): Interpretation {
	return inCircumstances(whatItSays(event, state), state, now);
}

/** The same, whenever and to which number it was said. */
function whatItSays(event: InboundEvent, state: ApprovalState): Interpretation {
	switch (event.event) {
		case 'reply':
			return event.kind === 'reaction'
				? interpretReaction(event, state)
				: interpretTap(event, state);
		case 'message':
			return event.kind === 'system'
				? interpretNumberChange(event, state)
				: interpretText(event, state);
		case 'status':
			return interpretStatus(event, state);
		default:
			return refused('not for this approval');
	}
}

function interpretTap(event: ReplyEvent, state: ApprovalState): Interpretation {
	const reference = readReference(event.replyId);
	if (reference === undefined) return interpretLabel(event, state);
	if (!isHere(reference, state)) return refused('not for this approval');
	const who = madeFor(reference, state);
	const found = choiceOf(state.choices, reference.choice);
	if (who < 0 && isEarlier(reference, event, state)) return refused('earlier request');
	if (who < 0 || found === undefined) return refused('forged');
	const asked = state.people[who];
	if (!isPerson(asked.identities, event.from)) return refused('wrong person');
	// Only the template's buttons have these references, so they tell by themselves.
	if (!found.byTemplate && isOther(event.context?.messageId, asked)) {
		return refused('other message');
	}
	if (isOver(state, who)) return refused('answered before');
	return labelAgrees(event, found.choice, found.byTemplate, asked, state.choices)
		? answer(state, who, found.choice, 'tap', event)
		: { kind: 'doubtful', who, event };
}

/**
 * A tap on a template whose buttons could not be given references (Interakt; Twilio, where the ids are
 * part of the approved content), or on a button of which no ID comes back (one of Gupshup's samples, or the
 * template that Meta makes of a question by Direct Send, should it lose them):
 * which message, whose, and what stands on the button.
 */
function interpretLabel(event: ReplyEvent, state: ApprovalState): Interpretation {
	const repeated = readReference(event.reference);
	if (repeated !== undefined && !isHere(repeated, state)) return refused('not for this approval');
	if (repeated !== undefined && madeFor(repeated, state) < 0)
		return refused(isEarlier(repeated, event, state) ? 'earlier request' : 'forged');
	const asked = state.people.findIndex((one) => messageOf(one, event.context?.messageId));
	if (asked < 0) return refused(repeated === undefined ? 'not for this approval' : 'other message');
	if (!isPerson(state.people[asked].identities, event.from)) return refused('wrong person');
	const message = messageOf(state.people[asked], event.context?.messageId)!;
	const choice = choiceOfLabel(message, event.title, state.choices);
	// A reply button has its reference, unless the provider gave no ID back with the tap at all.
	return choice !== undefined && (roadOf(message.by) !== 'window' || isBareTap(event))
		? answer(state, asked, choice, 'tap', event)
		: refused('not for this approval');
}

/** An answer of the right person; it may come too late. */
function answer(
	state: ApprovalState,
	who: number,
	choice: Choice,
	by: 'tap' | 'text' | 'reaction',
	event: Answer,
): Interpretation {
	return isOver(state, who)
		? refused('answered before')
		: { kind: 'answer', who, choice, by, event };
}

/** Has this person answered already, or somebody for all? */
const isOver = ({ rejection, rule, people }: ApprovalState, who: number): boolean =>
	rejection !== undefined || (rule !== 'first' && people[who].answered === true);

const THUMBS = { approved: '\u{1f44d}', rejected: '\u{1f44e}' } as const;

function interpretReaction(event: ReplyEvent, state: ApprovalState): Interpretation {
	const who = quoted(event, state);
	if (!state.reactions || who < 0) return refused('not for this approval');
	// Without the skin tone.
	const emoji = (event.emoji ?? '').replace(/[\u{1f3fb}-\u{1f3ff}]|\ufe0f/gu, '');
	const choice = state.choices.find(
		({ decision }) => decision !== 'chosen' && THUMBS[decision] === emoji,
	);
	return choice === undefined
		? refused('not for this approval')
		: answer(state, who, choice, 'reaction', event);
}

function interpretText(event: MessageEvent, state: ApprovalState): Interpretation {
	// Somebody else wrote what is passed on, and a group is nobody who was asked.
	if (event.forwarded === true || event.groupId !== undefined)
		return refused('not for this approval');
	const text = event.kind === 'text' ? (event.text ?? '') : '';
	const messageId = event.context?.messageId;
	const { rejection, choices } = state;
	if (rejection !== undefined) {
		const { identities } = state.people[rejection.by];
		const meant = messageId === undefined || messageId === rejection.messageId;
		return meant && text !== '' && isPerson(identities, event.from)
			? { kind: 'reason', text, event }
			: refused('not for this approval');
	}
	const who = choices.length === 0 ? writer(event, state) : quoted(event, state);
	if (who < 0) return refused('not for this approval');
	if (choices.length === 0) {
		return text === '' ? { kind: 'doubtful', who, event } : { kind: 'text', who, text, event };
	}
	if (!state.typed) return refused('not for this approval');
	const message = messageOf(state.people[who], messageId);
	const index = typedAnswer(text, answersShown(choices, message), message?.numbered === true);
	if (index !== undefined) return answer(state, who, choices[index], 'text', event);
	return isOver(state, who) ? refused('answered before') : { kind: 'doubtful', who, event };
}

/** What can be typed: also the labels as they stood on the very message, where a template has its own. */
const answersShown = (choices: readonly Choice[], message?: SentQuestion): Answerable[] =>
	choices.map(({ id, label, words }) => {
		const shown = message?.labels.filter(({ choice }) => choice === id) ?? [];
		return { label, words: [...words, ...shown.map(({ text }) => text)] };
	});

/** Whose question an event quotes; -1 for nobody's. */
function quoted({ context, from }: Answer, { people }: ApprovalState): number {
	return people.findIndex(
		(asked) =>
			messageOf(asked, context?.messageId) !== undefined && isPerson(asked.identities, from),
	);
}

/** Where writing is the answer, it need not quote the question: the trigger knows of no other. */
function writer(event: MessageEvent, state: ApprovalState): number {
	return event.context?.messageId === undefined
		? state.people.findIndex(({ identities }) => isPerson(identities, event.from))
		: quoted(event, state);
}

function interpretNumberChange(event: MessageEvent, { people }: ApprovalState): Interpretation {
	const added = newIdentities(event.system);
	// More than one, where somebody was named twice under two identities.
	const who = people.flatMap(({ identities }, index) =>
		changedPeople(event).some((person) => isPerson(identities, person)) ? [index] : [],
	);
	return added.length === 0 || who.length === 0
		? refused('not for this approval')
		: { kind: 'numberChanged', who, added, event };
}

/** What a delivery status means for a request. */
function interpretStatus(event: StatusEvent, state: ApprovalState): Interpretation {
	const reference = readReference(event.reference);
	if (reference === undefined) return interpretNamelessStatus(event, state);
	if (!isHere(reference, state)) return refused('not for this approval');
	const who = madeFor(reference, state);
	if (who < 0 || !isDelivery(reference.choice)) return refused('forged');
	if (event.status !== 'failed') return { kind: 'status', who, event };
	if (reference.choice === REASON_DELIVERY) {
		const current = event.messageId === state.rejection?.messageId;
		return current ? { kind: 'reasonFailed', event } : refused('other message');
	}
	const road = roadOfStatus(event, state, who, reference.choice);
	if (road === 'window' && isOther(event.messageId, state.people[who]))
		return refused('other message');
	return { kind: 'failed', who, road, next: nextTry(event, road, state, who), event };
}

/** A status of a provider that does not repeat the reference: its message ID tells. */
function interpretNamelessStatus(event: StatusEvent, state: ApprovalState): Interpretation {
	if (event.messageId === state.rejection?.messageId && event.status === 'failed')
		return { kind: 'reasonFailed', event };
	const who = state.people.findIndex((asked) => messageOf(asked, event.messageId));
	if (who < 0) return refused('not for this approval');
	if (event.status !== 'failed') return { kind: 'status', who, event };
	const road = roadOfStatus(event, state, who);
	return { kind: 'failed', who, road, next: nextTry(event, road, state, who), event };
}

/** Was the reference made in this execution, by this node? */
export function isHere(
	reference: ApprovalReference | undefined,
	{ executionId, nodeId }: ApprovalState,
): reference is ApprovalReference {
	return reference?.executionId === executionId && reference.nodeId === nodeId;
}

/** The person for whom this request made the reference; -1 for nobody. */
export function madeFor(
	{ mac, ...reference }: ApprovalReference,
	{ people, key }: ApprovalState,
): number {
	return people.findIndex(({ person }) => provesClaim(mac, { ...reference, person }, key));
}

/** Was the reference made for this person by a request of this node before, in the same execution? */
function isEarlier(
	{ mac, ...reference }: ApprovalReference,
	{ from }: ReplyEvent,
	{ earlierKeys, people }: ApprovalState,
): boolean {
	// Somebody may have been asked under another identity than the one that now answers.
	const known = people.filter(({ identities }) => isPerson(identities, from));
	const persons = [...identitiesOf(from), ...known.map(({ person }) => person)];
	return earlierKeys.some((key) =>
		persons.some((person) => provesClaim(mac, { ...reference, person }, key)),
	);
}

/** Providers that do not say what was answered leave it to the reference alone. */
function isOther(messageId: string | undefined, asked: Asked): boolean {
	if (messageId === undefined || mayHaveUnknown(asked) || asked.messages.length === 0) return false;
	return messageOf(asked, messageId) === undefined;
}
