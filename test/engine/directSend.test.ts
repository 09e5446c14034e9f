import { approval, approvalTemplate, savedState } from './approvalRuns';
import { ACCOUNT, runNode, statusOf } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

const template = { __rl: true, mode: 'name', value: 'request_approval|en_US' };
const listed = () =>
	graphAnswers('GET /v24.0/200/message_templates', {
		status: 200,
		body: { data: [approvalTemplate()] },
	});

interface Sent {
	type: string;
	category?: string;
	biz_opaque_callback_data: string;
}

/** A number of its own for each test: what is learned of one is remembered for an hour. */
const number = (value: string) => ({ sender: { __rl: true, mode: 'id', value } });
const refused = (from: string, code: number, message = 'No') =>
	graphAnswers(`POST /v24.0/${from}/messages`, { status: 400, body: { error: { code, message } } });
function taken(from: string): Sent[] {
	const bodies: Sent[] = [];
	graphAnswers(`POST /v24.0/${from}/messages`, (body) => {
		bodies.push(body as Sent);
		const contacts = [{ input: '+12025550111', wa_id: '12025550111' }];
		return { status: 200, body: { contacts, messages: [{ id: 'wamid.direct' }] } };
	});
	return bodies;
}

const ask = async (from: string, options: object, more: object = {}) =>
	await approval({}, { ...number(from), ...more, options: { directSend: true, ...options } });

it('asks with the same words and buttons when the window is closed', async () => {
	refused('301', 131047);
	const bodies = taken('301');
	const asked = await ask('301', {});
	expect(statusOf(asked.run)).toBe('waiting');
	expect(bodies[0]).toMatchObject({
		type: 'interactive',
		category: 'utility',
		interactive: { type: 'button', body: { text: 'May it be?' } },
		biz_opaque_callback_data: expect.stringMatching(/^w.s/),
	});
	expect(savedState(asked.run)).toMatchObject({
		directSend: true,
		people: [{ messages: [{ id: 'wamid.direct', by: 'direct', labels: [{ choice: 'a' }, {}] }] }],
		history: [
			{ event: 'asked by Direct Send', text: 'May it be?', buttons: ['Approve', 'Reject'] },
		],
	});
});

it('a question that is answered by writing goes so as well', async () => {
	refused('302', 131047);
	const bodies = taken('302');
	await ask('302', {}, { responseType: 'freeText' });
	expect(bodies[0]).toMatchObject({
		type: 'text',
		category: 'utility',
		text: { body: 'May it be?' },
	});
});

it('is not used where it is not wanted, and not while the window is open', async () => {
	refused('303', 131047);
	const { outputs } = await ask('303', { directSend: false });
	expect(outputs[3]).toHaveLength(1);
	refused('303', 131047);
	expect((await ask('303', { sendAs: 'interactive' })).outputs[3]).toHaveLength(1);
	const bodies = taken('303');
	await ask('303', {});
	expect(bodies[0].category).toBeUndefined();
});

it.each([
	[304, 100],
	[305, 139200],
])('number %i has it not (%i): the template asks, and from then on at once', async (from, code) => {
	const phone = String(from);
	listed();
	refused(phone, 131047);
	refused(phone, code);
	const first = taken(phone);
	const asked = await ask(phone, { template });
	expect(first[0].type).toBe('template');
	expect(savedState(asked.run).history).toMatchObject([{ event: 'asked by template' }]);
	listed();
	refused(phone, 131047);
	const second = taken(phone);
	await ask(phone, { template });
	expect(second[0].type).toBe('template');
	// Without a template there is nothing else to try.
	refused(phone, 131047);
	const third = taken(phone);
	await ask(phone, {});
	expect(third[0].category).toBe('utility');
});

it('another refusal leads to the template too, but says nothing of the number', async () => {
	listed();
	refused('306', 131047);
	refused('306', 131064);
	expect(taken('306')).toEqual([]);
	await ask('306', { template });
	listed();
	refused('306', 131047);
	const bodies = taken('306');
	await ask('306', { template });
	expect(bodies[0].category).toBe('utility');
});

it('where it is refused and there is no template, the item leaves by Not Delivered with the reason', async () => {
	refused('307', 131047);
	refused('307', 100, '(#100) Direct Send is not enabled for this account');
	const { outputs } = await ask('307', {});
	expect(outputs[3][0].json).toMatchObject({
		approval: {
			failure: { code: '100', reason: expect.stringMatching(/Direct Send is not enabled/) },
		},
	});
});

it('more than three choices are a list, which cannot go so', async () => {
	const choice = ['A', 'B', 'C', 'D'].map((label) => ({ label }));
	refused('308', 131047);
	const { outputs } = await ask('308', {}, { responseType: 'choices', choices: { choice } });
	expect(outputs[5]).toHaveLength(1);
});

