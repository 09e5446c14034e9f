import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { ACCOUNT, runNode } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

const SEND = 'POST /v24.0/300/messages';
const PHONE = '+1 202 555 0110';

const run = (operation: string, more: object, items: INodeExecutionData[] = [{ json: {} }]) =>
	runNode(
		{
			type: 'whatsAppBusiness',
			parameters: { provider: 'meta', resource: 'setup', operation, ...more } as never,
		},
		items,
	);
const check = (more: object = {}, items?: INodeExecutionData[]) =>
	run(
		'liveCheck',
		{
			sender: { __rl: true, mode: 'id', value: '300' },
			to: PHONE,
			messageId: '',
			template: { __rl: true, mode: 'list', value: '' },
			options: { seconds: 0 },
			...more,
		},
		items,
	);
const itemsOf = ({ outputs }: Awaited<ReturnType<typeof run>>): IDataObject[] =>
	outputs[0].map(({ json }) => json);

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

/** Meta takes so many messages. @returns their bodies */
function taken(times: number): Array<Record<string, unknown>> {
	const bodies: Array<Record<string, unknown>> = [];
	graphAnswers(
		SEND,
		(body) => {
			bodies.push(body as never);
			return { status: 200, body: { messages: [{ id: `wamid.${bodies.length}` }] } };
		},
		times,
	);
	return bodies;
}

const refused = (code: number, message: string) =>
	graphAnswers(SEND, { status: 400, body: { error: { code, message } } });

it('sends each kind once, with a reference of its own, and says what to do', async () => {
	const bodies = taken(16);
	const items = itemsOf(await check({}, [{ json: {} }, { json: {} }]));
	const sent = items.filter(({ status }) => status === 'accepted');
	expect(sent).toHaveLength(16);
	expect(bodies[0]).toMatchObject({ type: 'text', to: '+12025550110' });
	const references = bodies.map((body) => body.biz_opaque_callback_data);
	expect(references).toEqual(sent.map(({ reference }) => reference));
	expect(new Set(references).size).toBe(16);
	expect(items.find(({ kind }) => kind === 'list')).toMatchObject({
		ask: 'Open the list and choose the second row',
		messageId: expect.stringMatching(/^wamid\./),
	});
	expect(items.find(({ kind }) => kind === 'image')).toMatchObject({
		status: 'not sent',
		reason: 'It needs a public link under "Image Link"',
	});
});

it('with a closed window sends nothing more, and says how to open it', async () => {
	refused(131047, 'Re-engagement message');
	const [first, ...rest] = itemsOf(await check());
	expect(first).toMatchObject({ kind: 'text', status: 'refused' });
	expect(first!.failure).toEqual({ code: '131047', category: 'window' });
	expect(rest.every(({ status }) => status === 'not sent')).toBe(true);
	expect(rest.find(({ kind }) => kind === 'buttons')!.hint).toMatch(/Write any message/);
});

it('with a dead token sends nothing more', async () => {
	graphAnswers(SEND, { status: 401, body: { error: { code: 190, message: 'Expired' } } });
	const items = itemsOf(await check());
	expect(items.filter(({ status }) => status !== 'not sent')).toHaveLength(1);
});

it.each([
	['to', { to: 'Ana' }, /"Ana" is no phone number/],
	['the pause', { options: { seconds: 'soon' } }, /Seconds Between Messages/],
])('refuses what it cannot read: %s', async (_what, more, message) => {
	const { error } = await check(more);
	expect(error?.message).toMatch(message);
	expect(error?.description).toBeTruthy();
});

it('makes one report of all items, without who it was', async () => {
	taken(16);
	const sent = itemsOf(await check());
	const { messageId, choices } = sent.find(({ kind }) => kind === 'buttons')!;
	const [{ id, title }] = choices as Array<{ id: string; title: string }>;
	const reply = {
		event: 'reply',
		kind: 'button',
		id: 'wamid.in',
		replyId: id,
		title,
		from: { phone: '12025550110', name: 'Ana Silva' },
		context: { messageId },
		raw: { type: 'interactive', from: '12025550110', name: 'Ana Silva' },
	};
	const given = [...sent, reply].map((json) => ({ json: json as IDataObject }));
	const items = itemsOf(await run('liveCheckReport', {}, given));
	expect(items).toHaveLength(1);
	const [{ report, rows, confirmed }] = items as [IDataObject];
	expect(confirmed).toBeGreaterThan(16);
	expect(rows).toContainEqual({
		about: 'message',
		what: 'Reply Buttons: reply (button)',
		verdict: 'confirmed',
		note: 'context.messageId as sent; reference missing',
	});
	expect(report).toContain('from: = number of the person');
	expect(report).not.toMatch(/Ana|2025550110/);
});
