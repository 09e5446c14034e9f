import { sleep } from 'n8n-workflow';
import { ACCOUNT, runNode } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph, type Answer } from './graphDouble';

jest.mock('../../nodes/n8n/clock', () => jest.requireActual('./hurriedClock'));

const SEND = 'POST /v24.0/300/messages';
const TEXT = {
	provider: 'meta',
	resource: 'message',
	operation: 'sendText',
	sender: { __rl: true, mode: 'id', value: '300' },
	to: '={{ $json.phone }}',
	text: '=No. {{ $json.number }}',
	options: {},
};
const GOES_ON = { onError: 'continueRegularOutput' };
const phoneOf = (number: number) => `+1 202 555 ${String(1000 + number)}`;
const items = (count: number) =>
	Array.from({ length: count }, (_, number) => ({ json: { number, phone: phoneOf(number) } }));
const send = (input = items(1), node: object = {}, parameters: object = {}) =>
	runNode(
		{ type: 'whatsAppBusiness', parameters: { ...TEXT, ...parameters } as never, ...node },
		input,
	);
const refused = (code: number): Answer => ({
	status: 400,
	body: { error: { code, message: `Code ${code}` } },
});

interface Body {
	to: string;
	text: { body: string };
}

function accepted({ to, text }: Body): Answer {
	const contacts = [{ input: to, wa_id: to.replace('+', '') }];
	return { status: 200, body: { contacts, messages: [{ id: `wamid.${text.body}` }] } };
}

/** Answers so many sends. @returns the texts that came, in order */
function answers(times: number, answer: (body: Body) => Answer = accepted): string[] {
	const came: string[] = [];
	graphAnswers(
		SEND,
		(body) => {
			came.push((body as Body).text.body);
			return answer(body as Body);
		},
		times,
	);
	return came;
}

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

const numbers = (count: number) => Array.from({ length: count }, (_, number) => `No. ${number}`);

it('sends a hundred, each once, and gives them out in the order of the items', async () => {
	const came = answers(100);
	const { outputs } = await send(items(100));
	expect([...came].sort()).toEqual(numbers(100).sort());
	expect(outputs[0].map(({ json }) => json.messageId)).toEqual(
		numbers(100).map((text) => `wamid.${text}`),
	);
	expect(outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
		items(100).map((_, item) => ({ item })),
	);
});

it('reads what all messages need once, however many start together', async () => {
	const data = [{ id: '300', display_phone_number: '+1', verified_name: 'Only' }];
	graphAnswers('GET /v24.0/200/phone_numbers', { status: 200, body: { data } });
	answers(30);
	const { outputs } = await send(
		items(30),
		{},
		{ sender: { __rl: true, mode: 'list', value: '' } },
	);
	expect(outputs[0]).toHaveLength(30);
});

it('sends again what was refused for the moment, and only that', async () => {
	let refusals = 3;
	const came = answers(13, (body) =>
		body.text.body === 'No. 4' && refusals-- > 0 ? refused(130429) : accepted(body),
	);
	const { outputs } = await send(items(10));
	expect(came.filter((text) => text === 'No. 4')).toHaveLength(4);
	expect(outputs[0].map(({ json }) => json.status)).toEqual(Array(10).fill('accepted'));
});

it('never sends again what may have gone out, and says that nobody knows', async () => {
	const came = answers(10, (body) => {
		if (body.text.body === 'No. 2') return 'hang up';
		return body.text.body === 'No. 3' ? { status: 502, body: '<html>' } : accepted(body);
	});
	const { outputs } = await send(items(10), GOES_ON);
	expect([...came].sort()).toEqual(numbers(10));
	expect(outputs[0].map(({ json }) => json.status)).toEqual([
		'accepted',
		'accepted',
		'unknown',
		'unknown',
		...Array(6).fill('accepted'),
	]);
	expect(outputs[0][2].json).toMatchObject({
		number: 2,
		error: expect.stringMatching(/did not answer/),
		hint: expect.stringMatching(/may or may not have gone out/),
	});
});

