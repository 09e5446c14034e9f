import {
	checkAddress,
	checkHandOver,
	type OwnAddress,
	runSelfTest,
	checkTrigger,
	notCalled,
} from '../../../../../nodes/WhatsAppBusiness/actions/setup/webhookLinks';
import { providerById } from '../../../../../nodes/providers';

const OWN: OwnAddress = {
	baseUrl: 'https://n8n.example.com/',
	waitingBase: 'https://n8n.example.com/webhook-waiting',
};
const OURS = 'https://n8n.example.com/webhook/1/webhook';
const THEIRS = 'https://elsewhere.example.org/hook?secret=abc';

describe('the address of this n8n', () => {
	it.each([
		['https://n8n.example.com/', 'ok'],
		['https://n8n.example.com/flows/', 'ok'],
		['http://n8n.example.com/', 'warning'],
		['http://localhost:5678/', 'warning'],
		['https://n8n/', 'warning'],
		['https://192.168.1.4/', 'warning'],
		['https://172.20.0.3:5678/', 'warning'],
		['https://172.32.0.3/', 'ok'],
		['https://[::1]:5678/', 'warning'],
		['https://[2001:db8::1]/', 'ok'],
		['https://nas.local/', 'warning'],
		['https://localhost.example.com/', 'ok'],
		['https://10.example.com/', 'ok'],
	])('%s is %s', (baseUrl, state) => {
		const { state: found, hint } = checkAddress({ ...OWN, baseUrl });
		expect(found).toBe(state);
		for (const setting of [/\bN8N_WEBHOOK_URL\b/, /\bWEBHOOK_URL\b/])
			expect(setting.test(hint ?? '')).toBe(state !== 'ok');
	});
});

describe('the callback', () => {
	it.each([
		['', 'Callback'],
		['https://n8n.example.com/webhook-test/1/webhook', 'test run'],
		['no address', 'no address'],
	])('%p is not called', (callback, words) => {
		const result = notCalled(callback, OWN)!;
		expect(result.state).toBe('unknown');
		expect(`${result.message} ${result.hint}`).toContain(words);
	});

	it.each([OURS, THEIRS])('%s is', (callback) => {
		expect(notCalled(callback, OWN)).toBeUndefined();
	});

	const other = { waitingBase: 'https://other.example.org/webhook-waiting' };
	it.each<[string, number, unknown, string, string]>([
		[OURS, 200, { waitingBase: OWN.waitingBase }, 'ok', 'A trigger of this n8n'],
		// Behind another host name, but this n8n all the same.
		[THEIRS, 200, { waitingBase: OWN.waitingBase }, 'ok', 'A trigger of this n8n'],
		[OURS, 200, other, 'broken', 'another n8n'],
		[THEIRS, 200, other, 'warning', 'another n8n'],
		[OURS, 404, { message: 'not registered' }, 'broken', 'No published workflow'],
		[OURS, 200, 'Hello', 'broken', 'Something else'],
		[THEIRS, 200, { waitingBase: {} }, 'warning', 'No trigger of this n8n'],
		[OURS, 0, 'connection refused', 'warning', 'connection refused'],
		[THEIRS, 0, 'address not found', 'unknown', 'address not found'],
	])('%s that answers %i %p is %s', (callback, status, body, state, words) => {
		const result = checkTrigger(callback, OWN, { status, body });
		expect(result).toMatchObject({ state, message: expect.stringContaining(words) });
		expect(result.message).not.toContain('abc');
	});
});

it('a trigger that answers inside only is in order, and that is said', () => {
	const answer = { status: 200, body: { waitingBase: OWN.waitingBase } };
	expect(checkTrigger(OURS, OWN, answer, true)).toMatchObject({
		state: 'ok',
		message: expect.stringContaining('inside'),
	});
});

describe('the way to waiting approvals', () => {
	const works = 'works';
	it.each<[object | undefined, string, string]>([
		[{ here: works, outside: works }, 'ok', 'can hand'],
		[{ here: works, outside: 'HTTP 200, text/html' }, 'ok', 'public address: HTTP 200, text/html'],
		[{ here: 'HTTP 502', outside: works }, 'ok', 'address inside: HTTP 502'],
		[{ outside: works }, 'ok', 'public address: works'],
		[{ here: 'HTTP 502', outside: 'connection refused' }, 'broken', 'cannot hand'],
		[{ outside: 'HTTP 302, text/html' }, 'broken', 'HTTP 302'],
		[undefined, 'unknown', 'does not tell'],
	])('%p is %s', (ways, state, words) => {
		const result = checkHandOver({ waitingBase: OWN.waitingBase, ways }, OWN);
		expect(result).toMatchObject({ state, message: expect.stringContaining(words) });
		expect(result.hint === undefined).toBe(state === 'ok');
		if (state === 'broken') expect(result.hint).toContain(OWN.waitingBase);
	});
});

describe('the self-test', () => {
	const meta = providerById('meta');
	const call = (genuine: boolean) => ({
		url: OURS,
		headers: { genuine: String(genuine) },
		body: '',
	});
	const states = async (right: number, wrong: number) => {
		const findings = await runSelfTest(meta, call, async ({ headers }) =>
			headers.genuine === 'true' ? right : wrong,
		);
		return findings.map(({ state }) => state);
	};

	it.each([
		[200, 401, ['ok', 'ok']],
		[401, 401, ['broken', 'ok']],
		[200, 200, ['ok', 'broken']],
		[502, 502, ['broken', 'unknown']],
		[0, 0, ['unknown', 'unknown']],
	])('answered with %i and, forged, with %i', async (right, wrong, expected) => {
		expect(await states(right, wrong)).toEqual(expected);
	});

	it('without the secret posts nothing', async () => {
		const findings = await runSelfTest(
			meta,
			() => undefined,
			async () => {
				throw new Error('Posted');
			},
		);
		expect(findings.map(({ state }) => state)).toEqual(['broken', 'unknown']);
		expect(findings[0].hint).toContain('app secret');
	});
});
