import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import express from 'express';

import { node24 } from '../../playground/start/places.mjs';
import { type StandIns, startStandIns } from '../../playground/standIns/server.mts';

const run = promisify(execFile);
let standIns: StandIns;

beforeAll(async () => {
	const sheets = express().get('/sheet', (_request, response) => response.send('a sheet'));
	const tasks = express().get('/task', (_request, response) => response.send('a task'));
	standIns = await startStandIns({
		'sheets.example-host.test': sheets,
		'tasks.example-host.test': tasks,
	});
});
afterAll(() => standIns.stop());

/** What a process that has the stand-ins' environment gets, with each of Node's two clients. */
async function clientsGet(url: string): Promise<string[]> {
	const script = `
		import https from 'node:https';
		import http from 'node:http';
		const url = ${JSON.stringify(url)};
		const client = url.startsWith('https:') ? https : http;
		const classic = new Promise((resolve, reject) => {
			client.get(url, (response) => response.setEncoding('utf8').once('data', resolve))
				.on('error', reject);
		});
		const modern = fetch(url).then((response) => response.text());
		const results = await Promise.allSettled([classic, modern]);
		console.log(JSON.stringify(results.map(({ value, reason }) =>
			value ?? (reason.cause ?? reason).message)));
		process.exit();
	`;
	const { stdout } = await run(node24, ['--input-type=module', '-e', script], {
		env: { ...process.env, ...standIns.env },
	});
	return JSON.parse(stdout);
}

it('each host is answered for by its own app', async () => {
	expect(await clientsGet('https://sheets.example-host.test/sheet')).toEqual([
		'a sheet',
		'a sheet',
	]);
	expect(await clientsGet('https://tasks.example-host.test/task')).toEqual(['a task', 'a task']);
});

it.each([
	['a host that nothing stands in for', 'https://other.example-host.test/'],
	['an address outside this machine', 'https://203.0.113.7/'],
	['a host that is played, without TLS', 'http://sheets.example-host.test/sheet'],
])('%s cannot be reached', async (_what, url) => {
	const refusal = `getaddrinfo ENOTFOUND ${new URL(url).host}: nothing stands in for it`;
	expect(await clientsGet(url)).toEqual([refusal, refusal]);
});

it('this machine can be', async () => {
	const server = express()
		.get('/', (_request, response) => response.send('here'))
		.listen(0);
	const { port } = server.address() as { port: number };
	expect(await clientsGet(`http://127.0.0.1:${port}/`)).toEqual(['here', 'here']);
	expect(await clientsGet(`http://localhost:${port}/`)).toEqual(['here', 'here']);
	server.closeAllConnections();
	server.close();
});
