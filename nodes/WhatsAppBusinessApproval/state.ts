import type { IDataObject } from 'n8n-workflow';
import type { Person } from '../whatsapp/events';
import type { Recipient } from '../whatsapp/messages';

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
	history: HistoryEntry[];
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

/** Somebody who is asked, or will be. */
export interface Asked {
	/** As the builder named the person. */
	person: Recipient;
	/** Every identity under which the person may answer. */
	identities: Recipient[];
	/** The questions that stand in the chat; none before the person is asked. */
	messageIds: string[];
	/** The provider's answer to a send got lost: there may be a question with an unknown ID. */
	lost?: boolean;
	/** No question reached the person. */
	unreached?: boolean;
	/** Has approved, in order; the others after are still to. */
	answered?: boolean;
	/** How often the question was put again after an answer that was not understood. */
	repeats?: number;
}

/** What people are told; an empty text is not sent. */
interface Texts {
	/** To the one who decided. `{choice}` is the label. */
	confirmation: string;
	/** To the others who were asked. `{person}` decided, `{choice}` is the label. */
	others: string;
	/** To one who answers a second time, while others are still to decide. */
	again: string;
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

/** What is to be done once n8n runs the node again. `who` is an index in `people`. */
export interface Task {
	do: 'ask' | 'askByTemplate' | 'askAgain' | 'askReason';
	who: number;
}

/** One line of the evidence. */
export type HistoryEntry = { event: string; at: string } & IDataObject;

/** What a waiting approval knows of itself; saved by n8n with the execution, and nowhere else. */
export interface ApprovalState {
	/** Made for this request, base64url; proves a reference. */
	key: string;
	executionId: string;
	nodeId: string;
	/** Signature of the resume URL, for references made later. */
	signature: string;
	provider: string;
	/** Number that asks. */
	from: string;
	question: string;
	header?: string;
	footer?: string;
	/** The label that opens a list. */
	listButton: string;
	sendAs: 'automatic' | 'interactive' | 'template';
	/** Template for people whom only a template reaches; `name|language`, empty for none. */
	template: string;
	/** What stands on the template's quick-reply buttons, in the order of the choices. */
	templateLabels?: string[];
	people: Asked[];
	/** `first`: the first answer decides. `order`: everyone, one after the other. */
	rule: 'first' | 'order';
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
	/** The item that came in. */
	item: IDataObject;
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

/** Is this on record about this message already? */
export const alreadyKnown = (
	{ history }: ApprovalState,
	event: string,
	messageId: string,
): boolean => history.some((entry) => entry.event === event && entry.messageId === messageId);

/** How an approval branches: an exit for each answer, then No Answer, then Not Delivered. */
export interface Exits {
	/** How many answers have an exit. */
	answers: number;
	/** One exit for everything instead. */
	oneOutput: boolean;
	/** That exit leads back to an AI agent. */
	humanReview: boolean;
}
