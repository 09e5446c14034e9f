/**
 * The header in which a trigger hands on the URL that the provider called: some sign it, and what is
 * in its query belongs to the request.
 */
export const SIGNED_URL = 'x-whatsapp-business-url';

/**
 * The URL that a provider called.
 *
 * @param nodeUrl the webhook's public URL, as n8n knows it
 * @param calledPath path and query of this very request
 * @param handedOn the header of a trigger that hands a request on, if any. Who can write it can sign
 * nothing with it: a signature over another URL needs the provider's secret all the same
 */
export function signedUrl(nodeUrl: string, calledPath: string, handedOn?: string): string {
	if (handedOn !== undefined && URL.canParse(handedOn)) return handedOn;
	const at = calledPath.indexOf('?');
	return at < 0 ? nodeUrl : nodeUrl + calledPath.slice(at);
}

/** The query of a URL; of a name that comes several times the first value. */
export function queryOf(url: string): Record<string, string> {
	if (!URL.canParse(url)) return {};
	const query: Record<string, string> = {};
	for (const [name, value] of new URL(url).searchParams) query[name] ??= value;
	return query;
}

/** Did the other side carry the request out? */
export const isSuccess = (status: number): boolean => status >= 200 && status < 300;
