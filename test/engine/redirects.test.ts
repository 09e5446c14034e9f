import type { IExecuteFunctions } from 'n8n-workflow';
import { call, converse, download, forward, get, getFile } from '../../nodes/n8n/transport';
import type { Exchange, HttpResponse } from '../../nodes/providers/http';
import { meta } from '../../nodes/providers/meta';
import { ACCOUNT, inNode } from './engine';
import { startRedirecting } from './redirectingServer.cjs';

let host: Awaited<ReturnType<typeof startRedirecting>>;

beforeAll(async () => {
	host = await startRedirecting();
});

afterAll(async () => await host.stop());

beforeEach(() => {
	host.elsewhere.length = 0;
	host.asked.length = 0;
});

const exchange = function* (url: string): Exchange<HttpResponse> {
	return yield { method: 'GET' as const, url };
};
const file = { field: 'file', name: 'a.png', mimeType: 'image/png' };
const bytes = Buffer.from('png');

type Work = (context: IExecuteFunctions, url: string) => Promise<unknown>;

const authenticated: Array<[what: string, work: Work]> = [
	['call with JSON', (c, url) => call(c, meta, { method: 'POST', url, body: { a: 1 } })],
	['call with a form', (c, url) => call(c, meta, { method: 'POST', url, form: { a: '1' } })],
	[
		'call with a file among fields',
		(c, url) => call(c, meta, { method: 'POST', url, multipart: { fields: {}, file } }, bytes),
	],
	['call with bytes', (c, url) => call(c, meta, { method: 'POST', url, bytes: {} }, bytes)],
	['call that reads', (c, url) => call(c, meta, { method: 'GET', url })],
	['call that deletes', (c, url) => call(c, meta, { method: 'DELETE', url })],
	['converse', (c, url) => converse(c, meta, exchange(url))],
	['download', (c, url) => download(c, meta, { ...ACCOUNT, baseUrl: host.base }, url)],
];

const open: Array<[what: string, work: Work]> = [
	['forward', (c, url) => forward(c, url, Buffer.from('{}'), { 'x-webhook-secret': 's' })],
	['get', (c, url) => get(c, url, { reference: 'signed' })],
	['getFile', (c, url) => getFile(c, url)],
];

describe.each([301, 302, 303, 307, 308])('a redirect (%i) to another host', (code) => {
	beforeEach(() => {
		host.state.status = code;
	});

	it.each(authenticated)(
		'is not followed by %s, which shows its credential',
		async (_what, work) => {
			await inNode(async (context) => await work(context, `${host.base}/v24.0/1`).catch(() => {}));
			expect(host.asked).toHaveLength(1);
			expect(host.asked[0].headers.authorization).toContain(ACCOUNT.accessToken);
			expect(host.elsewhere).toEqual([]);
		},
	);

	it.each(open)('is not followed by %s', async (_what, work) => {
		const answer = await inNode(async (context) => await work(context, `${host.base}/webhook/1`));
		expect(host.asked).toHaveLength(1);
		expect(host.elsewhere).toEqual([]);
		expect(answer).toMatchObject({ status: code });
	});
});

it('says that there was a redirect, and what to do', async () => {
	const work = inNode(
		async (c) => await call(c, meta, { method: 'GET', url: `${host.base}/x?a=1` }),
	);
	await expect(work).rejects.toMatchObject({
		message: expect.stringContaining('answered with a redirect'),
		description: expect.stringContaining('base URL'),
	});
});
