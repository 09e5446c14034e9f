import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { generate } from 'selfsigned';

/** What answers for each host, an Express app for example. */
export type Hosts = Record<string, RequestListener>;

export interface StandIns {
	/** The environment of a process that shall meet the stand-ins, and no host besides. */
	env: Record<string, string>;
	stop(): Promise<void>;
}

const preload = new URL('hostsToLoopback.mjs', import.meta.url).href;

/**
 * Plays services of the internet on this machine: a process that gets `env` reaches them over HTTPS
 * by their real names, and every other host is unknown to it.
 */
export async function startStandIns(hosts: Hosts): Promise<StandIns> {
	const names = Object.keys(hosts);
	const certificate = await certificateFor(names);
	const server = createServer(certificate, (request, response) => {
		const answer = hosts[request.headers.host ?? ''];
		if (answer) answer(request, response);
		else response.writeHead(421).end();
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const folder = mkdtempSync(path.join(tmpdir(), 'whatsapp-stand-ins-'));
	const trusted = path.join(folder, 'certificate.pem');
	writeFileSync(trusted, certificate.cert);
	return {
		env: {
			NODE_OPTIONS: `--import=${preload}`,
			NODE_EXTRA_CA_CERTS: trusted,
			STAND_INS: JSON.stringify({ port, hosts: names }),
			// A proxy would be asked for the host instead, and is a stranger to the process itself.
			NO_PROXY: '*',
			no_proxy: '*',
		},
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** One certificate for all of these names, in PEM. It signs itself, so it is also what a client has to trust. */
async function certificateFor(hosts: string[]): Promise<{ key: string; cert: string }> {
	const made = await generate([{ name: 'commonName', value: 'Stand-ins' }], {
		keyType: 'ec',
		algorithm: 'sha256',
		extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) }],
	});
	return { key: made.private, cert: made.cert };
}
