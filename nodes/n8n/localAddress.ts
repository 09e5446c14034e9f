/**
 * Where this very process takes requests, beside the address at which the internet calls it. n8n can
 * always call itself there, while its public address may be out of its reach (no way back in through the
 * router, another DNS inside, a log-in page in front).
 */
export interface LocalAddress {
	/** How URLs of this n8n begin as the internet calls them, e.g. `https://example.com/n8n`. */
	outside: string;
	/** How the same begin here, e.g. `http://172.18.0.3:5678`. */
	here: string;
}

/** The part of a request that its sender cannot write: the end of the connection that is ours. */
interface Connection {
	localAddress?: string;
	localPort?: number;
	/** Only on one that is encrypted. */
	encrypted?: boolean;
}

/**
 * The address at which a request came in. Read from the connection alone, never from what the sender
 * says (`Host`, `X-Forwarded-…`): what is handed over goes to this machine or nowhere.
 *
 * @param calledPath path and query of the request, as it arrived behind all proxies
 * @param publicUrl the same address as n8n gives it to the internet
 * @returns undefined where the connection tells none that can be called
 */
export function localAddress(
	connection: Connection,
	calledPath: string,
	publicUrl: string,
): LocalAddress | undefined {
	const origin = originOf(connection);
	if (origin === undefined || !calledPath.startsWith('/') || !URL.canParse(publicUrl)) {
		return undefined;
	}
	const { origin: publicOrigin, pathname } = new URL(publicUrl);
	const outside = pathname.split('/');
	const here = calledPath.split(/[?#]/, 1)[0].split('/');
	// What both end with n8n looks at; before it may stand what a proxy takes away, or adds.
	while (outside.length > 1 && here.length > 1 && same(outside.at(-1)!, here.at(-1)!)) {
		outside.pop();
		here.pop();
	}
	return { outside: publicOrigin + outside.join('/'), here: origin + here.join('/') };
}

function originOf({ localAddress: address, localPort, encrypted }: Connection): string | undefined {
	// One that holds on its own link only has a zone, for which URLs have no place.
	if (!address || !localPort || /%|^fe80:/i.test(address)) return undefined;
	const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
	const host = plain.includes(':') ? `[${plain}]` : plain;
	return `${encrypted === true ? 'https' : 'http'}://${host}:${localPort}`;
}

/** Two segments of a path; senders escape in more than one way. */
const same = (one: string, other: string): boolean =>
	one === other || plainly(one) === plainly(other);

function plainly(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}

/** A URL of this n8n as it is called from here; undefined for one that is not of this n8n. */
export function asCalledHere(url: string, { outside, here }: LocalAddress): string | undefined {
	return url.startsWith(`${outside}/`) ? here + url.slice(outside.length) : undefined;
}

/** Where the last request came in, of any trigger of this process: one n8n has one address. */
let lastSeen: LocalAddress | undefined;

/** Keeps an address for who has no request to read one from. */
export function rememberAddress(address: LocalAddress | undefined): void {
	lastSeen = address ?? lastSeen;
}

/** The last address that a trigger of this process was called at; undefined before the first call. */
export const rememberedAddress = (): LocalAddress | undefined => lastSeen;
