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
 * @param handedOn the header of a trigger that hands a request on, if any. Anybody can send it, so it
 * counts only where a trigger of this very n8n can have been called: a signature that runs URL and
 * fields together would else vouch for whatever split of the two a sender likes
 */
export function signedUrl(nodeUrl: string, calledPath: string, handedOn?: string): string {
	if (handedOn !== undefined && isTriggerUrl(handedOn, nodeUrl)) return handedOn;
	const at = calledPath.indexOf('?');
	return at < 0 ? nodeUrl : nodeUrl + calledPath.slice(at);
}

/**
 * What n8n 2.40 puts behind its endpoint for a trigger: the node's webhook ID, or workflow and node
 * name, then the path. None of them goes on after `webhook`, as a URL with fields run into it does.
 */
const TRIGGER_PATH = /^\/(?:(?!webhook)[^/]+\/){1,2}webhook$/i;

/** Can a trigger of the n8n that serves `nodeUrl` be called at this URL? */
function isTriggerUrl(url: string, nodeUrl: string): boolean {
	if (!URL.canParse(url) || !URL.canParse(nodeUrl)) return false;
	const given = new URL(url);
	const own = new URL(nodeUrl);
	return (
		given.origin === own.origin &&
		endpointsOf(own.pathname).some(
			(endpoint) =>
				given.pathname.startsWith(endpoint) &&
				TRIGGER_PATH.test(given.pathname.slice(endpoint.length)),
		)
	);
}

/** Where n8n takes webhooks: of test runs and others; an administrator may have named it otherwise. */
function endpointsOf(path: string): string[] {
	const [, usual] = /^(.*?\/webhook)(?:-test)?\//.exec(path) ?? [];
	if (usual !== undefined) return [usual, `${usual}-test`];
	const parts = path.split('/');
	return [2, 3].map((own) => parts.slice(0, -own).join('/'));
}

/**
 * A URL as it may be shown in messages, findings and logs: the secrets that some carry, in their query or
 * before the host, are left out.
 */
export const shownUrl = (url: string): string =>
	url.split(/[?#]/, 1)[0].replace(/^([a-z][a-z\d+.-]*:\/\/)[^/]*@/i, '$1');

/** The same for every URL in a text, which may be one that a provider repeats. */
export const withShownUrls = (text: string): string =>
	text.replace(/https?:\/\/[^\s"'<>]+/gi, shownUrl);

/** The query of a URL; of a name that comes several times the first value. */
export function queryOf(url: string): Record<string, string> {
	if (!URL.canParse(url)) return {};
	const query: Record<string, string> = {};
	for (const [name, value] of new URL(url).searchParams) query[name] ??= value;
	return query;
}

/** Did the other side carry the request out? */
export const isSuccess = (status: number): boolean => status >= 200 && status < 300;
