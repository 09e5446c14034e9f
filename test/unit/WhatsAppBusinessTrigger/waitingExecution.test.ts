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

/** n8n's side: gives these answers in turn, the last one for ever; `inside` is said at its own address. */
function n8n(...answers: object[]) {
	const calls: Array<{ at: number; url: string; headers: Record<string, string>; skip: boolean }> =
		[];
	const warnings: string[] = [];
	const inside: object[] = [];
	const context = {
		helpers: {
			httpRequest: async (options: {
				url: string;
				headers: Record<string, string>;
				skipSslCertificateValidation: boolean;
			}) => {
				const { url, headers, skipSslCertificateValidation: skip } = options;
				calls.push({ at: Date.now(), url, headers, skip });
				const said = url.startsWith(HERE) ? inside : answers;
				return said.length > 1 ? said.shift() : said[0];
			},
		},
		logger: { warn: (text: string) => warnings.push(text) },
	} as unknown as IWebhookFunctions;
	return { context, calls, warnings, inside };
}

const OUTSIDE = 'https://n8n.example.com/webhook-waiting';
let addresses = 0;
let HERE = 'http://10.0.0.1:5678';

let execution = 0;
async function resume(
	context: IWebhookFunctions,
	redelivers: boolean,
	bases: { here?: string; outside: string } = { outside: OUTSIDE },
) {
	const started = Date.now();
	const path = `/${++execution}/node?signature=x`;
	const turn = resumeApproval(context, { bases, path, request, facts: [], redelivers });
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
		expect((await resume(context, false)).outcome).toBe('failed');
		expect(calls.at(-1)!.at - started).toBeLessThan(5000);
	});
});

describe('an approval whose credential refuses the proof', () => {
	const UNPROVEN = { statusCode: 503, headers: json, body: '{"approval":"unproven"}' };

	it('gets it again at once with the next delivery, not within this one', async () => {
		const { context, calls, warnings } = n8n(UNPROVEN);
		expect((await resume(context, true)).outcome).toBe('again');
		expect(calls).toHaveLength(1);
		expect(warnings.join()).toContain('credential does not verify');
	});

	it('is tried for longer where nobody delivers again', async () => {
		const { context } = n8n(UNPROVEN, UNPROVEN, TAKEN);
		expect((await resume(context, false)).outcome).toBe('over');
	});
});

describe('something else that answers in n8n’s place', () => {
	it('is no word about the execution: the answer comes again, and the log says what was there', async () => {
		const { context, warnings } = n8n(LOG_IN);
		expect((await resume(context, true)).outcome).toBe('again');
		expect(warnings.join()).toContain('HTTP 200, text/html');
		expect(warnings.join()).not.toContain('signature');
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

describe('an n8n that was called inside', () => {
	const both = () => ({ here: `${HERE}/webhook-waiting`, outside: OUTSIDE });
	beforeEach(() => {
		HERE = `http://10.0.0.${++addresses}:5678`;
	});

	it('gets the answer there, and is not called from outside', async () => {
		const { context, calls, inside, warnings } = n8n(LOG_IN);
		inside.push(TAKEN);
		expect((await resume(context, true, both())).outcome).toBe('over');
		expect(calls.map(({ url }) => url)).toEqual([
			`${HERE}/webhook-waiting/${execution}/node?signature=x`,
		]);
		// Its certificate is made out for the public name.
		expect(calls[0].skip).toBe(true);
		expect(warnings).toEqual([]);
	});

	it('is waited for there while it says that the execution is running', async () => {
		const { context, calls, inside } = n8n(LOG_IN);
		inside.push(RUNNING, TAKEN);
		expect((await resume(context, true, both())).outcome).toBe('over');
		expect(calls.every(({ url }) => url.startsWith(HERE))).toBe(true);
	});

	it.each([
		['something else answers', LOG_IN],
		['nobody answers', Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })],
	])('is called from outside where %s inside, and first the next time', async (_what, said) => {
		const { context, calls, inside } = n8n(TAKEN);
		inside.push(said);
		if (said instanceof Error) context.helpers.httpRequest = failing(context, said);
		expect((await resume(context, true, both())).outcome).toBe('over');
		expect((await resume(context, true, both())).outcome).toBe('over');
		const outside = calls.filter(({ url }) => url.startsWith(OUTSIDE));
		expect(outside).toHaveLength(2);
		expect(outside.every(({ skip }) => !skip)).toBe(true);
		expect(calls.length).toBeLessThanOrEqual(3);
	});

	it('that answers by neither way loses nothing, and the log names both', async () => {
		const { context, inside, warnings } = n8n({ ...LOG_IN, statusCode: 302 });
		inside.push(LOG_IN);
		expect((await resume(context, true, both())).outcome).toBe('again');
		expect(warnings.join()).toContain(`${HERE}/webhook-waiting (HTTP 200, text/html)`);
		expect(warnings.join()).toContain(`${OUTSIDE} (HTTP 302, text/html)`);
	});

	/** Throws inside instead of answering. */
	function failing(context: IWebhookFunctions, error: Error) {
		const answer = context.helpers.httpRequest;
		return (async (options: { url: string }) => {
			if (options.url.startsWith(HERE)) throw error;
			return await answer(options);
		}) as typeof answer;
	}
});

it('gets the signature and the URL that was signed', async () => {
	const { context, calls } = n8n(TAKEN);
	await resume(context, false);
	expect(calls[0].headers).toMatchObject({
		'x-twilio-signature': 'c2ln',
		'x-whatsapp-business-url': request.url,
	});
});
