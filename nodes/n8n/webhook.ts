import type { IWebhookFunctions } from 'n8n-workflow';
import type { InboundEvent } from '../whatsapp/events';
import type { Credential, WebhookRequest } from '../providers/http';
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
	| { ok: false; status: 400 | 401 | 413; reason: string; secretMissing?: boolean };

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

/** Lets a webhook in with the credential of its node; a changed secret is noticed at once. */
export async function verifyAndParse(
	context: IWebhookFunctions,
	provider: Provider,
	request: WebhookRequest,
): Promise<Intake> {
	const intake = verifyAndParseWith(
		provider,
		await readCredentialCached(context, provider),
		request,
	);
	if (intake.ok || intake.status !== 401) return intake;
	return verifyAndParseWith(provider, await readCredentialCached(context, provider, true), request);
}

/**
 * Lets a webhook in: size, then signature, then depth, then parsing; nothing that is not signed
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
	const verified = provider.verify(request, credential);
	if (!verified.ok) return { ...verified, status: 401 };
	if (!isForm(request.body) && nestsDeeperThan(request.body, MOST_DEPTH)) {
		return { ok: false, status: 400, reason: 'The body is nested too deeply' };
	}
	return { ok: true, events: provider.parse(request) };
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
