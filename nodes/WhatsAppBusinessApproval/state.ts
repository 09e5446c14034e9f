import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';
import type { Language } from '../approvals/languages';
import type { Person } from '../whatsapp/events';
import type { HeaderMedia, Recipient } from '../whatsapp/messages';
import { isPerson, withIdentities } from '../whatsapp/person';
import type { HistoryEntry } from './history';

export interface Outcome {
	/** `notDelivered`: the question never reached the person. */
	decision: 'approved' | 'rejected' | 'chosen' | 'answered' | 'noAnswer' | 'notDelivered';
	choice?: string;
	/** What the person wrote, when that is the answer. */
	text?: string;
	person?: Person;
	decidedAt?: string;
	/** Why the person rejected, in their own words. */
	comment?: string;
	messageId?: string;
	/** Why the question did not reach the person. */
	failure?: DeliveryFailure;
	/** How the votes stand, where votes decide. */
	votes?: Tally;
	history: HistoryEntry[];
}

/** How votes stand, as it leaves with the item. */
export interface Tally {
	needed: number;
	approved: number;
	rejected: number;
	/** Who has not answered; whom the question did not reach is among them. */
	open: number;
	by: Array<{ decision: Vote['decision']; person: Person; decidedAt: string }>;
}

export interface DeliveryFailure {
	/** The provider's code, if it gave one. */
	code?: string;
	reason: string;
	/** What to do. */
	hint?: string;
}

/** One answer that can be given. */
export interface Choice {
	/** One letter or digit, as it stands in the reference. */
	id: string;
	label: string;
	/** Small text below the label; lists only. */
	description?: string;
	/** What people type who mean this; matched without regard to case and accents. */
	words: string[];
	decision: 'approved' | 'rejected' | 'chosen';
	/** Index of the exit, when each decision has its own. */
	exit: number;
}

/** What stands on a button or row, and the choice that it was sent for. */
export interface ShownLabel {
	text: string;
	/** `Choice.id`. */
	choice: string;
}

/** A question as it was sent to one person. */
export interface SentQuestion {
	/** Absent when the answer to the send got lost, so that it may or may not stand in the chat. */
	id?: string;
	/** `direct`: as buttons or text, by Direct Send. */
	by: 'buttons' | 'list' | 'text' | 'direct' | 'template';
	/** Empty where nothing can be tapped, or where an older version did not keep them. */
	labels: ShownLabel[];
	/** When it was sent; ISO 8601. */
	at: string;
	/** The answers were shown with their numbers, and nothing else was shown with one. */
	numbered?: boolean;
	/** It did not arrive, as far as the provider knows. */
	failed?: boolean;
}

/** Somebody who is asked, or will be. */
export interface Asked {
	/** As the builder named the person. */
	person: Recipient;
	/** Every identity under which the person may answer. */
	identities: Recipient[];
	/** The questions that were sent, oldest first; none before the person is asked. */
	messages: SentQuestion[];
	/** No question reached the person. */
	unreached?: boolean;
	/** Has answered while others are still to: in order, or by a vote. */
	answered?: boolean;
	/** What the vote was, where votes decide. */
	vote?: Vote;
	/** Index of the group that the person stands in; 0 where there is but one. */
	group?: number;
	/** How often the question was put again after an answer that was not understood. */
	repeats?: number;
}

/** What somebody decided, as one of several. The first of a person counts. */
export interface Vote {
	decision: 'approved' | 'rejected';
	/** Label of the answer. */
	choice: string;
	/** As WhatsApp names the voter. */
	person: Person;
	/** ISO 8601. */
	at: string;
}

/** How votes decide; see `verdictOf`. */
export interface VotingRule {
	/** How many have to approve, group by group. */
	needed: number[];
	/** One rejection ends it; else it ends when approval has become impossible. */
	veto: boolean;
}

/** What people are told; an empty text is not sent. */
interface Texts {
	/** To the one who decided. `{choice}` is the label. */
	confirmation: string;
	/** To the others who were asked. `{person}` decided, or decided last, `{choice}` is the label. */
	others: string;
	/** To one who answers a second time, while others are still to decide. */
	again: string;
	/** To one whose answer is to a question that is closed already. */
	late: string;
	/** To one whose typed answer is not understood. `{answers}` lists what can be typed. */
	notUnderstood: string;
	/** To one who rejected, when a reason is wanted. `{choice}` is the label. */
	reason: string;
	reminder: string;
}

/** A rejection whose reason is still awaited. */
interface Rejection {
	/** Index in `people`. */
	by: number;
	choice: string;
	person: Person;
	/** ISO 8601. */
	at: string;
	/** When to go on without a reason; ISO 8601. */
	until: string;
	/** The message that asks for it. */
	messageId?: string;
}

/** How a request ends, and by which exit its item leaves. */
export interface Ending {
	outcome: Outcome;
	exit: number | 'notDelivered' | 'noAnswer';
}

/** What is to be done once n8n runs the node again. `who` is an index in `people`. */
export interface Task {
	do: 'ask' | 'askDirectly' | 'askByTemplate' | 'askAgain' | 'askReason';
	who: number;
}

