import type { InboundEvent } from '../whatsapp/events';
import type { MediaType, Message, Template } from '../whatsapp/messages';
import type { Analytics, MediaStore, TemplateChanges } from './resources';

/** A credential's fields, as n8n hands them over. */
export type Account = Readonly<Record<string, unknown>>;

/** A request to the provider. The credential adds what authenticates it. */
export interface HttpRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	url: string;
	query?: Record<string, string>;
	/** Sent as JSON. */
	body?: Record<string, unknown>;
	/** Sent as `application/x-www-form-urlencoded`, instead of `body`. */
	form?: Record<string, string>;
	/** Sent as `multipart/form-data`, instead of `body`: the fields, then the file that the caller has. */
	multipart?: {
		fields: Record<string, string>;
		file: { field: string; name: string; mimeType: string };
	};
	/** The body is the bytes of the file that the caller has, with these headers. */
	bytes?: Record<string, string>;
}

/** An answer of any HTTP status; `body` is parsed JSON, or text where it is none. */
export interface HttpResponse {
	status: number;
	body: unknown;
}

/**
 * Several requests in a row as a pure function: yields a request, is given its answer, returns
 * the result. The caller does the I/O.
 */
export type Exchange<Result> = Generator<HttpRequest, Result, HttpResponse>;

/** A webhook call, frozen. Header names are lower-case; `body` is the raw bytes. */
export interface WebhookRequest {
	readonly method: string;
	/** The public URL with its query, as the provider called (and may have signed) it. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly query: Readonly<Record<string, string>>;
	readonly body: Buffer;
}

export type Verification = { ok: true } | { ok: false; reason: string; secretMissing?: boolean };
export type Challenge = { ok: true; text: string } | { ok: false; reason: string };

export interface Sent {
	messageId: string;
	/** The provider's word for what it did with the message, e.g. `accepted`. Never "delivered". */
	status: string;
	/** The recipient as the provider knows them. */
	recipient: { phone?: string; userId?: string };
}

/** Why the provider refused, in words. */
export interface Failure {
	code: string;
	category:
		| 'access'
		| 'account'
		| 'limit'
		| 'recipient'
		| 'request'
		| 'service'
		| 'template'
		| 'window';
	message: string;
	/** What to do next. */
	hint: string;
	/** `now`: try again shortly. `later`: wait first. `never`: change something first. */
	retry: 'now' | 'later' | 'never';
	afterSeconds?: number;
	/** Not really a refusal: if a message was sent, it may or may not have been taken. */
	unclear?: true;
}

/** One page of a provider's list. */
export interface Page<Item> {
	items: Item[];
	/** Give to the next request; absent on the last page. */
	cursor?: string;
}

export interface Listing<Item> {
	request(account: Account, options: { cursor?: string; name?: string }): HttpRequest;
	/** @param asked what `request` was given; some answers do not say where they begin */
	page(body: unknown, asked?: { cursor?: string }): Page<Item>;
}

/** A number that can send. */
export interface Sender {
	id: string;
	phone: string;
	name: string;
}

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

export interface InteractiveLimits extends FrameLimits {
	/** How many buttons or rows. */
	count: number;
	title: number;
	id: number;
}

/** Limits in characters; a provider states its own where they differ from WhatsApp's. */
export interface Supports {
	text?: { body: number };
	/** `id`: also by the ID of an upload, not only by public link. */
	media?: { types: readonly MediaType[]; caption: number; id?: true };
	buttons?: InteractiveLimits;
	list?: InteractiveLimits & { button: number; description: number };
	link?: FrameLimits & { label: number; url: number };
	location?: { name: number; address: number };
	locationRequest?: { body: number };
	contacts?: { count: number };
	reaction?: true;
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
	/** Longest tracking reference. */
	reference?: number;
	/** Which messages can be quoted: any, or only what the person wrote? */
	quote?: 'any' | 'theirs';
	/** Can one write to a user ID (BSUID), where the phone number is not known? */
	userIds?: true;
	/** How many messages a number may send in a second, where that is not WhatsApp's 80. */
	perSecond?: number;
	/** Can "typing…" be shown while a message is marked as read? */
	typing?: true;
}

/** That a message of a person was read. */
export interface ReadReceipt {
	/** Our number, as `Sender.id` names it. */
	from: string;
	messageId: string;
	/** Show "typing…" until the answer, for at most 25 seconds. */
	typing: boolean;
}

/** What a provider's webhooks are like. */
export interface Webhooks {
	/** `signature`: each is signed. `secret`: each carries a secret that only the provider was told. */
	proof: 'signature' | 'secret';
	/** What to check in the credential when one is refused, e.g. `app secret`. */
	secretName: string;
	/** Does the provider deliver again what was not answered with success? */
	redelivers: boolean;
	/**
	 * Is it certain that statuses repeat the reference of their message? Where it is not, an approval
	 * tells the trigger itself which message asks whom; for that, `callbackUrl` has to be there.
	 */
	repeatsReference: boolean;
	/** What a success is answered with, where the plain "OK" would be taken for something else. */
	answer?: { contentType: string; body: string };
	/** For those who paste the URL by hand: where, and what else to set there. */
	pasting: string;
}

/**
 * Things that a message rests on at the provider: made or looked up once, then reused. Each has a
 * name, the same for all messages that can share it.
 */
