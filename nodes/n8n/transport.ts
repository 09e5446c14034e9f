import type {
	IAllExecuteFunctions,
	IHookFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';
import { NodeApiError } from 'n8n-workflow';
import type { Credential, Exchange, HttpRequest, HttpResponse } from '../providers/http';
import type { Provider } from '../providers/provider';
import { configurationError } from './errors';
import { cacheFor } from '../core/cache';
import { parseJson } from '../core/json';

/** The contexts of n8n from which a provider can be called. */
export type Caller =
	| IAllExecuteFunctions
	| IHookFunctions
	| ILoadOptionsFunctions
	| IWebhookFunctions;

/** Milliseconds until an answer is given up on. */
const TIMEOUT = 30_000;

/** The same where a file of up to 100 MB travels. */
const FILE_TIMEOUT = 300_000;

interface FullResponse {
	statusCode: number;
	headers: Record<string, string>;
	body: unknown;
}

/** The provider's credential, decrypted. */
export async function readCredential(caller: Caller, provider: Provider): Promise<Credential> {
	return await caller.getCredentials(provider.credential);
}

/** What the builder called the credential of a node. */
export const credentialName = (caller: Caller, provider: Provider): string =>
	caller.getNode().credentials?.[provider.credential]?.name ?? provider.name;

/** For five seconds a credential that was read serves other webhooks too. */
const credentials = cacheFor<Promise<Credential>>(5000);
/** For three seconds after a read that was asked to be fresh, none is made again. */
const renewed = cacheFor<Promise<Credential>>(3000);

/**
 * The credential as it was within the last seconds. Outside an execution n8n 2.40 starts an isolate
 * of its own to read one, which is most of the time that a webhook takes.
 *
 * @param fresh read it now, for whoever comes next as well. What asks for this may be anybody's junk, so
 * it is done once in a few seconds; in between the last one counts
 */
export async function readCredentialCached(
	caller: IWebhookFunctions,
	provider: Provider,
	fresh = false,
): Promise<Credential> {
	const id = caller.getNode().credentials?.[provider.credential]?.id;
	if (!id) return await readCredential(caller, provider);
	// The same credential may hold an expression that differs from project to project.
	const key = `${id} ${caller.getWorkflow().id}`;
	const known = (fresh ? renewed : credentials).get(key);
	if (known !== undefined) return await known;
	const read = readCredential(caller, provider);
	const caches = fresh ? [credentials, renewed] : [credentials];
	for (const cache of caches) cache.set(key, read);
	read.catch(() => {
		for (const cache of caches) cache.delete(key, read);
	});
	return await read;
}

/**
 * Calls a provider with its credential. All calls of this package to a provider go through here.
 *
 * @param file the bytes of the file that a `multipart` request names, or a `bytes` request is made of
 * @returns the answer, of any HTTP status
 * @throws NodeApiError when no answer came, or a redirect: then nobody knows whether the request was
 * carried out
 */
export async function call(
	caller: Caller,
	provider: Provider,
	request: HttpRequest,
	file?: Buffer,
): Promise<HttpResponse> {
	const { form, multipart, bytes } = request;
	const isJson = form === undefined && multipart === undefined && bytes === undefined;
	const response = await authenticated(
		caller,
		provider,
		{
			method: request.method,
			url: request.url,
			qs: request.query,
			body: requestBody(request, file),
			json: isJson,
			headers: { accept: 'application/json', ...bytes },
			timeout: multipart === undefined && bytes === undefined ? TIMEOUT : FILE_TIMEOUT,
		},
		'If a message was being sent it may or may not have gone out: look before sending it again',
	);
	if (isRedirect(response)) throw redirected(caller, provider, request.url);
	return { status: response.statusCode, body: asJson(response.body) };
}

const isRedirect = ({ statusCode, headers }: FullResponse): boolean =>
	statusCode >= 300 && statusCode < 400 && headers.location !== undefined;

function redirected(caller: Caller, provider: Provider, url: string): NodeApiError {
	return new NodeApiError(
		caller.getNode(),
		{},
		{
			message: `${hostOf(url)} answered with a redirect instead of an answer of ${provider.name}`,
			description:
				'It was not followed, because the credential would have gone along. Check the base URL in the credential, and what stands between n8n and the internet. If a message was being sent it may or may not have gone out: look before sending it again',
		},
	);
}

/**
 * Reads a file from an address that the provider named, with the provider's credential.
 *
 * @returns the bytes, or what was said instead, of any HTTP status
 * @throws NodeOperationError when the address is none that may be shown the credential
 * @throws NodeApiError when no answer came
 */
export async function download(
	caller: Caller,
	provider: Provider,
	credential: Credential,
	url: string,
): Promise<{ status: number; body: Buffer }> {
	if (!provider.media?.trusts(url, credential)) {
		throw configurationError(
			caller.getNode(),
			`${provider.name} keeps the file at ${hostOf(url)}, which is not one of its own addresses`,
			'Nothing was fetched, because the access token would have gone there. Check the base URL in the credential.',
		);
	}
	const response = await authenticated(
		caller,
		provider,
		{
			method: 'GET',
			url,
			encoding: 'arraybuffer',
			timeout: FILE_TIMEOUT,
		},
		'Then try again',
	);
	return { status: response.statusCode, body: Buffer.from(response.body as ArrayBuffer) };
}

/** @param advice what to do when no answer came */
async function authenticated(
	caller: Caller,
	provider: Provider,
	options: IHttpRequestOptions,
	advice: string,
): Promise<FullResponse> {
	try {
		return (await caller.helpers.httpRequestWithAuthentication.call(caller, provider.credential, {
			...options,
			// A redirect would take the credential along to wherever it leads.
			disableFollowRedirect: true,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})) as FullResponse;
	} catch (error) {
		// Without the original: it holds the request, token included.
		throw new NodeApiError(
			caller.getNode(),
			{},
			{
				message: `${provider.name} did not answer (${networkReason(error, options.timeout)})`,
				description: `Check that ${hostOf(options.url)} can be reached from n8n. ${advice}`,
			},
		);
	}
}

function hostOf(url: string): string {
	return URL.canParse(url) ? new URL(url).host : 'an unknown address';
}

function requestBody({ body, form, multipart, bytes }: HttpRequest, file?: Buffer) {
	if (form !== undefined) return new URLSearchParams(form);
	if (bytes !== undefined) return file;
	return multipart === undefined ? body : formData(multipart, file ?? Buffer.alloc(0));
}

/** n8n's type means the package `form-data`; what carries it out takes Node's own as well. */
function formData(
	{ fields, file }: NonNullable<HttpRequest['multipart']>,
	bytes: Buffer,
): IHttpRequestOptions['body'] {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.append(name, value);
	form.append(file.field, new Blob([new Uint8Array(bytes)], { type: file.mimeType }), file.name);
	return form as unknown as IHttpRequestOptions['body'];
}

/** n8n parses JSON only where it was sent. */
function asJson(body: unknown): unknown {
	return typeof body === 'string' ? (parseJson(body) ?? body) : body;
}

/** What is known of an address that is called without a credential. */
interface Reach {
	/**
	 * Is it n8n's own end of a connection? Then a certificate says nothing: it is made out for the public name,
	 * and nothing leaves this machine.
	 */
	here?: boolean;
	/** Milliseconds until an answer is given up on. */
	timeout?: number;
}

/** An answer of any HTTP status, as text; of status 0 the reason why there was none. */
export interface TextAnswer {
	status: number;
	contentType: string;
	body: string;
}

/**
 * Posts a webhook on, unchanged. Redirects are not followed: most make a GET of a POST, and what is handed
 * on is for this address only. Never throws: 0 means nobody answered.
 */
export async function forward(
	caller: Caller,
	url: string,
	body: Buffer,
	headers: Record<string, string>,
	{ here = false, timeout = TIMEOUT }: Reach = {},
): Promise<TextAnswer> {
	try {
		const response = (await caller.helpers.httpRequest({
			method: 'POST',
			url,
			body,
			headers: withCharset(headers),
			json: false,
			encoding: 'text',
			disableFollowRedirect: true,
			skipSslCertificateValidation: here,
			timeout,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})) as FullResponse;
		return {
			status: response.statusCode,
			contentType: response.headers['content-type'] ?? '',
			body: String(response.body),
		};
	} catch (error) {
		return { status: 0, contentType: '', body: networkReason(error, timeout) };
	}
}

/** n8n 2.40 would read the bytes anew where the type of a form stands without a charset, and fail. */
const withCharset = (headers: Record<string, string>): Record<string, string> =>
	headers['content-type']?.toLowerCase() === 'application/x-www-form-urlencoded'
		? { ...headers, 'content-type': `${headers['content-type']}; charset=utf-8` }
		: headers;

/** Reads a public file, without the credential. Never throws: 0 means nobody answered. */
export async function getFile(
	caller: Caller,
	url: string,
): Promise<{ status: number; mimeType: string; body: Buffer }> {
	try {
		const response = (await caller.helpers.httpRequest({
			method: 'GET',
			url,
			encoding: 'arraybuffer',
			disableFollowRedirect: true,
			timeout: FILE_TIMEOUT,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})) as FullResponse;
		return {
			status: response.statusCode,
			mimeType: response.headers['content-type'] ?? '',
			body: Buffer.from(response.body as ArrayBuffer),
		};
	} catch {
		return { status: 0, mimeType: '', body: Buffer.alloc(0) };
	}
}

/** Reads a public URL, without following redirects. Never throws: 0 means nobody answered. */
export async function get(
	caller: Caller,
	url: string,
	query: Record<string, string>,
	{ here = false, timeout = 10_000 }: Reach = {},
): Promise<HttpResponse> {
	try {
		const response = (await caller.helpers.httpRequest({
			method: 'GET',
			url,
			qs: query,
			json: true,
			disableFollowRedirect: true,
			skipSslCertificateValidation: here,
			timeout,
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
		})) as FullResponse;
		return { status: response.statusCode, body: response.body };
	} catch (error) {
		return { status: 0, body: networkReason(error, timeout) };
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
	ECONNREFUSED: 'connection refused',
	ECONNRESET: 'connection closed',
	ENOTFOUND: 'address not found',
};

function networkReason(error: unknown, timeout = TIMEOUT): string {
	const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
	const reason = String(code ?? cause?.code);
	return reason === 'ECONNABORTED' || reason === 'ETIMEDOUT'
		? `no answer within ${timeout / 1000} seconds`
		: (NETWORK[reason] ?? 'no connection');
}
