import type { MediaType } from './messages';

/** Of what an interactive message has around its action. */
export interface FrameLimits {
	body: number;
	header: number;
	footer: number;
	/** Can the header be a picture, video or document? */
	headerMedia?: true;
	/** Header and footer travel inside the body, so the three share its limit. */
	folded?: true;
}

interface InteractiveLimits extends FrameLimits {
	/** How many buttons or rows. */
	count: number;
	title: number;
	id: number;
}

/** Limits in characters; a provider states its own where they differ from WhatsApp's. */
export interface Supports {
	text?: { body: number };
	/** `id`: also by the ID of an upload, not only by public link. `voice`: also audio as a voice note. */
	media?: {
		types: readonly MediaType[];
		caption: number;
		/** Those that can have none, besides audio and stickers, which never have one. */
		uncaptioned?: readonly MediaType[];
		id?: true;
		voice?: true;
	};
	buttons?: InteractiveLimits;
	/** `sections`: how many, and how long the title of each. */
	list?: InteractiveLimits & {
		button: number;
		description: number;
		sections?: { count: number; title: number };
	};
	link?: FrameLimits & { label: number; url: number };
	location?: { name: number; address: number };
	locationRequest?: { body: number };
	contacts?: { count: number };
	reaction?: true;
	/** The text below it may be left out. */
	product?: { body: number; footer: number };
	productList?: FrameLimits & { count: number; sections: { count: number; title: number } };
	catalog?: { body: number; footer: number };
	/** `body` 0: it has words of its own. */
	callPermissionRequest?: { body: number };
	contactInfoRequest?: { body: number };
	/** In India and Singapore. */
	addressRequest?: FrameLimits;
	/**
	 * `names`: also by the flow's name, not only by its ID. `screenFromServer`: can it begin with a screen
	 * that the flow's own server chooses?
	 */
	flow?: FrameLimits & { cta: number; names?: true; screenFromServer?: true };
	/** `payload`: of a quick reply, as a send can set it; 0: none can be set, its label tells. */
	template?: {
		payload: number;
		/** Also by components as Meta writes them. */
		components?: true;
		/** Also carousels. */
		cards?: true;
		/** Also limited-time offers. */
		offers?: true;
	};
	/**
	 * Texts, reply buttons and link buttons can go out as Direct Send: outside the 24-hour window, without a
	 * template. `text`: how long a text may be then. `withoutIt`: the codes with which an account is refused
	 * that has not got it.
	 */
	directSend?: { text: number; withoutIt: readonly string[] };
	/** Longest tracking reference. */
	reference?: number;
	/** Which messages can be quoted: any, or only what the person wrote? */
	quote?: 'any' | 'theirs';
	/** Can one write to a user ID (BSUID), where the phone number is not known? */
	userIds?: true;
	/** How many messages a number may send in a second, where that is not WhatsApp's 80. */
	perSecond?: number;
	/** Can "typing…" be shown while a message is marked as read? `always`: one does not go without the other. */
	typing?: true | 'always';
}

/** Who carries messages, as far as limits are concerned; every provider is one. */
export interface Carrier {
	/** As people are told. */
	name: string;
	supports: Supports;
}
