import type { AddressCountry } from './addresses';
import type { Contact } from './contact';

/** Somebody to write to: by phone number (any human form with its country) or by user ID (BSUID). */
export interface Recipient {
	phone?: string;
	userId?: string;
}

interface MessageBase {
	/** Our own ID, different for every send; for providers that take one. */
	id?: string;
	/** The sending number, as `Sender.id` names it (Meta: phone number ID). */
	from: string;
	to: Recipient;
	/** Message to quote. */
	replyTo?: string;
	/** Comes back in delivery statuses; never shown to the person. */
	reference?: string;
}

/** What can go out as Direct Send. */
interface Direct {
	/**
	 * At any time, without an approved template, and charged as a utility message. A tap on its buttons
	 * comes back as one on a template.
	 */
	directSend?: true;
}

export interface TextMessage extends MessageBase, Direct {
	kind: 'text';
	text: string;
	previewUrl?: boolean;
}

export interface ReplyButton {
	id: string;
	title: string;
}

/** A picture, video or document above a message: by public link, or by the ID of an upload. */
export type HeaderMedia = ({ link: string } | { id: string }) & {
	type: 'document' | 'image' | 'video';
	/** Of a document; otherwise the last part of its link. */
	filename?: string;
};

/** What an interactive message has around its action. */
export interface Frame {
	header?: string;
	/** Instead of `header`. */
	headerMedia?: HeaderMedia;
	body: string;
	footer?: string;
}

export interface ButtonsMessage extends MessageBase, Frame, Direct {
	kind: 'buttons';
	buttons: ReplyButton[];
}

export interface ListRow extends ReplyButton {
	description?: string;
	/** The title above it and above all others that name the same. In all rows or in none. */
	section?: string;
}

export interface ListMessage extends MessageBase {
	kind: 'list';
	header?: string;
	body: string;
	footer?: string;
	/** The label that opens the list. */
	button: string;
	rows: ListRow[];
}

export const MEDIA_TYPES = ['audio', 'document', 'image', 'sticker', 'video'] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

export interface MediaMessage extends MessageBase {
	kind: 'media';
	type: MediaType;
	/** A public link, or the ID of an upload. */
	media: { link: string } | { id: string };
	/** Not for audio and stickers. */
	caption?: string;
	/** Documents only; otherwise the last part of the link. */
	filename?: string;
	/** Audio only: shown as a voice note. */
	voice?: true;
}

export interface TemplateMessage extends MessageBase {
	kind: 'template';
	template: Template;
	/** Values by variable id, as `Template.variables` lists them. */
	values: Readonly<Record<string, string>>;
	/** Instead of the values: the components as Meta's API takes them. */
	components?: readonly unknown[];
}

/** One button that opens a web page. A tap tells nobody. */
export interface LinkMessage extends MessageBase, Frame, Direct {
	kind: 'link';
	label: string;
	url: string;
}

export interface LocationMessage extends MessageBase {
	kind: 'location';
	/** Degrees. */
	latitude: number;
	longitude: number;
	name?: string;
	address?: string;
}

/** Asks where somebody is; the answer is a location that quotes this message. */
export interface LocationRequestMessage extends MessageBase {
	kind: 'locationRequest';
	body: string;
}

export interface ContactsMessage extends MessageBase {
	kind: 'contacts';
	contacts: Contact[];
}

export interface ReactionMessage extends MessageBase {
	kind: 'reaction';
	messageId: string;
	/** Empty takes the reaction back. */
	emoji: string;
}

/** Opens a form (a flow) inside WhatsApp. */
export interface FlowMessage extends MessageBase, Frame {
	kind: 'flow';
	flow: { id: string } | { name: string };
	/** The label of the button that opens it. */
	cta: string;
	/** Comes back with the answers. */
	token: string;
	/** The ID of the screen to begin with, where it is not the flow's own first one. */
	screen?: string;
	/** What the first screen is given. */
	data?: Readonly<Record<string, unknown>>;
	/** The first screen comes from the server that the flow is connected to. */
	screenFromServer?: boolean;
	/** The flow is not published yet; only its makers can open it. */
	draft?: boolean;
}

/** Asks whether one may call; the answer is a reply of the kind `callPermission`. */
export interface CallPermissionRequestMessage extends MessageBase {
	kind: 'callPermissionRequest';
	body?: string;
}

