/**
 * The forms of a URL that Twilio may have signed. It signs what it was given, but proxies and parsers
 * on the way add and drop default ports and escape characters anew, so its own library tries several.
 *
 * @see https://www.twilio.com/docs/usage/webhooks/webhooks-security
 */
export function signedForms(url: string): string[] {
	const [address] = url.split('#');
	const forms = new Set<string>();
	// A fragment such as #rc=3 is for Twilio only; whether it signs it is not documented.
	for (const form of [address, url]) {
		forms.add(form);
		if (!URL.canParse(form)) continue;
		for (const withPort of [withoutPort(form), withDefaultPort(form)]) {
			forms.add(withPort);
			forms.add(withQueryWrittenAnew(withPort));
		}
	}
	return [...forms];
}

function withoutPort(url: string): string {
	const parsed = new URL(url);
	parsed.port = '';
	return parsed.href;
}

/** An explicit port stays; `URL` drops the default one, so it is put back as text. */
function withDefaultPort(url: string): string {
	const { href, protocol, username, password, host, port, pathname, search, hash } = new URL(url);
	if (port !== '') return href;
	const login = username === '' ? '' : `${username}${password === '' ? '' : `:${password}`}@`;
	const usual = protocol === 'https:' ? 443 : 80;
	return `${protocol}//${login}${host}:${usual}${pathname}${search}${hash}`;
}

/** Repeated names stand together, and every value is escaped in one way. */
function withQueryWrittenAnew(url: string): string {
	const [address, ...query] = url.split('#')[0].split('?');
	if (query.length === 0) return url;
	const values = new Map<string, string[]>();
	for (const [name, value] of new URLSearchParams(query.join('?'))) {
		const known = values.get(name);
		if (known === undefined) values.set(name, [value]);
		else known.push(value);
	}
	const pairs = [...values].flatMap(([name, all]) =>
		all.map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
	);
	return `${address}?${pairs.join('&')}`;
}
