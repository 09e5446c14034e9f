import type { Provider } from '../../providers/provider';
import type { Supports } from '../../whatsapp/capabilities';
import type { MediaType, Message, Template } from '../../whatsapp/messages';
import type { Choice } from './choices';

/** A message without whom it goes to. */
export type Content = Message extends infer One
	? One extends Message
		? Omit<One, 'from' | 'to' | 'id' | 'reference'>
		: never
	: never;

/** What is to come back for a message, by the names of `docs/events.md`. */
export interface Expected {
	event: 'message' | 'reply';
	kind: string;
	/** Fields that have to be there. `a|b`: one of them. IDs and titles have to be those that were sent. */
	fields: readonly string[];
	/** Fields that are there with some providers: whether they are is said, and is right either way. */
	also?: readonly string[];
}

/** What the user gave, and the names of this one message. */
export interface Draft {
	supports: Supports;
	/** The message with which the person opened the window. */
	answering: string;
	links: Readonly<Partial<Record<MediaType, string>>>;
	flow: string;
	template?: Template;
	/** Of the first, second … button or row. */
	choice(title: string, longest?: number): Choice;
}

/** What says which messages a provider carries. */
type Carrying = Pick<Provider, 'supports' | 'markRead'>;

/** One message of a live check. */
export interface LiveKind {
	/** Stays the same for ever: reports are compared. */
	id: string;
	name: string;
	/** Does the provider carry it? */
	carried(provider: Carrying): boolean;
	/** What the user has to fill in for it, where that is missing. */
	needs?(draft: Draft): string | undefined;
	/** `read` marks what the person wrote as read. */
	content(draft: Draft): Content | 'read';
	/** What the person is asked to do. */
	ask: string;
	expects?: (supports: Supports) => Expected;
	/** Can it be sent although the person has not written for 24 hours? */
	anytime?: true;
}