/** What stands above the question; its bytes are not kept. */
export interface AboveQuestion {
	type: HeaderMedia['type'];
	/** A public address… */
	link?: string;
	/** …or the binary field of the item that holds the file. */
	field?: string;
	/** As the builder wants it, else the file's own. */
	filename?: string;
	/** Of the file, once it was uploaded. */
	upload?: {
		id: string;
		/** ISO 8601. */
		at: string;
		/** In hexadecimal digits. */
		sha256: string;
	};
}

/**
 * Of what is saved now. What an older version saved is brought up to it by `readSavedState`. Votes have a
 * number of their own: a version of this package that does not know them would take the first for all.
 */
export const STATE_VERSION = 2;
export const VOTING_STATE_VERSION = 3;

/** Of several requests together, each with its own version. */
export const SEVERAL_VERSION = 4;

/** What a waiting approval knows of itself; saved by n8n with the execution, and nowhere else. */
export interface ApprovalState {
	version: typeof STATE_VERSION | typeof VOTING_STATE_VERSION;
	/** Made for this request, base64url; proves a reference. */
	key: string;
	/** Those of this node's requests before, in the same execution: a loop, or a try again. */
	earlierKeys: string[];
	executionId: string;
	nodeId: string;
	/** Signature of the resume URL, for references made later. */
	signature: string;
	provider: string;
	/** Number that asks. */
	from: string;
	question: string;
	header?: string;
	/** Instead of `header`. */
	above?: AboveQuestion;
	footer?: string;
	/** The label that opens a list. */
	listButton: string;
	sendAs: 'automatic' | 'interactive' | 'template';
	/** Whom the closed window keeps from buttons is asked by Direct Send first, which the question allows. */
	directSend?: boolean;
	/** Template for people whom only a template reaches; `name|language`, empty for none. */
	template: string;
	people: Asked[];
	/** Who must not decide, under whatever identity. */
	excluded: Recipient[];
	/** `first`: the first answer decides. `order`: everyone, one after the other. `votes`: see `voting`. */
	rule: 'first' | 'order' | 'votes';
	/** There with the rule `votes`. */
	voting?: VotingRule;
	/** In which people are spoken to; absent in what an older version saved. */
	language?: Language;
	/** None: the answer is whatever the person writes. */
	choices: Choice[];
	/** Do typed words and labels count? */
	typed: boolean;
	/** Do 👍 and 👎 count? */
	reactions: boolean;
	/** Minutes for which a reason is awaited; 0: none is asked for. */
	reasonMinutes: number;
	rejection?: Rejection;
	/** ISO 8601. */
	deadline?: string;
	/** When to remind, until it is done; ISO 8601. */
	remindAt?: string;
	texts: Texts;
	exits: Exits;
	/** The item that came in, and its files. */
	item: IDataObject;
	files?: IBinaryKeyData;
	/** Which item that was, of several; absent of the first. */
	itemIndex?: number;
	/** What has become of it, while the requests for other items still wait. */
	ended?: Ending;
	history: HistoryEntry[];
	tasks: Task[];
}

/** The state with one more line of evidence. */
export const record = (state: ApprovalState, entry: HistoryEntry): ApprovalState => ({
	...state,
	history: [...state.history, entry],
});

/** The state with something changed about one person. */
export const withPerson = (
	state: ApprovalState,
	who: number,
	change: Partial<Asked>,
): ApprovalState => ({
	...state,
	people: state.people.map((asked, index) => (index === who ? { ...asked, ...change } : asked)),
});

/** The state with the identities that a person was seen to have, together with one that is known. */
export function learned(state: ApprovalState, who: number, person: Person): ApprovalState {
	const { identities } = state.people[who];
	return isPerson(identities, person)
		? withPerson(state, who, { identities: withIdentities(identities, person) })
		: state;
}

/** Is this on record about this message already? Keeps the same line from being written twice. */
export const alreadyKnown = (
	{ history }: ApprovalState,
	event: HistoryEntry['event'],
	messageId: string,
): boolean =>
	history.some(
		(entry) => entry.event === event && 'messageId' in entry && entry.messageId === messageId,
	);

/** IDs of the questions that stand in the person's chat for all that is known, oldest first. */
export const messageIdsOf = ({ messages }: Asked): string[] =>
	messages.flatMap(({ id, failed }) => (id === undefined || failed ? [] : [id]));

/** The question with this ID. */
export const messageOf = ({ messages }: Asked, id: string | undefined): SentQuestion | undefined =>
	id === undefined ? undefined : messages.find((message) => message.id === id);

/** May there be a question in the person's chat whose ID is not known? */
export const mayHaveUnknown = ({ messages }: Asked): boolean =>
	messages.some(({ id, failed }) => id === undefined && !failed);

/** How an approval branches: an exit for each answer, then No Answer, then Not Delivered. */
export interface Exits {
	/** How many answers have an exit. */
	answers: number;
	/** One exit for everything instead. */
	oneOutput: boolean;
	/** That exit leads back to an AI agent. */
	humanReview: boolean;
}