export interface Preparation {
	/** Names of what this message needs; usually none. */
	needs(message: Message): string[];
	/** Finds or makes one of them. */
	meet(need: string, account: Account): Exchange<Prepared>;
	/** Does this refusal of a send mean that something prepared is gone? */
	isGone?(failure: Failure): boolean;
}

export type Prepared = { ok: true; value: string } | { ok: false; failure: Failure };

export interface RegistrationChoice {
	/** `phone` for one number, so that the choice stays when the provider is changed. */
	value: string;
	name: string;
	description: string;
	/** Must one number be named? */
	needsSender: boolean;
}

export interface RegistrationSettings {
	/** One of the provider's `registration.choices`. */
	scope: string;
	/** The number whose messages are wanted. */
	senderId?: string;
	/** The URL that the provider is to call. */
	callbackUrl: string;
	/** Any URL that starts so belongs to this n8n; ends with a slash. */
	ownBaseUrl: string;
	/** May a callback that is somebody else's be replaced? */
	replace: boolean;
	/** A test run: what was there is put back afterwards. */
	temporary: boolean;
}

/** What deactivation must know; kept by n8n between the two. */
export interface RegistrationMemory {
	scope: string;
	senderId?: string;
	callbackUrl: string;
	/** A test run took this callback's place. */
	previousUrl?: string;
}

export type RegistrationResult<Value> =
	| { ok: true; value: Value }
	| { ok: false; message: string; hint: string };

/** How a trigger makes the provider call it. */
export interface Registration {
	/** Which callbacks can be set, the usual one first. */
	choices: readonly RegistrationChoice[];
	/** Is the provider's callback exactly ours already? */
	check(account: Account, settings: RegistrationSettings): Exchange<boolean>;
	activate(
		account: Account,
		settings: RegistrationSettings,
	): Exchange<RegistrationResult<RegistrationMemory>>;
	/** Takes away only what `activate` set, and puts back what a test run replaced. */
	deactivate(account: Account, memory: RegistrationMemory): Exchange<RegistrationResult<null>>;
}

/** One link of the chain between n8n and WhatsApp, looked at. */
export interface Finding {
	/** What was looked at, in two or three words. */
	check: string;
	/** `warning`: works, or may be on purpose. `unknown`: could not be found out. */
	state: 'ok' | 'warning' | 'broken' | 'unknown';
	message: string;
	/** What to do. */
	hint?: string;
}

/** How many people templates can open conversations with in 24 hours; `Infinity` for any number. */
export type MessagingLimit =
	| { ok: true; people: number }
	/** It could not be found out, for this reason. */
	| { ok: false; message: string; hint: string };

export interface CheckupContext {
	/** The number that is meant; undefined where there is no telling which. */
	senderId?: string;
	/** Any URL that starts so belongs to this n8n; ends with a slash. */
	ownBaseUrl: string;
}

/** A webhook, as somebody else's server would post it. */
export interface WebhookCall {
	url: string;
	headers: Record<string, string>;
	body: string;
}

/** A way to reach WhatsApp: pure, synchronous functions. See README.md in this folder. */
export interface Provider {
	id: string;
	/** Shown in dropdowns. */
	name: string;
	/** Name of its n8n credential type. */
	credential: string;
	supports: Supports;
	webhooks: Webhooks;
	preparation?: Preparation;
	/** @param prepared what `preparation` gave, by the names that `needs` gave */
	send(message: Message, account: Account, prepared: Readonly<Record<string, string>>): HttpRequest;
	/** Undefined when the body is not the answer of a successful send. */
	sent(body: unknown): Sent | undefined;
	failure(status: number, body: unknown): Failure;
	/** Shows a person that their message was read. */
	markRead?(receipt: ReadReceipt, account: Account): HttpRequest;
	/** Answers the provider's check of a new callback URL; only where there is such a check. */
	challenge?(request: WebhookRequest, account: Account): Challenge;
	verify(request: WebhookRequest, account: Account): Verification;
	/** Every event of a verified request; an empty list for anything that is none. Never throws. */
	parse(request: WebhookRequest): InboundEvent[];
	/** The number that the credential names or stands for. */
	sender?(account: Account): Sender | undefined;
	/** The numbers of the account, where they can be listed. At least one of the two is there. */
	senders?: Listing<Sender>;
	templates?: Listing<Template>;
	templateChanges?: TemplateChanges;
	media?: MediaStore;
	analytics?: Analytics;
	registration?: Registration;
	/** Of the number, or of whatever shares the limit with it. */
	messagingLimit?(account: Account, senderId: string): Exchange<MessagingLimit>;
	/** Where the webhooks of a number go; empty for nowhere, undefined when that cannot be had. */
	callbackUrl?(account: Account, senderId: string): Exchange<string | undefined>;
	/** Looks at every link to WhatsApp that the API tells of. Only reads; nothing throws. */
	checkup?(account: Account, context: CheckupContext): Exchange<Finding[]>;
	/**
	 * A webhook about nothing, proven with the credential as the provider would; with a wrong proof
	 * if it is not to be genuine. Undefined where the credential lacks the secret.
	 */
	selfTest?(account: Account, url: string, genuine: boolean): WebhookCall | undefined;
}
