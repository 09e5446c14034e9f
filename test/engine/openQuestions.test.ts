import { announce } from '../../nodes/approvals/protocol';
import { writeReference } from '../../nodes/approvals/reference';
import { shortHash } from '../../nodes/core/crypto';
import { canonicalPerson } from '../../nodes/whatsapp/person';
import { phoneNumberId } from '../fixtures/meta/account';
import { text } from '../fixtures/meta/inboundMessages';
import { delivered, read } from '../fixtures/meta/statuses';
import { envelope, messagesValue } from '../fixtures/meta/webhookRequest';
import { ACCOUNT } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';
import { startTrigger, type HandedOver, type TriggerHost, type WaitingAnswer } from './triggerHost';

const webhook = (content: Record<string, unknown>) => envelope('messages', messagesValue(content));

/** A question that is answered by writing, of the approval in this execution. */
const asked = (executionId: string) =>
	writeReference({
		choice: 't',
		executionId,
		nodeId: '0b7f5c2e-6a41-4c58-9d3e-2f8f1f0b9a77',
		signature: 'ab'.repeat(32),
		mac: 'm'.repeat(16),
	});
const status = (executionId: string, kind: object = delivered) =>
	webhook({
		statuses: [
			{ ...kind, id: `wamid.${executionId}`, biz_opaque_callback_data: asked(executionId) },
		],
	});
let written = 0;
const words = (over: object = {}) =>
	webhook({ messages: [{ ...text, id: `wamid.words.${++written}`, ...over }] });

/** What the page says behind which nobody waits. */
const FINISHED: WaitingAnswer = {
	status: 409,
	type: 'json',
	body: '{"code":409,"message":"The execution \\"1\\" has finished already."}',
};
const json = (approval: string): WaitingAnswer => ({
	status: 200,
	type: 'json',
	body: JSON.stringify({ approval }),
});

let host: TriggerHost;
/** Executions that wait for words, and what was really handed to which. */
let open: Set<string>;
let taken: string[];

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);

beforeEach(async () => {
	host = await startTrigger({ events: ['message'] });
	open = new Set(['11', '12']);
	taken = [];
	host.waiting = ({ executionId, headers }: HandedOver) => {
		if (!open.has(executionId)) return FINISHED;
		if (headers['x-whatsapp-business-rehearsal'] !== undefined) return json('open');
		taken.push(executionId);
		open.delete(executionId);
		return json('resumed');
	};
});
afterEach(async () => {
	await host.stop();
	expectAllFetched();
});

it('words go to the question that still waits, whatever the trigger remembers of others', async () => {
	for (const executionId of ['11', '12']) await host.deliver(status(executionId));
	// Its deadline has passed, of which nobody tells the trigger.
	open.delete('11');
	await host.deliver(words());
	expect(taken).toEqual(['12']);
	expect(host.executions).toEqual([]);
});

it('words find a question that was asked just now, before WhatsApp has said anything of it', async () => {
	const question = {
		reference: asked('11')!,
		messageId: 'wamid.11',
		people: shortHash(canonicalPerson({ phone: text.from })),
	};
	expect(await host.get(announce(question, ACCOUNT))).toMatchObject({ status: 200 });
	await host.deliver(words({ context: { id: 'wamid.11' } }));
	expect(taken).toEqual(['11']);
	expect(host.executions).toEqual([]);
});

it('nobody without the credential can tell of a question', async () => {
	const question = { reference: asked('11')!, messageId: 'wamid.11', people: 'x' };
	await host.get(announce(question, { ...ACCOUNT, appSecret: 'another' }));
	await host.deliver(words({ context: { id: 'wamid.11' } }));
	expect(taken).toEqual([]);
	expect(host.executions).toHaveLength(1);
});

it('words that may answer two questions answer neither, and the person is told how to say which', async () => {
	for (const executionId of ['11', '12']) await host.deliver(status(executionId));
	let note: unknown;
	graphAnswers(`POST /v24.0/${phoneNumberId}/messages`, (body) => {
		note = body;
		return { status: 200, body: { messages: [{ id: 'wamid.note' }] } };
	});
	await host.deliver(words());
	expect(taken).toEqual([]);
	expect(note).toMatchObject({ text: { body: expect.stringContaining('More than one question') } });
	expect(host.executions).toHaveLength(1);

	await host.deliver(words({ context: { id: 'wamid.12' } }));
	expect(taken).toEqual(['12']);
	await host.deliver(words());
	expect(taken).toEqual(['12', '11']);
});

it('a question that was answered stays so when WhatsApp says late that it was read', async () => {
	await host.deliver(status('11'));
	await host.deliver(words());
	expect(taken).toEqual(['11']);
	await host.deliver(status('11', read));
	open.add('11');
	await host.deliver(words());
	expect(taken).toEqual(['11']);
	expect(host.executions).toHaveLength(1);
});

it('words wait while n8n cannot say which question is open', async () => {
	for (const executionId of ['11', '12']) await host.deliver(status(executionId));
	const before = host.waiting;
	host.waiting = (call) =>
		call.executionId === '11' ? { status: 502, type: 'html', body: 'Bad gateway' } : before(call);
	expect(await host.deliver(words({ id: 'wamid.same' }))).toMatchObject({ status: 503 });
	expect(taken).toEqual([]);
	expect(host.executions).toEqual([]);
	host.waiting = before;
	open.delete('11');
	expect(await host.deliver(words({ id: 'wamid.same' }))).toMatchObject({ status: 200 });
	expect(taken).toEqual(['12']);
	expect(host.executions).toEqual([]);
});
