import type { ApprovalState } from '../../nodes/WhatsAppBusinessApproval/state';
import { approval } from './approvalRuns';
import { ACCOUNT, statusOf } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

const TEMPLATE = {
	name: 'request_approval',
	language: 'en_US',
	status: 'APPROVED',
	components: [
		{ type: 'BODY', text: 'A decision is waiting: {{1}} Please answer below.' },
		{
			type: 'BUTTONS',
			buttons: ['Approve', 'Reject'].map((text) => ({ type: 'QUICK_REPLY', text })),
		},
	],
};
const template = { __rl: true, mode: 'name', value: 'request_approval|en_US' };
const listed = () =>
	graphAnswers('GET /v24.0/200/message_templates', { status: 200, body: { data: [TEMPLATE] } });

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

const savedOf = ({ run }: Awaited<ReturnType<typeof approval>>) => {
	const { contextData } = run.data.executionData!;
	const saved = (contextData['node:Under Test'] as { whatsAppApproval: string }).whatsAppApproval;
	return JSON.parse(saved) as ApprovalState;
};
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
		biz_opaque_callback_data: expect.stringMatching(/^w1s/),
	});
	expect(savedOf(asked)).toMatchObject({
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
	expect(savedOf(asked).history).toMatchObject([{ event: 'asked by template' }]);
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
	expect(savedOf(asked)).toMatchObject({
		people: [{ messages: [{ by: 'direct' }] }],
		history: [{ event: 'unknown' }],
	});
});
