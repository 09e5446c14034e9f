/** A template of WhatsApp's library: written, classified and mostly approved beforehand. */
export interface LibraryTemplate {
	name: string;
	language: string;
	category: string;
	topic?: string;
	useCase?: string;
	industries: string[];
	header?: string;
	body: string;
	footer?: string;
	/** What could stand in place of each variable of the body, in their order. */
	examples: string[];
	/** What each of them takes, e.g. `AMOUNT`; a send with anything else is refused. */
	variableTypes: string[];
	buttons: LibraryButton[];
}

interface LibraryButton {
	kind: 'other' | 'phone' | 'url';
	text: string;
}

/** What to look for; each empty one counts for nothing. */
export interface LibraryFilter {
	/** A part of name, header, body or footer. */
	search?: string;
	/** The exact name. */
	name?: string;
	topic?: string;
	useCase?: string;
	industry?: string;
	language?: string;
}

/** What the account puts on a button of a library template. */
export type LibraryInput =
	| { kind: 'phone'; phone: string }
	/** `example`: the whole address, where the website ends with a variable. */
	| { kind: 'url'; url: string; example?: string };

/** A template that is to be made of one of the library. */
export interface LibraryDraft {
	name: string;
	language: string;
	/** Of the library template. */
	from: string;
	/** For the buttons that open a website or call a number, in their order. */
	buttons: LibraryInput[];
}
