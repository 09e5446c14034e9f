import type { IWebhookFunctions } from 'n8n-workflow';
import { resumeApproval } from '../../../nodes/WhatsAppBusinessTrigger/waitingExecution';
import type { WebhookRequest } from '../../../nodes/providers/http';

const request: WebhookRequest = {
	method: 'POST',
	url: 'https://n8n.example.com/webhook/1?reference=w1',
	headers: { 'x-twilio-signature': 'c2ln' },
	query: {},
	body: Buffer.from('a=1'),
};
const json = { 'content-type': 'application/json; charset=utf-8' };
const RUNNING = {
	statusCode: 409,
	headers: json,
	body: '{"code":409,"message":"The execution \\"1\\" is running already."}',
};
const DEAD = {
	statusCode: 500,
	headers: json,
	body: '{"code":0,"message":"Execution is already being resumed by another process"}',
};
const TAKEN = { statusCode: 200, headers: json, body: '{"approval":"resumed","notes":[]}' };
const LOG_IN = {
	statusCode: 200,
	headers: { 'content-type': 'text/html; charset=utf-8' },
	body: '<html><title>Sign in</title><a href="https://n8n.example.com/">n8n</a></html>',
};

/** n8n's side: gives these answers in turn, the last one for ever. */
function n8n(...answers: object[]) {
	const calls: Array<{ at: number; headers: Record<string, string> }> = [];
	const warnings: string[] = [];
	const context = {
		helpers: {
			httpRequest: async ({ headers }: { headers: Record<string, string> }) => {
				calls.push({ at: Date.now(), headers });
				return answers.length > 1 ? answers.shift() : answers[0];
			},
		},
		logger: { warn: (text: string) => warnings.push(text) },
	} as unknown as IWebhookFunctions;
	return { context, calls, warnings };
}

let url = 0;
async function resume(context: IWebhookFunctions, redelivers: boolean) {
	const started = Date.now();
	const turn = resumeApproval(
		context,
		`https://n8n.example.com/${++url}?s=x`,
		request,
		[],
		redelivers,
	);
	await jest.advanceTimersByTimeAsync(300_000);
	return { ...(await turn), started };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('an execution that is not ready', () => {
	it('is tried for a few seconds where the provider delivers again', async () => {
		const { context, calls, warnings } = n8n(RUNNING);
		const { outcome, started } = await resume(context, true);
		expect(outcome).toBe('again');
		expect(calls.at(-1)!.at - started).toBeLessThan(5000);
		expect(warnings.join()).toContain('delivered again');
	});

	it('is tried for over a minute where it does not, and then it is said that the answer is lost', async () => {
		const { context, calls, warnings } = n8n(RUNNING);
		const { outcome, started } = await resume(context, false);
		expect(outcome).toBe('again');
		expect(calls.at(-1)!.at - started).toBeGreaterThan(60_000);
		expect(warnings.join()).toContain('lost');
	});

	it('takes the answer as soon as it is ready, after half a minute too', async () => {
		const { context } = n8n(...Array<object>(8).fill(RUNNING), TAKEN);
		expect((await resume(context, false)).outcome).toBe('over');
	});

	it('is given up soon when it is dead', async () => {
		const { context, calls, started } = { ...n8n(DEAD), started: Date.now() };
		expect((await resume(context, false)).outcome).toBe('late');
		expect(calls.at(-1)!.at - started).toBeLessThan(5000);
	});
});

describe('something else that answers in n8n’s place', () => {
	it('is no word about the execution: the answer comes again, and the log says what was there', async () => {
		const { context, warnings } = n8n(LOG_IN);
		expect((await resume(context, true)).outcome).toBe('again');
		expect(warnings.join()).toContain('HTTP 200, text/html');
		expect(warnings.join()).not.toContain('s=x');
	});

	it('for a moment only loses nothing', async () => {
		const { context, warnings } = n8n(LOG_IN, TAKEN);
		expect((await resume(context, true)).outcome).toBe('over');
		expect(warnings).toEqual([]);
	});

	it('is not taken for a dead execution, whatever words it repeats', async () => {
		const { context } = n8n({ ...LOG_IN, body: `${LOG_IN.body}${DEAD.body}` });
		expect((await resume(context, true)).outcome).toBe('again');
	});
});

it('gets the signature and the URL that was signed', async () => {
	const { context, calls } = n8n(TAKEN);
	await resume(context, false);
	expect(calls[0].headers).toMatchObject({
		'x-twilio-signature': 'c2ln',
		'x-whatsapp-business-url': request.url,
	});
});
