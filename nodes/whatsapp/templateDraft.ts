/** The categories of WhatsApp. */
export type TemplateCategory = 'AUTHENTICATION' | 'MARKETING' | 'UTILITY';

export type DraftButton =
	| { kind: 'quickReply'; text: string }
	| { kind: 'url'; text: string; url: string; example?: string }
	| { kind: 'phone'; text: string; phone: string }
	| { kind: 'copyCode'; example: string }
	/** Opens a form (a flow), at its first screen unless another is named. */
	| { kind: 'flow'; text: string; flowId: string; screen?: string };

export type SampleFormat = 'document' | 'image' | 'video';

/** A file that every message brings along; reviewers are shown a sample, by its handle. */
export interface DraftMedia<Format extends SampleFormat = SampleFormat> {
	format: Format;
	sample: string;
}

export type DraftHeader =
	| { format: 'text'; text: string; example?: string }
	| { format: 'location' }
	| DraftMedia;

/** A text with variables like `{{1}}` or `{{name}}`, and an example for each. */
export interface DraftText {
	text: string;
	/** By the variable's name or number. */
	examples: Readonly<Record<string, string>>;
}

/** Words beside a countdown; when it ends is said by each message. */
export interface DraftOffer {
	text: string;
	countdown: boolean;
}

/** One card of a carousel. */
export interface DraftCard {
	media: DraftMedia<'image' | 'video'>;
	body?: DraftText;
	buttons: DraftButton[];
}

/** A template that brings a code for signing in; WhatsApp writes its words. */
export interface DraftCode {
	/** Adds "For your security, do not share this code". */
	warning: boolean;
	/** Adds how long the code is good for. */
	expiresAfterMinutes?: number;
	/** Label of the button that copies the code, unless WhatsApp's own is to stand there. */
	copyLabel?: string;
	/** The Android app that may fill the code in by itself. */
	autofill?: { label?: string; packageName: string; signatureHash: string };
}

/** What a template with words of one's own is made of. */
export interface DraftParts {
	header?: DraftHeader;
	body: DraftText;
	footer?: string;
	buttons: DraftButton[];
	offer?: DraftOffer;
	cards: DraftCard[];
}

interface DraftBase {
	name: string;
	language: string;
	/** How long WhatsApp tries to deliver a message made of it. */
	deliverWithinSeconds?: number;
}

export interface WordsDraft extends DraftBase, DraftParts {
	category: 'MARKETING' | 'UTILITY';
}

export interface CodeDraft extends DraftBase {
	category: 'AUTHENTICATION';
	code: DraftCode;
}

/** A template that is to be made. */
export type TemplateDraft = CodeDraft | WordsDraft;

/** What is to become of a template; what is absent stays as it is. */
export interface TemplateEdit {
	category?: 'MARKETING' | 'UTILITY';
	deliverWithinSeconds?: number;
	/** `null` takes it away. */
	header?: DraftHeader | null;
	body?: DraftText;
	/** Empty takes it away. */
	footer?: string;
	/** An empty list takes them away. */
	buttons?: DraftButton[];
	offer?: DraftOffer | null;
	cards?: DraftCard[];
	code?: DraftCode;
}