/** Asks for the phone number of somebody who hides it; the answer is a message of the kind `contacts`. */
export interface ContactInfoRequestMessage extends MessageBase {
	kind: 'contactInfoRequest';
	body: string;
}

/** Asks for an address; the answer is a reply of the kind `address`. */
export interface AddressRequestMessage extends MessageBase {
	kind: 'addressRequest';
	header?: string;
	body: string;
	footer?: string;
	country: AddressCountry;
	/** What the form is filled in with already, by Meta's names. */
	values: Readonly<Record<string, string>>;
}

/** One product of a catalog. */
export interface ProductMessage extends MessageBase {
	kind: 'product';
	catalogId: string;
	/** The ID that the business gave it in the catalog. */
	productId: string;
	body?: string;
	footer?: string;
}

export interface ListedProduct {
	/** The ID that the business gave it in the catalog. */
	id: string;
	/** The title above it and above all others that name the same. In all products or in none. */
	section?: string;
}

export interface ProductListMessage extends MessageBase {
	kind: 'productList';
	header: string;
	body: string;
	footer?: string;
	catalogId: string;
	products: ListedProduct[];
}

/** A button that opens the whole catalog. */
export interface CatalogMessage extends MessageBase {
	kind: 'catalog';
	body: string;
	footer?: string;
	/** The product whose picture is shown; else the first. */
	thumbnail?: string;
}

/** An outgoing message, in WhatsApp's own terms. */
export type Message =
	| TextMessage
	| MediaMessage
	| ButtonsMessage
	| ListMessage
	| TemplateMessage
	| LinkMessage
	| LocationMessage
	| LocationRequestMessage
	| ContactsMessage
	| ReactionMessage
	| FlowMessage
	| ProductMessage
	| ProductListMessage
	| CatalogMessage
	| CallPermissionRequestMessage
	| ContactInfoRequestMessage
	| AddressRequestMessage;

/** The kinds that can go out as Direct Send. */
export type DirectMessage = TextMessage | ButtonsMessage | LinkMessage;

export type HeaderFormat = 'text' | 'image' | 'video' | 'document' | 'location' | 'product';

/**
 * One thing a template leaves open. `id` is stable across edits of other parts:
 * `header.1`, `header.media`, `header.filename`, `offer.ends`, `body.first_name`, `body.2`, `button.0`, `card.0.body.1`.
 */
export interface TemplateVariable {
	id: string;
	place: 'header' | 'offer' | 'body' | 'button';
	kind:
		| 'text'
		/** A one-time code. */
		| 'code'
		| 'media'
		/** Of a document in the header; may be left out. */
		| 'filename'
		| 'location'
		| 'product'
		/** A date and time in ISO 8601 with its zone. */
		| 'offerEnd'
		| 'urlSuffix'
		| 'copyCode'
		| 'payload'
		| 'catalogProduct'
		| 'flowToken'
		/** An object in JSON. */
		| 'flowData';
	/** The variable's own name or number. */
	name: string;
	label: string;
	required: boolean;
	/** Position of the button in the template's definition, or in its card's. */
	button?: number;
	/** Position of its card in a carousel. */
	card?: number;
	/** Repeats the value of this other variable, so that it is no field of its own. */
	sameAs?: string;
	example?: string;
}

export interface TemplateButton {
	kind: 'quickReply' | 'url' | 'phone' | 'copyCode' | 'flow' | 'catalog' | 'other';
	text: string;
	url?: string;
}

/** What a template, or a card of its carousel, consists of. */
export interface TemplateParts {
	header?: { format: HeaderFormat; text?: string };
	body: string;
	buttons: TemplateButton[];
}

/** A message template as the provider has it on file. */
export interface Template extends TemplateParts {
	id: string;
	name: string;
	language: string;
	category: string;
	status: 'approved' | 'pending' | 'rejected' | 'paused' | 'disabled' | 'other';
	/** The provider's own word for the status. */
	statusText: string;
	/** Why WhatsApp refused it, in its own word, where the provider tells. */
	rejectedReason?: string;
	parameterFormat: 'named' | 'positional';
	/** Of a limited-time offer: its heading, and whether each send says when it ends. */
	offer?: { text: string; ends: boolean };
	footer?: string;
	/** Of a carousel. */
	cards?: TemplateParts[];
	variables: TemplateVariable[];
	/** What no field can fill in, in words: then a send needs components as Meta writes them. */
	unfillable?: string;
	raw: unknown;
}