it('does not call it unknown when what came before the sending got no answer', async () => {
	graphAnswers('GET /v24.0/200/phone_numbers', 'hang up');
	const sender = { __rl: true, mode: 'list', value: '' };
	const { outputs } = await send(items(1), GOES_ON, { sender });
	expect(outputs[0][0].json.error).toMatch(/did not answer/);
	expect(outputs[0][0].json.status).toBeUndefined();
});

it.each([
	['a payment problem', 131042],
	['a blocked account', 368],
	['a wrong token', 190],
	['a number that is no more', 33],
	['a number that was reported as spam', 131048],
])('stops at %s, and says so on each of the others', async (_what, code) => {
	const one = { options: { atTheSameTime: 1 } };
	const came = answers(3, (body) => (body.text.body === 'No. 2' ? refused(code) : accepted(body)));
	const { outputs } = await send(items(6), GOES_ON, one);
	expect(came).toEqual(['No. 0', 'No. 1', 'No. 2']);
	expect(outputs[0].map(({ json }) => json.number)).toEqual([undefined, undefined, 2, 3, 4, 5]);
	expect(outputs[0][2].json.error).not.toMatch(/^Not sent/);
	for (const { json } of outputs[0].slice(3)) {
		expect(json).toMatchObject({ code: String(code), hint: expect.any(String) });
		expect(json.error).toBe(`Not sent: ${outputs[0][2].json.error as string}`);
	}
});

it('goes on past what concerns one person only', async () => {
	answers(4, (body) => {
		if (body.text.body === 'No. 1') return refused(131026);
		return body.text.body === 'No. 2' ? refused(130497) : accepted(body);
	});
	const { outputs } = await send(items(4), GOES_ON, { options: { atTheSameTime: 1 } });
	expect(outputs[0].map(({ json }) => json.code)).toEqual([
		undefined,
		'131026',
		'130497',
		undefined,
	]);
});

it('gives what failed to the error output, with its own fields and the reasons', async () => {
	answers(3, (body) => (body.text.body === 'No. 1' ? refused(131026) : accepted(body)));
	const { outputs } = await send(items(3), { onError: 'continueErrorOutput' });
	expect(outputs[0].map(({ json }) => json.messageId)).toEqual(['wamid.No. 0', 'wamid.No. 2']);
	expect(outputs[1].map(({ json }) => json)).toEqual([
		{
			number: 1,
			phone: phoneOf(1),
			error: expect.stringMatching(/cannot be delivered/),
			details: expect.objectContaining({ code: '131026', retryable: false }),
		},
	]);
});

it('leaves a limit that lasts longer to the workflow, with the seconds to wait', async () => {
	answers(1, () => refused(131049));
	const { outputs } = await send(items(1), GOES_ON);
	expect(outputs[0][0].json).toMatchObject({ retryable: true, retryAfterSeconds: 86_400 });
});

it('without Continue On Fail starts nothing after a failure, and says how many were sent', async () => {
	const came = answers(4, (body) =>
		body.text.body === 'No. 3' ? refused(131026) : accepted(body),
	);
	const { error } = await send(items(50), {}, { options: { atTheSameTime: 1 } });
	expect(came).toEqual(numbers(4));
	expect(error?.message).toMatch(/cannot be delivered.*\(sent: 3 of 50 messages\)$/);
	expect(error).toMatchObject({ context: { itemIndex: 3 } });
});

it.each([
	['Messages per Second', { messagesPerSecond: 0 }],
	['Messages per Second', { messagesPerSecond: 'fast' }],
	['At the Same Time', { atTheSameTime: 1.5 }],
])('refuses a wrong %s before anything is sent', async (name, options) => {
	const { error } = await send(items(2), {}, { options });
	expect(error?.message).toContain(`"${name}" is`);
});

it('evaluates the parameters of an item only when its turn comes', async () => {
	const read: number[] = [];
	const input = items(40).map((item, index) => ({
		json: Object.defineProperty({ ...item.json }, 'phone', {
			enumerable: true,
			get() {
				read.push(index);
				return phoneOf(index);
			},
		}) as { number: number; phone: string },
	}));
	let readAtFirst = Infinity;
	answers(1, () => {
		readAtFirst = Math.max(...read);
		return refused(131026);
	});
	await send(input, {}, { options: { atTheSameTime: 1 } });
	expect(readAtFirst).toBe(0);
	await sleep(0);
	expect(Math.max(...read)).toBe(0);
});

