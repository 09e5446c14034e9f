import { createHmac } from 'node:crypto';
import { equalSecrets } from '../core/crypto';
import { asObject, asObjects, asText, defined, parseJson } from '../core/json';
import type { Credential } from '../providers/http';
import type { Recipient } from '../whatsapp/messages';
import type { Price } from '../whatsapp/price';

/** With this in the query, a trigger says where it takes answers to, instead of a handshake. */
export const PREFLIGHT = 'whatsapp-business-preflight';

/** With this value of it, the trigger also tries the ways to n8n's waiting address. */
export const TRY_WAYS = '1';

/** The header of a test webhook; one without events is then not passed on to anybody else. */
export const TEST = 'x-whatsapp-business-test';

/** Said of a way that leads to n8n's waiting address. */
export const WORKS = 'works';

/**
 * The ways by which a trigger hands answers to waiting executions: `WORKS`, or what was found instead.
 * `here` is the address at which n8n itself was called; absent where that cannot be known.
 */
export interface Ways {
	here?: string;
	outside: string;
}

/** Reads the ways in a trigger's answer; undefined where it tells none. */
export function readWays(answer: unknown): Ways | undefined {
	const given = asObject(asObject(answer)?.ways);
	const outside = asText(given?.outside);
	return outside === undefined ? undefined : defined({ here: asText(given?.here), outside });
}

/** Does a trigger find n8n's waiting address by any way? */
export const anyWorks = ({ here, outside }: Ways): boolean => here === WORKS || outside === WORKS;

/** What each way was found to be, in words. */
export const describeWays = ({ here, outside }: Ways): string =>
	[
		...(here === undefined ? [] : [`at its own address inside: ${here}`]),
		`at its public address: ${outside}`,
	].join('; ');

/** A question that an approval tells the trigger of as soon as it is asked. */
export interface Announcement {
	/** The question's own. */
	reference: string;
	messageId: string;
	/** `shortHash` of everything that is known of the person, as `canonicalPerson` writes it; bars between. */
	people: string;
	/** Until when it can be answered; ISO 8601. */
	until?: string;
}

/** The query of an announcement; who knows the credential can write one, and nobody else. */
export function announce(
	announcement: Announcement,
	credential: Credential,
): Record<string, string> {
	const { reference, messageId, people, until } = announcement;
	return {
		[PREFLIGHT]: reference,
		message: messageId,
		people,
		...(until === undefined ? {} : { until }),
		proof: prove(announcement, credential),
	};
}

/** Reads an announcement; undefined for any other query, and for one that is not proven. */
export function readAnnouncement(
	query: Readonly<Record<string, string>>,
	credential: Credential,
): Announcement | undefined {
	const { [PREFLIGHT]: reference, message: messageId, people, until, proof } = query;
	if (!reference || !messageId || !people || !proof) return undefined;
	const announcement = defined({ reference, messageId, people, until });
	return equalSecrets(proof, prove(announcement, credential)) ? announcement : undefined;
}

/** Approval and trigger use the same credential, so all of it is the key. */
function prove(announcement: Announcement, credential: Credential): string {
	const { reference, messageId, people, until } = announcement;
	const key = JSON.stringify(Object.entries(credential).sort(([a], [b]) => (a < b ? -1 : 1)));
	const hmac = createHmac('sha256', `announcement ${key}`);
	return hmac.update(JSON.stringify([reference, messageId, people, until])).digest('base64url');
}

/**
 * The header with which a trigger only asks whether an approval would take an answer; the approval then
 * changes nothing. With a reference as its value it is about that question alone.
 */
export const REHEARSAL = 'x-whatsapp-business-rehearsal';

/** When a question was sent, delivered and read, and what it costs, as far as a trigger has seen it. */
export interface DeliveryFact {
	/** `shortHash` of the message's ID. */
	message: string;
	/** Seconds since 1970, by status. */
	times: Partial<Record<ReportedStatus, number>>;
	price?: Price;
}

export const REPORTED = ['sent', 'delivered', 'read'] as const;
type ReportedStatus = (typeof REPORTED)[number];

/** The header in which a trigger hands facts on, beside the provider's own request. */
export const FACTS = 'x-whatsapp-business-facts';

/** More than the questions of one approval. */
const MOST = 200;

export const writeFacts = (facts: readonly DeliveryFact[]): string =>
	JSON.stringify(facts.slice(0, MOST));

/** Reads facts; what is none is left out. They are evidence only, so nothing rests on them. */
export function readFacts(given: unknown): DeliveryFact[] {
	const facts = typeof given === 'string' ? parseJson(given) : given;
	if (!Array.isArray(facts)) return [];
	return facts.slice(0, MOST).flatMap((one: unknown): DeliveryFact[] => {
		const { message, times } = asObject(one) ?? {};
		if (typeof message !== 'string') return [];
		const known = asObject(times) ?? {};
		const valid = REPORTED.filter((status) => isTime(known[status]));
		const price = readPrice(asObject(one)?.price);
		return [
			{
				message,
				times: Object.fromEntries(valid.map((status) => [status, known[status]])),
				...(price && { price }),
			},
		];
	});
}

/** Reads a price; undefined for what is none. */
function readPrice(given: unknown): Price | undefined {
	const { category, charged } = asObject(given) ?? {};
	if (!isCategory(category)) return undefined;
	return typeof charged === 'boolean' ? { category, charged } : { category };
}

/** WhatsApp's words are such; anything else would not fit into what a trigger keeps. */
export const isCategory = (category: unknown): category is string =>
	typeof category === 'string' && /^[a-z_]{1,40}$/.test(category);

/** Up to the year 3000; beyond, `Date` would throw. */
const isTime = (value: unknown): boolean =>
	Number.isInteger(value) && Number(value) >= 0 && Number(value) < 32_503_680_000;

/**
 * A short text that the trigger sends once an approval has really gone on: the approval node itself
 * cannot know that, as n8n lets one of several answers win after the node has interpreted them.
 */
export interface Note {
	to: Recipient;
	text: string;
}

/** Reads the notes in an approval's answer to the trigger; what is none is left out. */
export function readNotes(answer: unknown): Note[] {
	return asObjects(asObject(answer)?.notes).flatMap((note) => {
		const to = asObject(note.to);
		const recipient: Recipient = defined({ phone: asText(to?.phone), userId: asText(to?.userId) });
		const text = asText(note.text);
		return text === undefined || Object.keys(recipient).length === 0
			? []
			: [{ to: recipient, text }];
	});
}
