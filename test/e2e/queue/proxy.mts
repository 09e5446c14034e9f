import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What is n8n's webhook processes' business; the rest is main's. */
const FOR_WEBHOOKS = /^\/(webhook|webhook-waiting|form|form-waiting|mcp)\//;
/** n8n says so there once it takes requests. */
const READINESS = '/healthz/readiness';

/** What stands before n8n's processes, as nginx would. */
export interface Proxy {
	url: string;
	/** `turns`: to one webhook process after the other; `hash`: by the path, so each to always the same. */
	route: 'turns' | 'hash';
	/** What a provider sends is passed on so often in the same instant: by `turns`, to so many processes. */
	copies: number;
	/** Pass nothing on to a process that does not say that it is ready? */
	asksReadiness: boolean;
	/** How many requests each webhook process got. */
	readonly served: number[];
	/** In turns, the process that the next request goes to. */
	sendNextTo(index: number): void;
	stop(): Promise<void>;
}

interface Answer {
	status: number;
	headers: http.IncomingHttpHeaders;
	body: Buffer;
}

/** Starts it. @param servers the addresses of main and of the webhook processes, asked each time */
export async function startProxy(
	port: number,
	servers: { main: string; webhooks: readonly string[] },
): Promise<Proxy> {
	let turn = 0;
	const server = http.createServer((request, response) => {
		void pass(request, response).catch(() => response.destroy());
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const proxy: Proxy = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		route: 'turns',
		copies: 1,
		asksReadiness: false,
		served: servers.webhooks.map(() => 0),
		sendNextTo(index) {
			turn = index;
		},
		async stop() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};

	async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await bodyOf(request);
		const targets = await targetsOf(request);
		const answers = await Promise.all(targets.map((target) => send(target, request, body)));
		// Where one of two did not take it, it has to come again.
		const [worst] = answers.toSorted((a, b) => b.status - a.status);
		response.writeHead(worst!.status, worst!.headers);
		response.end(worst!.body);
	}

	async function targetsOf({ url = '/', headers }: IncomingMessage): Promise<string[]> {
		if (!FOR_WEBHOOKS.test(url)) return [servers.main];
		const isReady = await Promise.all(
			servers.webhooks.map(async (one) => !proxy.asksReadiness || (await answersOk(one))),
		);
		const at = servers.webhooks.flatMap((_, index) => (isReady[index] ? [index] : []));
		if (at.length === 0) return ['http://127.0.0.1:9'];
		const copies = headers['x-hub-signature-256'] === undefined ? 1 : proxy.copies;
		return Array.from({ length: copies }, () => {
			const next = proxy.route === 'hash' ? hashOf(url.split('?')[0]!) : turn++;
			const chosen = at[next % at.length]!;
			proxy.served[chosen]! += 1;
			return servers.webhooks[chosen]!;
		});
	}
	return proxy;
}

async function bodyOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
	const pieces: Buffer[] = [];
	for await (const piece of stream) pieces.push(piece);
	return Buffer.concat(pieces);
}

const hashOf = (path: string) =>
	[...path].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 65_521, 0);

async function answersOk(base: string): Promise<boolean> {
	try {
		return (await fetch(base + READINESS, { signal: AbortSignal.timeout(2000) })).ok;
	} catch {
		return false;
	}
}

/** Never throws: of a process that is gone, 502. */
async function send(base: string, request: IncomingMessage, body: Buffer): Promise<Answer> {
	const { method, headers } = request;
	return await new Promise((resolve) => {
		const gone = () => resolve({ status: 502, headers: {}, body: Buffer.from('Bad Gateway') });
		const options = { method, headers, agent: new http.Agent({ keepAlive: false }) };
		const passed = http.request(base + request.url!, options, (answer) => {
			bodyOf(answer).then((said) => {
				const { 'transfer-encoding': _chunked, ...kept } = answer.headers;
				resolve({ status: answer.statusCode!, headers: kept, body: said });
			}, gone);
		});
		passed.once('error', gone);
		passed.end(body);
	});
}