it('an answer that got lost is not followed by the template', async () => {
	listed();
	refused('309', 131047);
	graphAnswers('POST /v24.0/309/messages', 'hang up');
	const asked = await ask('309', { template });
	expect(savedState(asked.run)).toMatchObject({
		people: [{ messages: [{ by: 'direct' }] }],
		history: [{ event: 'unknown' }],
	});
});

describe('WhatsApp Business outside the window', () => {
	const message = (from: string, outsideWindow: string, more: object = {}) => ({
		provider: 'meta',
		resource: 'message',
		operation: 'sendText',
		...number(from),
		to: '+1 202 555 0111',
		text: 'Your order is packed.',
		...more,
		options: { outsideWindow, ...(more as { options?: object }).options },
	});
	const send = async (parameters: object, node: object = {}) =>
		await runNode({ type: 'whatsAppBusiness', parameters: parameters as never, ...node }, [
			{ json: {} },
		]);

	it('sends as Direct Send when the window is closed, and says so', async () => {
		refused('401', 131047);
		const bodies = taken('401');
		const { outputs } = await send(message('401', 'whenClosed'));
		expect(bodies[0]).toMatchObject({ type: 'text', category: 'utility' });
		expect(outputs[0][0].json).toMatchObject({ directSend: true, status: 'accepted' });
	});

	it('sends as ever while it is open, which costs no utility message', async () => {
		const bodies = taken('401');
		const { outputs } = await send(message('401', 'whenClosed'));
		expect(bodies[0].category).toBeUndefined();
		expect(outputs[0][0].json).toMatchObject({ directSend: false });
	});

	it.each<[string, object, string]>([
		[
			'reply buttons',
			{
				operation: 'sendReplyButtons',
				body: 'OK?',
				buttons: { button: [{ title: 'Yes', id: '' }] },
			},
			'button',
		],
		[
			'a link button',
			{
				operation: 'sendLinkButton',
				body: 'Track it',
				buttonLabel: 'Open',
				url: 'https://example.com/1',
			},
			'cta_url',
		],
	])('%s from the start, where that is chosen', async (_what, more, type) => {
		const bodies = taken('401');
		const { outputs } = await send(message('401', 'always', more));
		expect(bodies[0]).toMatchObject({ category: 'utility', interactive: { type } });
		expect(outputs[0][0].json).toMatchObject({ directSend: true });
	});

	it('shows in a dry run what would go out first', async () => {
		const { outputs } = await send(message('401', 'always', { options: { dryRun: true } }));
		expect(outputs[0][0].json).toMatchObject({ request: { body: { category: 'utility' } } });
	});

	it('reports the failure where nothing else is chosen', async () => {
		refused('401', 131047);
		const { error } = await send(message('401', 'refuse'));
		expect(error?.message).not.toMatch(/Direct Send/);
	});

	it('an account that has not got it fails for this person only, and is not tried again', async () => {
		refused('402', 131047);
		refused('402', 139200);
		const onError = { onError: 'continueRegularOutput' };
		const first = await send(message('402', 'whenClosed'), onError);
		expect(first.outputs[0][0].json).toMatchObject({
			error: expect.stringMatching(/Direct Send is not switched on for this account/),
			category: 'window',
		});
		refused('402', 131047);
		const again = await send(message('402', 'whenClosed'), onError);
		expect(again.outputs[0][0].json).toMatchObject({ category: 'window' });
		// What was to go so from the start goes as ever.
		const bodies = taken('402');
		const { outputs } = await send(message('402', 'always'));
		expect(bodies[0].category).toBeUndefined();
		expect(outputs[0][0].json).toMatchObject({ directSend: false });
	});

	it('what is wrong in either form says nothing of the account', async () => {
		refused('403', 100);
		refused('403', 100);
		const { error } = await send(message('403', 'always'));
		expect(error).toBeDefined();
		const bodies = taken('403');
		await send(message('403', 'always'));
		expect(bodies[0].category).toBe('utility');
	});

	it('without it in the account a message goes as ever, at once and from then on', async () => {
		refused('404', 100);
		const first = taken('404');
		const { outputs } = await send(message('404', 'always'));
		expect(first[0].category).toBeUndefined();
		expect(outputs[0][0].json).toMatchObject({ directSend: false });
		const second = taken('404');
		await send(message('404', 'always'));
		expect(second[0].category).toBeUndefined();
	});

	it('splits a long text into pieces that can go so', async () => {
		const all = [taken('401'), taken('401')];
		const long = { text: 'word '.repeat(300), options: { splitLongText: true } };
		await send(message('401', 'always', long));
		expect(all.map(([body]) => body.category)).toEqual(['utility', 'utility']);
	});

	it('a text that is too long is refused before anything is sent', async () => {
		const { error } = await send(message('401', 'always', { text: 'x'.repeat(1025) }));
		expect(error?.message).toMatch(/Text by Direct Send has 1025 characters/);
	});
});
