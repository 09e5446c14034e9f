import { callbackUrl } from '../../../../nodes/providers/twilio/senders';
import { registration } from '../../../../nodes/providers/twilio/registration';
import { account, from, WEBHOOK_URL } from '../../../fixtures/twilio/account';
import { played, senderEntry, senderPage } from '../../../fixtures/twilio/scriptedApi';

const settings = {
	scope: 'phone',
	senderId: from,
	callbackUrl: WEBHOOK_URL,
	ownBaseUrl: 'https://n8n.example.com/',
	replace: false,
	temporary: false,
};
const THEIRS = 'https://elsewhere.example.com/bot';
const OTHER = 'https://n8n.example.com/webhook/other';
const TEST = 'https://n8n.example.com/webhook-test/wa';
const memory = { scope: 'phone', senderId: from, callbackUrl: WEBHOOK_URL };
const page = (callback: string | null, status: string | null = callback) =>
	senderPage([
		senderEntry('+14155550100', { callback_url: 'https://not.this/one' }, { sid: 'XE0' }),
		senderEntry('+14155550199', {
			callback_url: callback,
			callback_method: 'POST',
			fallback_url: 'https://fall.back/',
			fallback_method: 'POST',
			status_callback_url: status,
		}),
	]);
const UPDATED = { status: 202, body: { status: 'ONLINE:UPDATING' } };
const webhookOf = (request: { body?: Record<string, unknown> }) => request.body?.webhook;
const written = (callback: string | null, status: string | null) => ({
	callback_url: callback,
	callback_method: 'POST',
	fallback_url: 'https://fall.back/',
	fallback_method: 'POST',
	status_callback_url: status,
	status_callback_method: 'POST',
});
const activate = (more: object, ...answers: unknown[]) =>
	played(registration.activate(account, { ...settings, ...more }), answers);
const deactivate = (more: object, ...answers: unknown[]) =>
	played(registration.deactivate(account, { ...memory, ...more }), answers);

describe('activation', () => {
	it('sets the URLs of the number, and keeps what else is there', () => {
		const { requests, result } = activate({}, page(null), UPDATED);
		expect(result).toEqual({ ok: true, value: { ...memory, previousUrl: undefined } });
		expect(requests[1]).toMatchObject({
			method: 'POST',
			url: 'https://messaging.twilio.com/v2/Channels/Senders/XE00000000000000000000000000000003',
		});
		expect(webhookOf(requests[1])).toEqual(written(WEBHOOK_URL, WEBHOOK_URL));
	});

	it('leaves a URL that is somebody else’s, unless it may be replaced', () => {
		for (const taken of [THEIRS, OTHER]) {
			const { result } = activate({}, page(taken));
			expect(result).toMatchObject({ ok: false, message: expect.stringContaining(taken) });
			expect(activate({ replace: true }, page(taken), UPDATED).result.ok).toBe(true);
		}
	});

	it('leaves statuses where somebody else gets them', () => {
		const { requests } = activate({}, page(null, THEIRS), UPDATED);
		expect(webhookOf(requests[1])).toEqual(written(WEBHOOK_URL, THEIRS));
		const replaced = activate({ replace: true }, page(null, THEIRS), UPDATED);
		expect(webhookOf(replaced.requests[1])).toEqual(written(WEBHOOK_URL, WEBHOOK_URL));
	});

	it('of a test run remembers what it replaced', () => {
		const test = { temporary: true, callbackUrl: TEST };
		const { requests, result } = activate(test, page(WEBHOOK_URL), UPDATED);
		expect(webhookOf(requests[1])).toEqual(written(TEST, TEST));
		expect(result).toMatchObject({ ok: true, value: { previousUrl: WEBHOOK_URL } });
		const apart = activate(test, page(WEBHOOK_URL, OTHER), UPDATED);
		expect(webhookOf(apart.requests[1])).toEqual(written(TEST, OTHER));
	});

	it.each([
		['no auth token', { authToken: '' }, {}],
		['no Account SID', { accountSid: '' }, {}],
		['no https', {}, { callbackUrl: 'http://n8n.example.com/webhook/wa' }],
		['an underscore in the host', {}, { callbackUrl: 'https://my_n8n.example.com/webhook/wa' }],
		['a messaging service', {}, { senderId: `MG${'0'.repeat(32)}` }],
		['no number', {}, { senderId: undefined }],
	])('asks nobody with %s', (_what, credential, more) => {
		const exchange = registration.activate({ ...account, ...credential }, { ...settings, ...more });
		expect(played(exchange, []).result).toMatchObject({ ok: false });
	});

	it('says what is wrong where the number is not there or Twilio refuses', () => {
		expect(activate({}, senderPage([])).result).toMatchObject({
			ok: false,
			message: expect.stringContaining('+14155550199'),
		});
		const refusal = { status: 401, body: { code: 20003 } };
		expect(activate({}, refusal).result).toMatchObject({ ok: false });
		expect(activate({}, page(null), refusal).result).toMatchObject({ ok: false });
	});
});

describe('deactivation', () => {
	it('takes away only what is ours', () => {
		const { requests } = deactivate({}, page(WEBHOOK_URL), UPDATED);
		expect(webhookOf(requests[1])).toEqual(written('', ''));
		expect(deactivate({}, page(THEIRS)).result).toEqual({ ok: true, value: null });
		const apart = deactivate({}, page(WEBHOOK_URL, THEIRS), UPDATED);
		expect(webhookOf(apart.requests[1])).toEqual(written('', THEIRS));
	});

	it('sends no URL at all where an empty one is refused', () => {
		const refusal = { status: 400, body: { code: 63100, message: 'callback_url' } };
		const { requests, result } = deactivate({}, page(WEBHOOK_URL), refusal, UPDATED);
		expect(webhookOf(requests[2])).toEqual(written(null, null));
		expect(result.ok).toBe(true);
		expect(deactivate({}, page(WEBHOOK_URL), refusal, refusal).result.ok).toBe(false);
	});

	it('puts back what a test run replaced', () => {
		const test = { callbackUrl: TEST, previousUrl: WEBHOOK_URL };
		const { requests } = deactivate(test, page(TEST), UPDATED);
		expect(webhookOf(requests[1])).toEqual(written(WEBHOOK_URL, WEBHOOK_URL));
	});
});

describe('what is there', () => {
	it('is exactly ours, or not', () => {
		const check = (callback: string | null) =>
			played(registration.check(account, settings), [page(callback)]).result;
		expect(check(WEBHOOK_URL)).toBe(true);
		expect([null, '', THEIRS, TEST].map(check)).toEqual([false, false, false, false]);
		expect(played(registration.check(account, settings), [{ status: 500, body: '' }]).result).toBe(
			false,
		);
	});

	it('is told for a number, on whatever page it stands', () => {
		const next = 'https://messaging.twilio.com/v2/Channels/Senders?Channel=whatsapp&PageToken=p';
		const read = (...answers: unknown[]) => played(callbackUrl(account, from), answers).result;
		expect(read(senderPage([], next), page(THEIRS))).toBe(THEIRS);
		expect(read(page(null))).toBe('');
		expect(read(senderPage([]))).toBeUndefined();
		expect(read({ status: 403, body: {} })).toBeUndefined();
	});
});
