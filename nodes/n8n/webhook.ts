import type { IWebhookFunctions } from 'n8n-workflow';
import type { InboundEvent } from '../whatsapp/events';
import { MOST_EVENTS, type Credential, type WebhookRequest } from '../providers/http';
import type { Provider } from '../providers/provider';
import { nestsDeeperThan } from '../core/json';
import { queryOf, SIGNED_URL, signedUrl } from '../core/http';
import { readCredentialCached } from './transport';

/** Meta sends up to 3 MB; nothing that providers send comes near. */
const MOST_BYTES = 4 * 1024 * 1024;
/** Webhooks of providers nest about ten deep. */
const MOST_DEPTH = 64;

type Intake =
	| { ok: true; events: InboundEvent[] }
	| { ok: false; status: 400 | 401 | 413 | 415; reason: string; secretMissing?: boolean };

/** What n8n received, as a frozen view with the raw bytes. */
export async function readWebhookRequest(context: IWebhookFunctions): Promise<WebhookRequest> {
	const request = context.getRequestObject();
	if (request.rawBody === undefined) await request.readRawBody();
	const headers = texts(context.getHeaderData() as Record<string, unknown>);
	const url = signedUrl(
		context.getNodeWebhookUrl('default') ?? '',
		request.originalUrl ?? '',
		headers[SIGNED_URL],
	);
	return Object.freeze({
		method: request.method,
		url,
		headers,
		query: Object.freeze(queryOf(url)),
		body: Buffer.isBuffer(request.rawBody) ? request.rawBody : Buffer.alloc(0),
	});
}

/**
 * Lets a webhook in with the credential of its node. A changed secret is noticed within seconds, by the
 * first webhook that is refused; many that are refused cost no more than others.
 */
export async function verifyAndParse(
	context: IWebhookFunctions,
	provider: Provider,
	request: WebhookRequest,
): Promise<Intake> {
	return await withCredential(
		context,
		provider,
		(credential) => verifyAndParseWith(provider, credential, request),
		(intake) => !intake.ok && intake.status === 401,
	);
}

/** Tries something with the credential as it was lately and, if that is refused, as it may be now. */
export async function withCredential<Result>(
	context: IWebhookFunctions,
	provider: Provider,
	attempt: (credential: Credential) => Result,
	isRefused: (result: Result) => boolean,
): Promise<Result> {
	const credential = await readCredentialCached(context, provider);
	const result = attempt(credential);
	if (!isRefused(result)) return result;
	const now = await readCredentialCached(context, provider, true);
	// With the same secrets it would be refused again.
	const changed = now !== credential && JSON.stringify(now) !== JSON.stringify(credential);
	return changed ? attempt(now) : result;
}

/**
 * Lets a webhook in: size, then signature, then depth, then number of events; nothing that is not signed
 * is ever parsed. Never throws.
 */
export function verifyAndParseWith(
	provider: Provider,
	credential: Credential,
	request: WebhookRequest,
): Intake {
	if (request.body.length > MOST_BYTES) {
		return { ok: false, status: 413, reason: `The body has ${request.body.length} bytes` };
	}
	if (isCompressed(request)) {
		const reason = `n8n cannot decompress a body with the encoding ${request.headers['content-encoding']}`;
		return { ok: false, status: 415, reason };
	}
	const verified = provider.verify(request, credential);
	if (!verified.ok) return { ...verified, status: 401 };
	if (!isForm(request.body) && nestsDeeperThan(request.body, MOST_DEPTH)) {
		return { ok: false, status: 400, reason: 'The body is nested too deeply' };
	}
	const events = provider.parse(request);
	return events.length > MOST_EVENTS
		? { ok: false, status: 413, reason: `The body holds more than ${MOST_EVENTS} events` }
		: { ok: true, events };
}

/** What n8n 1.123 to 2.41 decompress before a node sees it, written in exactly this way. */
const DECOMPRESSED = [undefined, '', 'identity', 'gzip', 'deflate'];

/**
 * Is the body still compressed? Who signs what was compressed would be refused without a clear reason, and
 * of who proves a webhook in another way nothing in it would be read.
 */
function isCompressed({ headers, body }: WebhookRequest): boolean {
	if (DECOMPRESSED.includes(headers['content-encoding'])) return false;
	return body.length > 0 && !isForm(body) && !/^\s*[[{]/.test(body.toString('latin1', 0, 200));
}

/** In a form, brackets are what somebody wrote. */
const isForm = (body: Buffer) => /^[\w.%-]+=/.test(body.toString('latin1', 0, 200));

function texts(values: Record<string, unknown>): Readonly<Record<string, string>> {
	return Object.freeze(
		Object.fromEntries(
			Object.entries(values)
				.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
				.map(([name, value]) => [name.toLowerCase(), value]),
		),
	);
}
