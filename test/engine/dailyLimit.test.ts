import { ACCOUNT, runNode } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

jest.mock('../../nodes/n8n/clock', () => jest.requireActual('./hurriedClock'));

const FIELD = 'whatsapp_business_manager_messaging_limit';
const TEMPLATE = {
	id: '1',
	name: 'hello',
	language: 'en_US',
	status: 'APPROVED',
	category: 'MARKETING',
	components: [{ type: 'BODY', text: 'Hello.' }],
};
const PARAMETERS = {
	provider: 'meta',
	resource: 'message',
	operation: 'sendTemplate',
	sender: { __rl: true, mode: 'id', value: '300' },
	to: '={{ $json.phone }}',
	template: { __rl: true, mode: 'name', value: 'hello|en_US' },
	options: { checkDailyLimit: true },
};
const phoneOf = (number: number) => `+1 202 555 ${String(1000 + number)}`;
const people = (count: number) =>
	Array.from({ length: count }, (_, number) => ({ json: { phone: phoneOf(number) } }));
const send = (input: ReturnType<typeof people>, parameters: object = {}, node: object = {}) =>
	runNode(
		{ type: 'whatsAppBusiness', parameters: { ...PARAMETERS, ...parameters } as never, ...node },
		input,
	);

/** Meta tells this limit of the number 300, once. */
const limited = (tier: unknown, number = '300') =>
	graphAnswers(`GET /v24.0/${number}`, (_body, { query }) => {
		expect(query.fields).toBe(FIELD);
		return { status: 200, body: { [FIELD]: tier, id: number } };
	});

function accepts(times: number, number = '300') {
	graphAnswers('GET /v24.0/200/message_templates', { status: 200, body: { data: [TEMPLATE] } });
	graphAnswers(
		`POST /v24.0/${number}/messages`,
		(body) => {
			const { to } = body as { to: string };
			const contacts = [{ input: to, wa_id: to.replace('+', '') }];
			return { status: 200, body: { contacts, messages: [{ id: `wamid.${to}` }] } };
		},
		times,
	);
}

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
// A message that goes out although nothing was to be sent is answered with a refusal and seen here.
afterEach(expectAllFetched);

it('sends nothing to more people than the limit, and says both numbers', async () => {
	limited('TIER_50');
	const { error } = await send(people(51));
	expect(error?.message).toBe(
		'These items go to 51 people, and templates can go to 50 in 24 hours',
	);
	expect(error?.description).toMatch(/^Nothing was sent\. Send to 50 people at most/);
	expect(error?.description).toMatch(/last 24 hours counts too, and is not known here/);
});

it('sends to as many as the limit, reading it once', async () => {
	limited('TIER_50');
	accepts(50);
	const { outputs } = await send(people(50));
	expect(outputs[0].map(({ json }) => json.status)).toEqual(Array(50).fill('accepted'));
});

it('counts each person once, and nobody whom nothing is sent to', async () => {
	limited('TIER_50');
	accepts(51);
	const again = [{ json: { phone: phoneOf(7).replaceAll(' ', '') } }];
	const nobody = [{ json: { phone: 'nobody' } }];
	const { outputs } = await send(
		[...people(52), ...again, ...nobody],
		{
			options: { checkDailyLimit: true, doNotWriteTo: `${phoneOf(50)}, ${phoneOf(51)}` },
		},
		{ onError: 'continueRegularOutput' },
	);
	expect(outputs[0].filter(({ json }) => json.messageId)).toHaveLength(51);
	expect(outputs[0].filter(({ json }) => json.status === 'not sent')).toHaveLength(2);
	expect(outputs[0].at(-1)?.json.error).toContain('"nobody" is no phone number');
});

it('does not ask where there is no limit to break: unlimited, or no template', async () => {
	limited('TIER_UNLIMITED');
	accepts(60);
	expect((await send(people(60))).error).toBeUndefined();
	graphAnswers('POST /v24.0/300/messages', { status: 400, body: { error: { code: 131026 } } });
	const { error } = await send(people(1), { operation: 'sendText', text: 'Hello' });
	expect(error?.message).toMatch(/cannot be delivered/);
});

it('minds every number that is sent from', async () => {
	limited('TIER_100K');
	limited('TIER_50', '301');
	const items = people(60).map(({ json }, index) => ({
		json: { ...json, from: index === 0 ? '300' : '301' },
	}));
	const sender = { __rl: true, mode: 'id', value: '={{ $json.from }}' };
	const { error } = await send(items, { sender });
	expect(error?.message).toContain('go to 60 people, and templates can go to 50');
});

it.each<[string, () => void, RegExp]>([
	['says nothing', () => limited(undefined), /nothing clear \(nothing\)/],
	['says something new', () => limited('TIER_NEXT'), /nothing clear \(TIER_NEXT\)/],
	[
		'refuses',
		() => graphAnswers('GET /v24.0/300', { status: 400, body: { error: { code: 190 } } }),
		/access token is wrong/,
	],
	['is silent', () => graphAnswers('GET /v24.0/300', 'hang up'), /did not answer/],
])('sends nothing while Meta %s', async (_what, answer, message) => {
	answer();
	const { error } = await send(people(1));
	expect(error?.message).toMatch(message);
	expect(error?.description).toBeTruthy();
});

it('sends nothing through a provider that does not tell its limit', async () => {
	const { error } = await send(people(1), { provider: 'interakt' });
	expect(error?.message).toMatch(/^Interakt does not tell/);
	expect(error?.description).toContain('switch off the option "Check Daily Limit"');
});

it('says it on every item under Continue On Fail', async () => {
	limited('TIER_50');
	const { outputs } = await send(people(51), {}, { onError: 'continueRegularOutput' });
	expect(outputs[0]).toHaveLength(51);
	for (const { json } of outputs[0]) {
		expect(json).toMatchObject({
			phone: expect.any(String),
			error: expect.stringMatching(/^Not sent: These items go to 51 people/),
			hint: expect.any(String),
		});
	}
});
