/** A credential's fields, as n8n hands them over. */
export type Credential = Readonly<Record<string, unknown>>;

/**
 * More events than any provider puts into one webhook: Meta promises 1,000 at most, others send a few.
 * `parse` stops after one more, which says that the webhook holds too many.
 */
export const MOST_EVENTS = 2000;

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

/** One page of a provider's list. */
export interface Page<Item> {
	items: Item[];
	/** Give to the next request; absent on the last page. */
	cursor?: string;
}

export interface Listing<Item> {
	request(credential: Credential, options: { cursor?: string; name?: string }): HttpRequest;
	/** @param asked what `request` was given; some answers do not say where they begin */
	page(body: unknown, asked?: { cursor?: string }): Page<Item>;
}

/** A webhook, as somebody else's server would post it. */
export interface WebhookCall {
	url: string;
	headers: Record<string, string>;
	body: string;
}
