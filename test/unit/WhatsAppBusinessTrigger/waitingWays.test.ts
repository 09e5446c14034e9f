import type { IWebhookFunctions } from 'n8n-workflow';
import { tryWays, waitingBases } from '../../../nodes/WhatsAppBusinessTrigger/waitingWays';

const URL = 'https://n8n.example.com/webhook/1/webhook';
const NOBODY = {
	statusCode: 404,
	headers: { 'content-type': 'application/json' },
	body: '{"code":404,"message":"The execution \\"0\\" does not exist."}',
};
const LOG_IN = { statusCode: 200, headers: { 'content-type': 'text/html' }, body: '<p>Sign in' };

/** A trigger that is being called inside, at the given address. */
function called(answers: Record<string, object>, address = '172.18.0.3') {
	const asked: string[] = [];
	const context = {
		getNodeWebhookUrl: () => URL,
		getRequestObject: () => ({
			socket: { localAddress: address, localPort: 5678 },
			originalUrl: '/webhook/1/webhook?x=1',
			headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
		}),
		helpers: {
			httpRequest: async ({ url }: { url: string }) => {
				asked.push(url);
				const found = Object.entries(answers).find(([start]) => url.startsWith(start));
				if (found === undefined) throw Object.assign(new Error(), { code: 'ECONNREFUSED' });
				return found[1];
			},
		},
	} as unknown as IWebhookFunctions;
	return { context, asked };
}

describe('where answers are handed to', () => {
	it.each([
		['', 'http://172.18.0.3:5678/webhook-waiting', 'https://n8n.example.com/webhook-waiting'],
		[
			'https://n8n.example.com/answers/',
			'http://172.18.0.3:5678/answers',
			'https://n8n.example.com/answers',
		],
		['http://n8n-main:5678/answers', undefined, 'http://n8n-main:5678/answers'],
	])('with the option "%s"', (override, here, outside) => {
		expect(waitingBases(called({}).context, override)).toEqual({ here, outside });
	});

	it('is the public address alone where the request does not tell how it came in', () => {
		const context = { getNodeWebhookUrl: () => URL, getRequestObject: () => ({}) };
		expect(waitingBases(context as never, '')).toEqual({
			outside: 'https://n8n.example.com/webhook-waiting',
		});
	});
});

describe('the ways to the waiting address', () => {
	const found = async (answers: Record<string, object>, address: string) => {
		const { context, asked } = called(answers, address);
		const bases = waitingBases(context, '');
		const [ways] = await Promise.all([tryWays(context, bases), tryWays(context, bases)]);
		return { ways, asked };
	};

	it.each([
		['both', NOBODY, NOBODY, { here: 'works', outside: 'works' }],
		['inside only', NOBODY, LOG_IN, { here: 'works', outside: 'HTTP 200, text/html' }],
		['from outside only', LOG_IN, NOBODY, { here: 'HTTP 200, text/html', outside: 'works' }],
		['neither', LOG_IN, undefined, { here: 'HTTP 200, text/html', outside: 'connection refused' }],
	])('work: %s', async (what, here, outside, expected) => {
		const address = `10.0.${what.length}.1`;
		const { ways, asked } = await found(
			{
				[`http://${address}:5678/webhook-waiting/`]: here,
				...(outside && { 'https://n8n.example.com/webhook-waiting/': outside }),
			},
			address,
		);
		expect(ways).toEqual(expected);
		// Anybody may ask, so one answer is for all of the next seconds.
		expect(asked).toHaveLength(2);
	});
});
