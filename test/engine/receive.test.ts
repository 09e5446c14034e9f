import { writeReference } from '../../nodes/approvals/reference';
import { buttonReply, text } from '../fixtures/meta/inboundMessages';
import { envelope, messagesValue } from '../fixtures/meta/webhookRequest';
import { delivered } from '../fixtures/meta/statuses';
import { startTrigger, type TriggerHost } from './triggerHost';

/** One webhook with these messages and statuses. */
const webhook = (content: Record<string, unknown>) => envelope('messages', messagesValue(content));
const message = (id: string) => webhook({ messages: [{ ...text, id }] });

const REFERENCE = writeReference({
	choice: 'a',
	executionId: '4711',
	nodeId: '0b7f5c2e-6a41-4c58-9d3e-2f8f1f0b9a77',
	signature: 'ab'.repeat(32),
	mac: 'm'.repeat(16),
});
const tap = {
	...buttonReply,
	interactive: { type: 'button_reply', button_reply: { id: REFERENCE, title: 'Approve' } },
};

let host: TriggerHost;
beforeEach(async () => {
	host = await startTrigger();
});
afterEach(async () => await host.stop());

const recorded = (): number => ((host.saved()?.seen as string | undefined) ?? '').split(' ').length;

describe('an event', () => {
	it('starts one execution, however often it is delivered', async () => {
		const answers = [];
		while (answers.length < 3) answers.push(await host.deliver(message('wamid.1')));
		expect(answers).toEqual(Array(3).fill({ status: 200, body: 'OK' }));
		expect(host.executions).toHaveLength(1);
		expect(host.executions[0][0][0].json).toMatchObject({ event: 'message', text: 'Hola' });
	});

	it('is on record once its execution is stored, not before', async () => {
		let before: unknown = 'not asked';
		host.store = async () => void (before = host.saved()?.seen);
		await host.deliver(message('wamid.1'));
		expect(before).toBeUndefined();
		expect(recorded()).toBe(1);
	});

	it('of somebody without the secret starts nothing, and is told nothing', async () => {
		const answer = await host.deliver(message('wamid.1'), 'another secret');
		expect(answer).toEqual({ status: 401, body: 'Unauthorized' });
		expect(host.executions).toEqual([]);
		expect(host.saved()).toBeUndefined();
	});
});

describe('an answer that its execution cannot take now', () => {
	it('is asked for again, and what came with it is on record once stored', async () => {
		host.waiting = () => ({ status: 502, type: 'html', body: 'Bad gateway' });
		let before: unknown = 'not asked';
		host.store = async () => void (before = host.saved()?.seen);
		const both = webhook({ messages: [{ ...text, id: 'wamid.order' }, tap] });
		expect(await host.deliver(both)).toEqual({ status: 503, body: 'Please deliver again' });
		expect(before).toBeUndefined();
		expect(recorded()).toBe(1);

		host.waiting = () => ({ status: 200, type: 'json', body: '{"approval":"resumed"}' });
		expect(await host.deliver(both)).toEqual({ status: 200, body: 'OK' });
		expect(host.executions).toHaveLength(1);
		expect(recorded()).toBe(2);
	});
});

it('statuses that start nothing push nothing off the record', async () => {
	await host.stop();
	host = await startTrigger({ events: ['message'] });
	await host.deliver(message('wamid.order'));
	for (const round of [1, 2, 3]) {
		const statuses = Array.from({ length: 900 }, (_, index) => ({
			...delivered,
			id: `wamid.${round}.${index}`,
		}));
		expect(await host.deliver(webhook({ statuses }))).toMatchObject({ status: 200 });
	}
	await host.deliver(message('wamid.order'));
	expect(host.executions).toHaveLength(1);
	expect(recorded()).toBe(1);
});
