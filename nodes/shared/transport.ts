import type {
	IAllExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Account, Exchange, HttpRequest, HttpResponse, Provider } from '../providers/types';
import { parseJson } from './json';

/** The contexts of n8n from which a provider can be called. */
export type Caller =
	| IAllExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IWebhookFunctions;

/** Milliseconds until an answer is given up on. */
const TIMEOUT = 30_000;

interface FullResponse {
	statusCode: number;
	headers: Record<string, string>;
	body: unknown;
}

/** The provider's credential, decrypted. */
export async function readAccount(caller: Caller, provider: Provider): Promise<Account> {
	return await caller.getCredentials(provider.credential);
}

/** Milliseconds for which a credential that was read serves other webhooks too. */
const LATELY = 5000;
const lately = new Map<string, { since: number; account: Promise<Account> }>();

/**
 * The credential as it was within the last seconds. Outside an execution n8n 2.40 starts an isolate
 * of its own to read one, which is most of the time that a webhook takes.
 *
 * @param fresh read it now, for whoever comes next as well
 */
export async function readAccountLately(
	caller: IWebhookFunctions,
	provider: Provider,
	fresh = false,
): Promise<Account> {
	const id = caller.getNode().credentials?.[provider.credential]?.id;
	if (!id) return await readAccount(caller, provider);
	// The same credential may hold an expression that differs from project to project.
	const key = `${id} ${caller.getWorkflow().id}`;
	const known = lately.get(key);
	if (!fresh && known !== undefined && Date.now() - known.since < LATELY)
		return await known.account;
	const account = readAccount(caller, provider);
	lately.set(key, { since: Date.now(), account });
	account.catch(() => lately.delete(key));
	return await account;
}

/**
 * Calls a provider with its credential. All calls of this package to a provider go through here.
 *
 * @returns the answer, of any HTTP status
 * @throws NodeApiError when no answer came: then nobody knows whether the request was carried out
 */
export async function call(
	caller: Caller,
	provider: Provider,
	request: HttpRequest,
): Promise<HttpResponse> {
	const options: IHttpRequestOptions = {
		method: request.method,
		url: request.url,
		qs: request.query,
		body: request.form === undefined ? request.body : new URLSearchParams(request.form),
		json: request.form === undefined,
		headers: { accept: 'application/json' },
		timeout: TIMEOUT,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
	};
	try {
		const response = (await caller.helpers.httpRequestWithAuthentication.call(
			caller,
			provider.credential,
			options,
		)) as FullResponse;
		return { status: response.statusCode, body: asJson(response.body) };
	} catch (error) {
		// Without the original: it holds the request, token included.
		throw new NodeApiError(
			caller.getNode(),
			{},
			{
				message: `${provider.name} did not answer (${networkReason(error)})`,
				description: `Check that ${new URL(request.url).host} can be reached from n8n. If a message was being sent it may or may not have gone out: look before sending it again`,
			},
		);
	}
}

/** n8n parses JSON only where it was sent. */
function asJson(body: unknown): unknown {
	return typeof body === 'string' ? (parseJson(body) ?? body) : body;
}

/** Posts a webhook on, unchanged, to a URL of this n8n. Never throws: 0 means nobody answered. */
export async function forward(
	caller: IWebhookFunctions,
	url: string,
	body: Buffer,
	headers: Record<string, string>,
): Promise<{ status: number; contentType: string; body: string }> {
	try {
		const response = (await caller.helpers.httpRequest({
			method: 'POST',
			url,
			body,
			headers,
			json: false,
			encoding: 'text',
			timeout: TIMEOUT,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})) as FullResponse;
		return {
			status: response.statusCode,
			contentType: response.headers['content-type'] ?? '',
			body: String(response.body),
		};
	} catch (error) {
		return { status: 0, contentType: '', body: networkReason(error) };
	}
}

/** Reads a public URL. Never throws: 0 means nobody answered. */
export async function get(
	caller: Caller,
	url: string,
	query: Record<string, string>,
): Promise<HttpResponse> {
	try {
		const response = (await caller.helpers.httpRequest({
			method: 'GET',
			url,
			qs: query,
			json: true,
			timeout: 10_000,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})) as FullResponse;
		return { status: response.statusCode, body: response.body };
	} catch (error) {
		return { status: 0, body: networkReason(error) };
	}
}

/** Carries out a provider's exchange: every request it yields, until its result. */
export async function converse<Result>(
	caller: Caller,
	provider: Provider,
	exchange: Exchange<Result>,
): Promise<Result> {
	let step = exchange.next();
	while (!step.done) {
		step = exchange.next(await call(caller, provider, step.value));
	}
	return step.value;
}

/** In words: n8n replaces a message that contains a code like ECONNRESET by one of its own. */
const NETWORK: Readonly<Record<string, string>> = {
	ECONNABORTED: 'no answer within 30 seconds',
	ECONNREFUSED: 'connection refused',
	ECONNRESET: 'connection closed',
	ENOTFOUND: 'address not found',
	ETIMEDOUT: 'no answer within 30 seconds',
};

function networkReason(error: unknown): string {
	const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
	return NETWORK[String(code ?? cause?.code)] ?? 'no connection';
}
