import { createServer, request as httpRequest, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { errorOf, outputsOf } from '../../playground/workflows/executionData.mts';
import type { Credential } from '../../playground/workflows/n8nRest.mts';
import { simulatedCredential } from '../../playground/workflows/playgroundCredential.mts';
import { freePort } from '../../playground/start/ports.mts';
import { waitFor } from '../../playground/waitFor.mts';
import {
	approvalFlow,
	flow,
	inboxFlow,
	install,
	ours,
	provider,
	sender,
	start,
	webhookStart,
} from './flows.mts';
import { bubbleWith, bubbles, deliveredWebhook, tap, type WebhookRecord } from './phones.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

/** Up to two minutes: as WhatsApp, which delivers again for days. */
const REDELIVERY = [500, 1000, 2000, 4000, 8000, 16_000, 32_000, 64_000];

const APPROVER = 'marta';
let count = 0;

/** Starts an approval, by default with the credential of the trigger. */
async function begin(stack: Stack, options: object = {}, credential = stack.credential) {
	const subject = `Hand-over ${++count}.`;
	const { phone } = stack.simulator.state.people.find(({ id }) => id === APPROVER)!;
	const wanted = { approver: phone!, options: options as Record<string, unknown> };
	const workflow = await install(stack, approvalFlow({ ...stack, credential }, wanted));
	await start(stack, workflow, { subject });
	return { subject, workflow };
}

async function ask(stack: Stack, options: object = {}, credential = stack.credential) {
	const { subject, workflow } = await begin(stack, options, credential);
	const bubble = await bubbleWith(stack, APPROVER, subject);
	await executionIn(stack, workflow.id, 'waiting');
	return { subject, workflow, bubble };
}

async function expectApproved(stack: Stack, workflowId: string): Promise<void> {
	const done = await executionIn(stack, workflowId, 'success', { timeout: 90_000 });
	const [approved] = outputsOf(done, 'Ask');
	expect(approved).toHaveLength(1);
	expect(approved![0]!.json).toMatchObject({ approval: { decision: 'approved' } });
}

const webhook = async ({ phones }: Stack, id: string): Promise<WebhookRecord> =>
	(await phones.get('/webhooks')).data.find((one: WebhookRecord) => one.id === id);

/** What the doctor says of one link. */
async function doctor(stack: Stack, check: string) {
	const node = ours(stack, 'whatsAppBusiness', 'Doctor', {
		provider: provider(stack),
		resource: 'setup',
		operation: 'check',
		sender: sender(stack),
	});
	const input = flow('Doctor', [webhookStart(`doctor-${++count}-${Math.random()}`), node], {
		Start: [['Doctor']],
	});
	const workflow = await install(stack, input);
	await start(stack, workflow);
	const done = await executionIn(stack, workflow.id, 'success');
	return outputsOf(done, 'Doctor')[0]!.find(({ json }) => json.check === check)!.json;
}

/** Posts a tap as WhatsApp would, but compressed. */
async function tapCompressed(stack: Stack, bubble: Parameters<typeof tap>[2], url: string) {
	const { state } = stack.simulator;
	await stack.phones.post('/switches', { n8nUnreachable: true });
	const id = await tap(stack, APPROVER, bubble, 'Approve');
	const { rawBody } = state.journal.webhooks.find((one) => one.id === id)!;
	const { headers } = state.provider.prove(state, rawBody, url, 'valid');
	const answer = await axios.post(url, gzipSync(rawBody), {
		headers: { ...headers, 'content-encoding': 'gzip' },
		validateStatus: () => true,
		proxy: false,
	});
	return { status: answer.status, rawBody };
}

describe('an n8n that cannot reach its own public address', () => {
	let stack: Stack;
	let inbox: Awaited<ReturnType<typeof install>>;

	beforeAll(async () => {
		// Nobody listens there; only the internet's road leads in.
		const outside = `http://127.0.0.1:${await freePort()}`;
		const env = { N8N_WEBHOOK_URL: `${outside}/`, WEBHOOK_URL: `${outside}/` };
		stack = await startStack({ redelivery: REDELIVERY, env });
		stack.simulator.state.roads.set(outside, stack.n8n.url);
		inbox = await install(stack, inboxFlow(stack));
	}, 240_000);
	afterAll(() => stack?.stop(), 60_000);

	it('gets the tap, at once', async () => {
		const { workflow, bubble } = await ask(stack);
		const { attempts } = await deliveredWebhook(
			stack,
			await tap(stack, APPROVER, bubble, 'Approve'),
		);
		expect(attempts.map(({ status }) => status)).toEqual([200]);
		await expectApproved(stack, workflow.id);
	}, 120_000);

	it('gets it compressed, too', async () => {
		const { workflow, bubble } = await ask(stack);
		const url = `${stack.n8n.url}/webhook/${inbox.nodes[0]!.webhookId}/webhook`;
		expect(await tapCompressed(stack, bubble, url)).toMatchObject({ status: 200 });
		await expectApproved(stack, workflow.id);
		await stack.phones.post('/switches', { n8nUnreachable: false });
	}, 120_000);

	it('knows in its doctor which way works', async () => {
		expect(await doctor(stack, 'Trigger')).toMatchObject({
			state: 'ok',
			message: expect.stringContaining('asked inside'),
		});
		expect(await doctor(stack, 'Hand-Over')).toMatchObject({
			state: 'ok',
			message: expect.stringMatching(/inside: works; .*public address: connection refused/),
		});
	}, 120_000);
});

describe('an n8n with a log-in page in front of its waiting address', () => {
	let stack: Stack;
	let inbox: Awaited<ReturnType<typeof install>>;
	let front: Awaited<ReturnType<typeof startFront>>;

	beforeAll(async () => {
		front = await startFront();
		const env = { N8N_WEBHOOK_URL: `${front.url}/`, WEBHOOK_URL: `${front.url}/` };
		stack = await startStack({ redelivery: REDELIVERY, env });
		front.behind.port = stack.n8n.port;
		const options = { forwardTo: `${front.url}/elsewhere` };
		inbox = await install(stack, inboxFlow(stack, { options }));
	}, 240_000);
	afterAll(async () => {
		await stack?.stop();
		await front?.stop();
	}, 60_000);

	it('gets the tap, and nobody is told that the request was closed', async () => {
		const { workflow, bubble } = await ask(stack);
		await deliveredWebhook(stack, await tap(stack, APPROVER, bubble, 'Approve'));
		await expectApproved(stack, workflow.id);
		const chat = await bubbles(stack, APPROVER);
		expect(chat.filter(({ view }) => view.text?.includes('already been closed'))).toEqual([]);
		expect(await doctor(stack, 'Hand-Over')).toMatchObject({
			state: 'ok',
			message: expect.stringMatching(/inside: works; .*public address: HTTP 200, text\/html/),
		});
	}, 120_000);

	it('passes a compressed webhook on as what it is', async () => {
		const { workflow, bubble } = await ask(stack);
		front.passedOn.length = 0;
		const { status, rawBody } = await tapCompressed(stack, bubble, callback());
		expect(status).toBe(200);
		await expectApproved(stack, workflow.id);
		await stack.phones.post('/switches', { n8nUnreachable: false });
		const [passed] = front.passedOn.filter(({ body }) => body === rawBody);
		expect(passed!.headers['content-encoding']).toBeUndefined();
		expect(passed!.headers['x-hub-signature-256']).toBeDefined();
	}, 120_000);

	const callback = () => {
		const { webhookId } = inbox.nodes[0]!;
		return `${front.url}/webhook/${webhookId}/webhook`;
	};

	describe('and two credentials of one account, whose secrets differ', () => {
		let other: Credential;
		const withSecret = (appSecret: string) => {
			const { data, ...rest } = simulatedCredential(stack.simulator);
			return { ...rest, name: 'Second team', data: { ...data, appSecret } };
		};
		beforeAll(async () => {
			other = await stack.rest.createCredential(withSecret('an-older-secret'));
		});

		it.each([
			['another', 'an-older-secret', /"Second team" has another app secret.*nobody was asked/],
			['no', '', /nobody was asked.*no app secret \("Second team"\)/],
		])(
			'with %s secret in the approval: refused before anybody is asked',
			async (...given) => {
				const [, secret, message] = given;
				await stack.rest.updateCredential(other.id, withSecret(secret));
				const { workflow, subject } = await begin(stack, {}, other);
				const failed = await executionIn(stack, workflow.id, 'error');
				expect(errorOf(failed)).toMatch(message);
				const chat = await bubbles(stack, APPROVER);
				expect(chat.filter(({ view }) => view.text?.includes(subject))).toEqual([]);
				// The test is between the two nodes.
				const tests = front.passedOn.filter(({ body }) => body.includes('"entry":[]'));
				expect(tests).toEqual([]);
			},
			120_000,
		);

		it('with the same secret: asked, and approved', async () => {
			const { appSecret } = stack.simulator.account;
			await stack.rest.updateCredential(other.id, withSecret(appSecret));
			const { workflow, bubble } = await ask(stack, {}, other);
			await tap(stack, APPROVER, bubble, 'Approve');
			await expectApproved(stack, workflow.id);
		}, 120_000);

		it('found only when the answer comes: it comes again until the secret is right', async () => {
			await stack.rest.updateCredential(other.id, withSecret('an-older-secret'));
			const { workflow, bubble } = await ask(stack, { checkAnswers: false }, other);
			const id = await tap(stack, APPROVER, bubble, 'Approve');
			await waitFor(async () => (await webhook(stack, id)).attempts.length > 1);
			const { attempts } = await webhook(stack, id);
			expect(attempts[0]!.status).toBe(503);
			expect(stack.n8n.log()).toContain('the credential "Second team" could not verify a webhook');
			expect(stack.n8n.log()).not.toContain('an-older-secret');
			const { appSecret } = stack.simulator.account;
			await stack.rest.updateCredential(other.id, withSecret(appSecret));
			await deliveredWebhook(stack, id);
			await expectApproved(stack, workflow.id);
		}, 120_000);
	});
});

/**
 * A reverse proxy that lets webhooks through, as WhatsApp needs them, and shows a log-in page to everything
 * else. Takes what is passed on to `/elsewhere` itself.
 */
async function startFront() {
	const behind = { port: 0 };
	const passedOn: Array<{ headers: Record<string, unknown>; body: string }> = [];
	const server: Server = createServer((request, response) => {
		const { method, url: path = '/', headers } = request;
		if (path === '/elsewhere') {
			const parts: Buffer[] = [];
			request.on('data', (part: Buffer) => parts.push(part));
			request.on('end', () => {
				passedOn.push({ headers, body: Buffer.concat(parts).toString() });
				response.end('OK');
			});
			return;
		}
		if (!path.startsWith('/webhook/')) {
			const page = '<html><title>Sign in</title><body>Sign in to go on to n8n</body></html>';
			request.resume();
			response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
			return;
		}
		const onwards = httpRequest(
			{ host: '127.0.0.1', port: behind.port, method, path, headers },
			(answer) => {
				response.writeHead(answer.statusCode ?? 502, answer.headers);
				answer.pipe(response);
			},
		);
		onwards.on('error', () => response.destroy());
		request.pipe(onwards);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('No port');
	const stop = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { url: `http://127.0.0.1:${address.port}`, behind, passedOn, stop };
}
