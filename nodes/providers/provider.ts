import type { Supports } from '../whatsapp/capabilities';
import type { InboundEvent } from '../whatsapp/events';
import type { Failure } from '../whatsapp/failure';
import type { Message, Template } from '../whatsapp/messages';
import type {
	Credential,
	Exchange,
	HttpRequest,
	Listing,
	WebhookCall,
	WebhookRequest,
} from './http';
import type {
	Analytics,
	Blocking,
	MediaStore,
	TemplateChanges,
	TemplateLibrary,
} from './resources';
import type { Unconfirmed } from './unconfirmed';

export type Verification = { ok: true } | { ok: false; reason: string; secretMissing?: boolean };
export type Challenge = { ok: true; text: string } | { ok: false; reason: string };

export interface Sent {
	messageId: string;
	/** The provider's word for what it did with the message, e.g. `accepted`. Never "delivered". */
	status: string;
	/** The recipient as the provider knows them. */
	recipient: { phone?: string; userId?: string };
}

/** A number that can send. */
export interface Sender {
	id: string;
	phone: string;
	name: string;
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
interface Webhooks {
	/** `signature`: each is signed. `secret`: each carries a secret that only the provider was told. */
	proof: 'signature' | 'secret';
	/** What to check in the credential when one is refused, e.g. `app secret`. */
	secretName: string;
	/** Does the provider deliver again what was not answered with success? */
	redelivers: boolean;
	/**
	 * Is it certain that statuses repeat the reference of their message? Where it is not, only what an
	 * approval tells the trigger itself says which message asks whom; for that, `callbackUrl` has to be there.
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
	meet(need: string, credential: Credential): Exchange<Prepared>;
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
	check(credential: Credential, settings: RegistrationSettings): Exchange<boolean>;
	activate(
		credential: Credential,
		settings: RegistrationSettings,
	): Exchange<RegistrationResult<RegistrationMemory>>;
	/** Takes away only what `activate` set, and puts back what a test run replaced. */
	deactivate(
		credential: Credential,
		memory: RegistrationMemory,
	): Exchange<RegistrationResult<null>>;
}

/** One link of the chain between n8n and WhatsApp, looked at. */
export interface CheckResult {
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
	send(
		message: Message,
		credential: Credential,
		prepared: Readonly<Record<string, string>>,
	): HttpRequest;
	/**
	 * The same message by another way, where this refusal says that it was only the wrong way: nobody got
	 * it. Undefined for any other.
	 */
	detour?(message: Message, credential: Credential, failure: Failure): HttpRequest | undefined;
	/** Undefined when the body is not the answer of a successful send. */
	sent(body: unknown): Sent | undefined;
	failure(status: number, body: unknown): Failure;
	/** Shows a person that their message was read. */
	markRead?(receipt: ReadReceipt, credential: Credential): HttpRequest;
	/** Answers the provider's check of a new callback URL; only where there is such a check. */
	challenge?(request: WebhookRequest, credential: Credential): Challenge;
	verify(request: WebhookRequest, credential: Credential): Verification;
	/**
	 * Every event of a verified request, up to one more than `MOST_EVENTS`; an empty list for anything that
	 * is none. Takes time in proportion to the body, whatever that holds. Never throws.
	 */
	parse(request: WebhookRequest): InboundEvent[];
	/** The number that the credential names or stands for. */
	sender?(credential: Credential): Sender | undefined;
	/** The numbers of the account, where they can be listed. At least one of the two is there. */
	senders?: Listing<Sender>;
	templates?: Listing<Template>;
	templateChanges?: TemplateChanges;
	templateLibrary?: TemplateLibrary;
	media?: MediaStore;
	analytics?: Analytics;
	blocking?: Blocking;
	registration?: Registration;
	/** Of the number, or of whatever shares the limit with it. */
	messagingLimit?(credential: Credential, senderId: string): Exchange<MessagingLimit>;
	/** Where the webhooks of a number go; empty for nowhere, undefined when that cannot be had. */
	callbackUrl?(credential: Credential, senderId: string): Exchange<string | undefined>;
	/** Looks at every link to WhatsApp that the API tells of. Only reads; nothing throws. */
	checkup?(credential: Credential, context: CheckupContext): Exchange<CheckResult[]>;
	/**
	 * A webhook about nothing, proven with the credential as the provider would; with a wrong proof
	 * if it is not to be genuine. Undefined where the credential lacks the secret.
	 */
	selfTest?(credential: Credential, url: string, genuine: boolean): WebhookCall | undefined;
	/** What only a live account can show, in the words of the provider's page. */
	unconfirmed: readonly Unconfirmed[];
}
