import { generate } from 'selfsigned';

export interface Certificate {
	/** PEM. */
	key: string;
	/** PEM. It signs itself, so it is also what a client has to trust. */
	cert: string;
}

/** One certificate for all of these names. */
export async function certificateFor(hosts: string[]): Promise<Certificate> {
	const made = await generate([{ name: 'commonName', value: 'Stand-ins' }], {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) }],
	});
	return { key: made.private, cert: made.cert };
}
