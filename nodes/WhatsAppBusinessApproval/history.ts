import type { Person } from '../whatsapp/events';
import type { HeaderMedia, Recipient } from '../whatsapp/messages';

/** What somebody saw, word for word. */
export interface ShownQuestion {
	header?: string;
	/** The file above it: by its link, or by its name and what its bytes come to. */
	above?: { type: HeaderMedia['type']; link?: string; filename?: string; sha256?: string };
	text?: string;
	footer?: string;
	/** Labels of every button or row, in their order. */
	buttons?: string[];
	/** `name|language`. */
	template?: string;
	/** What was filled in, by the ID of the template's variable. */
	parameters?: Record<string, string>;
}

interface Asking extends ShownQuestion {
	event: 'asked' | 'asked by Direct Send' | 'asked by template' | 'asked again';
	person: Recipient;
	messageId: string;
}

interface NotSent {
	/** `unknown`: the provider's answer got lost, so the question may or may not be there. */
	event: 'unknown' | 'not delivered';
	/** Absent where nobody could be asked at all. */
	person?: Recipient;
	messageId?: string;
	code?: string;
	reason: string;
	hint?: string;
}

interface Reported {
	event: 'sent' | 'delivered' | 'read' | 'played' | 'failed';
	person: Recipient;
	messageId: string;
	/** What it costs, where WhatsApp says so: `utility`, `service` …, and whether it is charged. */
	category?: string;
	charged?: boolean;
}

interface Answered {
	event: 'approved' | 'rejected' | 'chosen';
	choice: string;
	by: 'tap' | 'text' | 'reaction';
	person: Person;
	answerId: string;
}

interface Written {
	event: 'answered';
	text: string;
	person: Person;
	answerId: string;
}

/** An answer that decides nothing, and why. */
interface Refused {
	event: 'refused';
	reason: string;
	person: Person;
	answerId: string;
}

/** An answer of the right person from which nothing follows; the question was put once more. */
interface NotUnderstood {
	event: 'not understood';
	person: Person;
	/** Absent in what the first version of the state kept. */
	answerId?: string;
	/** What stands on the button that was tapped, where that does not fit what it was made for. */
	label?: string;
}

interface NumberChanged {
	event: 'number changed';
	from: Person;
	to: Recipient[];
}

interface Reminded {
	event: 'reminded' | 'not reminded';
	person: Recipient;
	text: string;
	messageId?: string;
	code?: string;
	reason?: string;
	hint?: string;
}

interface AskedForReason {
	event: 'asked for a reason';
	messageId: string;
	text: string;
}

interface Reason {
	event: 'reason';
	text: string;
}

interface DeadlinePassed {
	event: 'deadline passed';
}

/** One line of the evidence. It is for people to read: nothing is ever decided by it. */
export type HistoryEntry = {
	/** When it happened; ISO 8601. */
	at: string;
} & (
	| Asking
	| NotSent
	| Reported
	| Answered
	| Written
	| Refused
	| NotUnderstood
	| NumberChanged
	| Reminded
	| AskedForReason
	| Reason
	| DeadlinePassed
);
