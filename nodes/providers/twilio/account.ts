import { asObject, asText } from '../../core/json';
import { phoneDigits } from '../../core/phone';
import type { Credential, WebhookRequest } from '../http';
import type { Sender } from '../provider';

/** The fields of the credential `twilioWhatsAppApi`. */
export interface TwilioCredential {
	accountSid: string;
	authToken: string;
	/** As `Sender.id` names it; empty when the credential names none. */
	sender: string;
	region: string;
	edge: string;
	baseUrl: string;
	/** Where a URL that was pasted by hand leads; Twilio tells it for none of the sandboxes. */
	webhookUrl: string;
}

/** Reads the credential; what is not filled in is empty. */
export function twilioCredential(credential: Credential): TwilioCredential {
	const field = (name: string) => (asText(credential[name]) ?? '').trim();
	// They become part of a host name that is sent the credential.
	const hostPart = (name: string) => field(name).replace(/[^A-Za-z0-9-]/g, '');
	return {
		accountSid: field('accountSid'),
		authToken: field('authToken'),
		sender: senderAddress(field('sender')),
		region: hostPart('region'),
		edge: hostPart('edge'),
		baseUrl: field('baseUrl').replace(/\/+$/, ''),
		webhookUrl: field('webhookUrl'),
	};
}

/**
 * The URL of a resource.
 *
 * @param product Twilio has one host for each
 * @see https://www.twilio.com/docs/global-infrastructure/using-the-twilio-rest-api-in-a-non-us-region
 */
export function twilioUrl(
	{ baseUrl, edge, region }: TwilioCredential,
	product: 'api' | 'content' | 'messaging',
	path: string,
): string {
	if (baseUrl !== '') return `${baseUrl}${path}`;
	// An edge is only found together with a region.
	const parts = [product, edge, region || (edge === '' ? '' : 'us1')];
	return `https://${parts.filter((part) => part !== '').join('.')}.twilio.com${path}`;
}

/** A number in any human form as Twilio writes it; the ID of a messaging service as it is. */
export function senderAddress(text: string): string {
	const address = text.trim().replace(/^whatsapp:/i, '');
	if (isService(address)) return address;
	const digits = phoneDigits(address);
	return digits === undefined ? address : `whatsapp:+${digits}`;
}

/** Is this a messaging service, which chooses the number itself? */
export const isService = (sender: string): boolean => /^MG[0-9a-fA-F]{32}$/.test(sender);

/** The number or the messaging service that the credential names. */
export function sender(credential: Credential): Sender | undefined {
	const { sender: id } = twilioCredential(credential);
	if (id === '') return undefined;
	return isService(id)
		? { id, phone: '', name: `Messaging Service ${id}` }
		: { id, phone: id.replace(/^whatsapp:/, ''), name: 'Default Sender' };
}

/**
 * The query of the next page, from the link to it. Only the query: the link's host is Twilio's own,
 * which is the wrong one behind another base URL.
 *
 * @see https://www.twilio.com/docs/usage/twilios-response#pagination
 */
export function nextCursor(body: unknown): string | undefined {
	const next = asText(asObject(asObject(body)?.meta)?.next_page_url);
	if (next === undefined || !URL.canParse(next)) return undefined;
	return new URL(next).search.slice(1) || undefined;
}

/** A request's query: of the first page, or of the one that a cursor names. */
export function pageQuery(
	first: Record<string, string>,
	cursor: string | undefined,
): Record<string, string> {
	return cursor === undefined ? first : Object.fromEntries(new URLSearchParams(cursor));
}

/** Parameters of a webhook by name; of one that comes several times the first value. */
export type Params = Readonly<Record<string, string | undefined>>;

/** Is this JSON, and no form? Only the beginning is looked at. */
export const isJson = (body: Buffer): boolean => /^\s*[[{]/.test(body.toString('utf8', 0, 100));

/** Every value of every parameter. */
export function allParams(body: Buffer): Map<string, string[]> {
	const values = new Map<string, string[]>();
	for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
		const known = values.get(name);
		if (known === undefined) values.set(name, [value]);
		else known.push(value);
	}
	return values;
}

/**
 * The parameters that the signature vouches for: of a GET those in the URL, or a body could be added
 * to it. JSON is signed in another way, and text in it must not be taken for parameters.
 */
export function readParams({ method, body, query }: WebhookRequest): Params {
	// Without a prototype: what is called `constructor` was not sent unless it was sent.
	const params: Record<string, string> = Object.create(null) as Record<string, string>;
	if (method.toUpperCase() === 'GET') return Object.assign(params, query);
	if (isJson(body)) return params;
	for (const [name, [value]] of allParams(body)) params[name] = value;
	return params;
}