describe('the list "Do Not Write To"', () => {
	const people = items(3);
	const everybody = (list: string) => ({ options: { doNotWriteTo: list } });

	it.each([
		`whatsapp:${phoneOf(1).replaceAll(' ', '')}`,
		`"${phoneOf(1)}"|"${phoneOf(0)}"`,
		`${phoneOf(0)} ${phoneOf(1)}`,
		`Ana ${phoneOf(0)}; Ben <${phoneOf(1)}>`,
		`12025551001.0`,
	])('keeps its people from being written to, in whatever form: %j', async (list) => {
		const out = list.includes('1000') ? ['No. 0', 'No. 1'] : ['No. 1'];
		const came = answers(3 - out.length);
		const { outputs } = await send(people, {}, everybody(list));
		expect(came).toEqual(numbers(3).filter((text) => !out.includes(text)));
		expect(outputs[0][1].json).toMatchObject({ status: 'not sent' });
	});

	it('is refused with the entry that cannot be read, before the first message', async () => {
		const { error } = await send(people, {}, everybody(`${phoneOf(1)}, Ana Silva`));
		expect(error?.message).toContain('"Ana Silva" in "Do Not Write To"');
	});

	it('is read for every item first where each has its own', async () => {
		const list = '={{ $json.number === 2 ? "nobody" : "" }}';
		const { error } = await send(people, {}, everybody(list));
		expect(error?.message).toContain('"nobody" in "Do Not Write To"');
		const { outputs } = await send(people, GOES_ON, everybody(list));
		expect(outputs[0].map(({ json }) => json.error)).toEqual(
			Array(3).fill(expect.stringContaining('Not sent: "nobody" in "Do Not Write To"')),
		);
	});

	it('may come as a number or a list from an expression', async () => {
		const came = answers(1);
		await send(people, {}, everybody('={{ [12025551000, 12025551001] }}'));
		expect(came).toEqual(['No. 2']);
	});
});

it('takes numbers, dates and nothing at all in the fields of a list', async () => {
	const came = answers(3);
	const texts = [4711, true, null];
	const input = texts.map((text, number) => ({ json: { phone: 12025551000 + number, text } }));
	const text = '={{ $json.text ?? $now.toUTC().startOf("year") }}';
	const options = { reference: '={{ $json.phone }}', replyTo: '={{ $json.none }}' };
	const { outputs } = await send(input as never, {}, { text, options });
	expect(came).toHaveLength(3);
	expect(came).toEqual(
		expect.arrayContaining(['4711', 'true', expect.stringMatching(/-01-01T00:00/)]),
	);
	expect(outputs[0].map(({ json }) => json.status)).toEqual(Array(3).fill('accepted'));
});

describe('the option "Default Country"', () => {
	const list = [
		{ json: { phone: '202 555 1000', number: 0 } },
		{ json: { phone: 2025551001, number: 1 } },
	];

	it('is that of numbers without one, also on the list "Do Not Write To"', async () => {
		const came = answers(1, (body) => {
			expect(body.to).toBe('+12025551000');
			return accepted(body);
		});
		const options = { defaultCountry: 'US', doNotWriteTo: '202-555-1001' };
		const { outputs } = await send(list as never, {}, { options });
		expect(came).toEqual(['No. 0']);
		expect(outputs[0][1].json.status).toBe('not sent');
	});

	it('is named by the error where it is missing, and when it is none', async () => {
		const national = [{ json: { phone: '0151 12345678', number: 0 } }];
		const { error } = await send(national, {});
		expect(error?.description).toContain('"Default Country"');
		const wrong = await send(national, {}, { options: { defaultCountry: 'Germany' } });
		expect(wrong.error?.message).toContain('"Germany" in "Default Country" is no country');
	});
});
