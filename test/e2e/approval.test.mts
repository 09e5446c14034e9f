import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import axios from 'axios';
import { readReference } from '../../dist/nodes/approvals/reference.js';
import { errorOf, outputsOf, type Execution } from '../../playground/workflows/executionData.mts';
import type { WorkflowInput } from '../../playground/workflows/n8nRest.mts';
import { waitFor } from '../../playground/waitFor.mts';
import { approvalFlow, bothWays, inboxFlow, install, start } from './flows.mts';
import { bubbles, bubbleWith, deliveredWebhook, tap, watch, type Bubble } from './phones.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

const DIEGO = '+1 202 555 0112';
const PRIYA = '+1 202 555 0113';
const OBJECT = 'whatsapp_business_account';

let stack: Stack;
let inbox: { id: string };
const marta = () => stack.simulator.state.people.find(({ id }) => id === 'marta')!.phone!;

beforeAll(async () => {
	stack = await startStack();
	inbox = await install(stack, inboxFlow(stack));
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

let asked = 0;
/** Asks Marta, and returns the waiting execution and her bubble. */
async function ask(options: Record<string, unknown> = {}, name?: string) {
	const workflow = await install(stack, approvalFlow(stack, { approver: marta(), options, name }));
	const subject = `Question ${++asked}`;
	await start(stack, workflow, { subject, approved: true });
	const bubble = await bubbleWith(stack, 'marta', subject);
	const waiting = await executionIn(stack, workflow.id, 'waiting');
	return { workflow, bubble, waiting };
}

function approvalOf(execution: Execution, exit = -1) {
	const items = outputsOf(execution, 'Ask');
	const [item] = exit < 0 ? items.flat() : items[exit]!;
	return item?.json.approval as { decision: string; approved: boolean; person: unknown };
}

/** It may be noting just now that somebody tried. */
async function stillWaiting(workflowId: string, executionId: string): Promise<void> {
	const waiting = await executionIn(stack, workflowId, 'waiting');
	expect(waiting.id).toBe(executionId);
}

/** The resume URL that the button's reference stands for. */
function resumeUrlOf({ view }: Bubble) {
	const reference = readReference(view.buttons![0]!.reply)!;
	const path = `${stack.n8n.url}/webhook-waiting/${reference.executionId}/${reference.nodeId}`;
	return { path, signature: reference.signature };
}

const post = (url: string, data: unknown, headers = {}) =>
	axios.post(url, data, { headers, proxy: false, validateStatus: () => true });

describe('approval', () => {
	it.each([
		['Approve', 'approved', 0],
		['Reject', 'rejected', 1],
	] as const)(
		'%s leaves by its own exit',
		async (label, decision, exit) => {
			const { workflow, bubble } = await ask();
			await tap(stack, 'marta', bubble, label);
			const done = await executionIn(stack, workflow.id, 'success');
			const outputs = outputsOf(done, 'Ask');
			expect(outputs.map((items) => items.length)).toEqual(
				[0, 1, 2, 3].map((index) => (index === exit ? 1 : 0)),
			);
			expect(outputs[exit]![0]!.json).toMatchObject({
				body: { approved: true },
				data: { approved: decision === 'approved' },
				approval: { decision, choice: label, person: { name: 'Marta Ruiz' } },
			});
			const [after] = outputsOf(done, ['Approved', 'Rejected'][exit]!)[0]!;
			expect(after!.json.subject).toBe(`Question ${asked}`);
		},
		60_000,
	);

	it.each([
		['buttons', ['Coast', 'Ring', 'Stay'], 1],
		['a list', ['Coast', 'Ring', 'Stay', 'Wait', 'Call me'], 4],
	])(
		'of several choices as %s the chosen one has its exit',
		async (_how, choices, index) => {
			const workflow = await install(stack, approvalFlow(stack, { approver: marta(), choices }));
			const subject = `Which ${choices.length}`;
			await start(stack, workflow, { subject });
			const bubble = await bubbleWith(stack, 'marta', subject);
			await executionIn(stack, workflow.id, 'waiting');
			await stack.phones.post('/people/marta/tap', { messageId: bubble.id, buttonIndex: index });
			const done = await executionIn(stack, workflow.id, 'success');
			const chosen = choices[index]!;
			expect(outputsOf(done, 'Ask').findIndex((items) => items.length > 0)).toBe(index);
			expect(outputsOf(done, chosen)[0]![0]!.json).toMatchObject({
				subject,
				data: { approved: false },
				approval: { decision: 'chosen', choice: chosen },
			});
		},
		60_000,
	);

	it('silence leaves by No Answer, and by no other exit, in both output modes', async () => {
		const deadline = {
			values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' },
		};
		const [separate, single] = await Promise.all([
			ask({ deadline }, 'Separate'),
			ask({ deadline, oneOutput: true }, 'Single'),
		]);
		const left = await executionIn(stack, separate.workflow.id, 'success', { timeout: 120_000 });
		expect(outputsOf(left, 'Ask').map((items) => items.length)).toEqual([0, 0, 1, 0]);
		expect(outputsOf(left, 'No Answer')[0]![0]!.json.subject).toMatch(/^Question/);
		expect(outputsOf(left, 'Approved')).toEqual([]);
		expect(approvalOf(left, 2)).toMatchObject({ decision: 'noAnswer', approved: false });
		const one = await executionIn(stack, single.workflow.id, 'success', { timeout: 120_000 });
		expect(outputsOf(one, 'Any')[0]![0]!.json).toMatchObject({
			data: { approved: false },
			approval: { decision: 'noAnswer' },
		});
	}, 240_000);

	it('the person is told, once, that the answer counts, in words of the builder', async () => {
		const { workflow, bubble } = await ask({ confirmation: 'Noted: {choice}. Gracias.' });
		await tap(stack, 'marta', bubble, 'Approve');
		await executionIn(stack, workflow.id, 'success');
		await bubbleWith(stack, 'marta', 'Noted: Approve. Gracias.');
		const silent = await ask({ confirmation: '' });
		const since = await watch(stack, 'marta');
		await deliveredWebhook(stack, await tap(stack, 'marta', silent.bubble, 'Approve'));
		expect(await since()).toHaveLength(1);
	}, 60_000);

	it('one output carries the decision of a tap', async () => {
		const { workflow, bubble } = await ask({ oneOutput: true });
		await tap(stack, 'marta', bubble, 'Reject');
		const done = await executionIn(stack, workflow.id, 'success');
		expect(outputsOf(done, 'Any')[0]![0]!.json).toMatchObject({
			data: { approved: false },
			approval: { decision: 'rejected' },
		});
	}, 60_000);

	it('of several people the first to answer decides, and the others are told', async () => {
		const approver = [marta(), DIEGO, PRIYA].join(', ');
		const workflow = await install(stack, approvalFlow(stack, { approver }));
		await start(stack, workflow, { subject: 'All of you' });
		const [first, second, third] = [
			await bubbleWith(stack, 'marta', 'All of you'),
			await bubbleWith(stack, 'diego', 'All of you'),
			await bubbleWith(stack, 'priya', 'All of you'),
		];
		const waiting = await executionIn(stack, workflow.id, 'waiting');
		// Nobody answers with another's button.
		await deliveredWebhook(stack, await tap(stack, 'diego', first, 'Approve'));
		await stillWaiting(workflow.id, waiting.id);
		await tap(stack, 'diego', second, 'Approve');
		const done = await executionIn(stack, workflow.id, 'success');
		expect(approvalOf(done)).toMatchObject({
			decision: 'approved',
			person: { name: 'Diego Lopez' },
		});
		await bubbleWith(stack, 'marta', 'decided by Diego Lopez: Approve');
		await bubbleWith(stack, 'priya', 'decided by Diego Lopez: Approve');
		await tap(stack, 'priya', third, 'Reject');
		await bubbleWith(stack, 'priya', 'already been closed');
		expect(await stack.rest.executions({ workflowId: workflow.id })).toHaveLength(1);
	}, 60_000);

	it('of two answers of different people in one moment one decides', async () => {
		const approver = [marta(), DIEGO].join(', ');
		const workflow = await install(stack, approvalFlow(stack, { approver }));
		await start(stack, workflow, { subject: 'Both at once' });
		const [first, second] = [
			await bubbleWith(stack, 'marta', 'Both at once'),
			await bubbleWith(stack, 'diego', 'Both at once'),
		];
		await executionIn(stack, workflow.id, 'waiting');
		const webhooks = await Promise.all([
			tap(stack, 'marta', first, 'Approve'),
			tap(stack, 'diego', second, 'Reject'),
		]);
		for (const id of webhooks) await deliveredWebhook(stack, id);
		const done = await executionIn(stack, workflow.id, 'success');
		expect(outputsOf(done, 'Ask').flat()).toHaveLength(1);
		const { person, decision } = approvalOf(done) as { person: { name: string }; decision: string };
		expect(decision).toBe(person.name === 'Marta Ruiz' ? 'approved' : 'rejected');
		const loser = person.name === 'Marta Ruiz' ? 'diego' : 'marta';
		const newest = (await bubbles(stack, loser)).map(({ view }) => view.text ?? '');
		const asked = newest.findLastIndex((text) => text.includes('Both at once'));
		expect(newest.slice(asked).filter((text) => text.startsWith('Thank you'))).toEqual([]);
	}, 60_000);

	it('whom it must not ask is not asked, and one who is not reached does not end it', async () => {
		const approver = [marta(), DIEGO, '+1 202 555 0199'].join(', ');
		const workflow = await install(
			stack,
			approvalFlow(stack, { approver, options: { neverAsk: marta() } }),
		);
		const since = await watch(stack, 'marta');
		await start(stack, workflow, { subject: 'Not Marta' });
		const bubble = await bubbleWith(stack, 'diego', 'Not Marta');
		const waiting = await executionIn(stack, workflow.id, 'waiting');
		await waitFor(async () => {
			const { data } = await stack.phones.get('/webhooks');
			return data.some(({ body, outcome }: { body: unknown; outcome: string }) => {
				const text = JSON.stringify(body);
				return outcome === 'delivered' && text.includes('131026') && text.includes(waiting.id);
			});
		});
		await stillWaiting(workflow.id, waiting.id);
		expect(await since()).toEqual([]);
		await tap(stack, 'diego', bubble, 'Reject');
		const done = await executionIn(stack, workflow.id, 'success');
		expect(approvalOf(done)).toMatchObject({ decision: 'rejected' });
	}, 60_000);

	it('somebody who hides the number behind a username is asked by user ID', async () => {
		const sam = stack.simulator.state.people.find(({ id }) => id === 'sam')!.userId;
		const workflow = await install(stack, approvalFlow(stack, { approver: sam }));
		await start(stack, workflow, { subject: 'For Sam' });
		const bubble = await bubbleWith(stack, 'sam', 'For Sam');
		await executionIn(stack, workflow.id, 'waiting');
		await deliveredWebhook(stack, await tap(stack, 'marta', bubble, 'Approve'));
		await tap(stack, 'sam', bubble, 'Reject');
		const done = await executionIn(stack, workflow.id, 'success');
		expect(approvalOf(done)).toMatchObject({ decision: 'rejected', person: { userId: sam } });
	}, 60_000);

	it('a tap that beats the saving of the execution is not lost', async () => {
		const workflow = await install(stack, approvalFlow(stack, { approver: marta() }));
		// The send answers late, so the message is on the phone while the execution still runs.
		await stack.phones.post('/switches', {
			graphFault: { match: '/messages', kind: 'slow', milliseconds: 1500, times: 1 },
		});
		await start(stack, workflow, { subject: 'Fast fingers' });
		const bubble = await bubbleWith(stack, 'marta', 'Fast fingers');
		const [running] = await stack.rest.executions({ workflowId: workflow.id });
		expect(running!.status).toBe('running');
		await tap(stack, 'marta', bubble, 'Approve');
		const done = await executionIn(stack, workflow.id, 'success');
		expect(approvalOf(done)).toMatchObject({ decision: 'approved' });
	}, 60_000);

	it('a tap of another person leaves it waiting', async () => {
		const { workflow, bubble, waiting } = await ask();
		await deliveredWebhook(stack, await tap(stack, 'diego', bubble, 'Approve'));
		await stillWaiting(workflow.id, waiting.id);
		await tap(stack, 'marta', bubble, 'Reject');
		const done = await executionIn(stack, workflow.id, 'success');
		expect(approvalOf(done)).toMatchObject({ decision: 'rejected' });
	}, 60_000);

	it('an altered or forged reference leaves it waiting', async () => {
		const { workflow, bubble, waiting } = await ask();
		const genuine = bubble.view.buttons![1]!.reply!;
		const altered = [
			genuine.replace(/^w1r/, 'w1a'),
			genuine.slice(0, 25) + 'A'.repeat(43) + genuine.slice(68),
			genuine.slice(0, 68) + 'A'.repeat(16) + genuine.slice(84),
		];
		for (const id of altered) {
			const { data } = await stack.phones.post('/people/marta/inbound', {
				message: {
					type: 'interactive',
					context: { id: bubble.id },
					interactive: { type: 'button_reply', button_reply: { id, title: 'Approve' } },
				},
			});
			await deliveredWebhook(stack, data.webhookId);
		}
		await stillWaiting(workflow.id, waiting.id);
	}, 60_000);

	it('a resume request that is not signed by n8n and by the provider leaves it waiting', async () => {
		const { workflow, bubble, waiting } = await ask();
		const { path, signature } = resumeUrlOf(bubble);
		const body = { approved: true, data: { approved: true } };
		expect((await post(path, body)).status).toBe(401);
		expect((await post(`${path}?signature=${'0'.repeat(64)}`, body)).status).toBe(401);
		const unsigned = await post(`${path}?signature=${signature}`, body);
		expect(unsigned).toMatchObject({ status: 503, data: { approval: 'unproven' } });
		const forged = await post(`${path}?signature=${signature}`, body, {
			'X-Hub-Signature-256': `sha256=${'0'.repeat(64)}`,
		});
		expect(forged).toMatchObject({ status: 503, data: { approval: 'unproven' } });
		await axios.get(`${path}?signature=${signature}`, { proxy: false, validateStatus: () => true });
		await stillWaiting(workflow.id, waiting.id);
	}, 60_000);

	it('a late tap is told so, once, and changes nothing', async () => {
		const { workflow, bubble } = await ask({ confirmation: 'Noted, in time' });
		await tap(stack, 'marta', bubble, 'Approve');
		await executionIn(stack, workflow.id, 'success');
		await bubbleWith(stack, 'marta', 'Noted, in time');
		const since = await watch(stack, 'marta');
		const late = await tap(stack, 'marta', bubble, 'Reject');
		await deliveredWebhook(stack, late);
		await stack.phones.post('/redeliver', { webhookId: late, times: 2 });
		const [, ...notes] = await since();
		expect(notes.map(({ view }) => view.text)).toEqual([
			expect.stringContaining('already been closed'),
		]);
		expect(await stack.rest.executions({ workflowId: workflow.id })).toHaveLength(1);
	}, 60_000);

	it('the same tap delivered five times decides once and draws no note', async () => {
		const { workflow, bubble } = await ask({ confirmation: 'Noted, once' });
		const since = await watch(stack, 'marta');
		const webhookId = await tap(stack, 'marta', bubble, 'Approve');
		await Promise.all(
			[1, 2, 3, 4].map(() => stack.phones.post('/redeliver', { webhookId, times: 1 })),
		);
		const done = await executionIn(stack, workflow.id, 'success');
		await stack.phones.post('/redeliver', { webhookId, times: 2 });
		expect(approvalOf(done)).toMatchObject({ decision: 'approved' });
		expect(await stack.rest.executions({ workflowId: workflow.id })).toHaveLength(1);
		await bubbleWith(stack, 'marta', 'Noted, once');
		// Her own tap and one confirmation are new on her phone.
		expect(await since()).toHaveLength(2);
	}, 60_000);

	it('two taps in the same moment decide once', async () => {
		const { workflow, bubble } = await ask();
		const taps = await Promise.all([
			tap(stack, 'marta', bubble, 'Approve'),
			tap(stack, 'marta', bubble, 'Reject'),
		]);
		for (const id of taps) await deliveredWebhook(stack, id);
		const done = await executionIn(stack, workflow.id, 'success');
		expect(outputsOf(done, 'Ask').flat()).toHaveLength(1);
		expect(await stack.rest.executions({ workflowId: workflow.id })).toHaveLength(1);
	}, 60_000);

	it('taps of approvals start no workflow of the trigger', async () => {
		const before = await stack.rest.executions({ workflowId: inbox.id });
		const { workflow, bubble } = await ask();
		await tap(stack, 'marta', bubble, 'Approve');
		await executionIn(stack, workflow.id, 'success');
		expect(await stack.rest.executions({ workflowId: inbox.id })).toHaveLength(before.length);
	}, 60_000);

	it('a tap while n8n is killed arrives when it is back', async () => {
		const { workflow, bubble } = await ask();
		await stack.n8n.kill();
		const webhookId = await tap(stack, 'marta', bubble, 'Approve');
		await waitFor(async () => {
			const { data } = await stack.phones.get('/webhooks');
			return data.find(({ id }: { id: string }) => id === webhookId).attempts.length > 1;
		});
		await stack.n8n.restart();
		await stack.phones.post('/redeliver', { webhookId, times: 1 });
		const done = await executionIn(stack, workflow.id, 'success');
		expect(approvalOf(done)).toMatchObject({ decision: 'approved' });
	}, 120_000);

	describe('a question that does not arrive leaves by Not Delivered, with the reason', () => {
		const undelivered = {
			decision: 'notDelivered',
			approved: false,
			failure: { code: expect.any(String), reason: expect.any(String) },
		};
		async function askInVain(approver: string): Promise<Execution> {
			const workflow = await install(stack, approvalFlow(stack, { approver }));
			await start(stack, workflow, { subject: 'In vain', approved: true });
			return await executionIn(stack, workflow.id, 'success');
		}

		it('refused at once', async () => {
			await stack.phones.post('/switches', { personId: 'marta', windowClosed: true });
			const done = await askInVain(marta());
			await stack.phones.post('/people/marta/text', { text: 'I am back' });
			expect(outputsOf(done, 'Ask').map((items) => items.length)).toEqual([0, 0, 0, 1]);
			expect(approvalOf(done, 3)).toMatchObject(undelivered);
			expect(approvalOf(done, 3)).toMatchObject({ failure: { code: '131047' } });
			expect(outputsOf(done, 'Not Delivered')[0]![0]!.json.subject).toBe('In vain');
		}, 60_000);

		it.each(['sync', 'async'] as const)(
			'but by template it does, when the window is closed (%s)',
			async (windowRefusal) => {
				await stack.phones.post('/switches', { windowRefusal });
				await stack.phones.post('/switches', { personId: 'priya', windowClosed: true });
				const template = { __rl: true, mode: 'name', value: 'request_approval|en_US' };
				const workflow = await install(
					stack,
					approvalFlow(stack, { approver: PRIYA, options: { template } }),
				);
				const subject = `By template, ${windowRefusal}`;
				await start(stack, workflow, { subject });
				const bubble = await bubbleWith(stack, 'priya', `waiting for you: May it be? ${subject}`);
				await executionIn(stack, workflow.id, 'waiting');
				await tap(stack, 'priya', bubble, 'Approve');
				const done = await executionIn(stack, workflow.id, 'success');
				expect(approvalOf(done)).toMatchObject({
					decision: 'approved',
					person: { name: 'Priya Nair' },
				});
				await stack.phones.post('/switches', { windowRefusal: 'sync' });
			},
			60_000,
		);

		it('refused later, by a failed status', async () => {
			const done = await askInVain('+1 202 555 0199');
			expect(outputsOf(done, 'Ask').map((items) => items.length)).toEqual([0, 0, 0, 1]);
			expect(approvalOf(done, 3)).toMatchObject({ failure: { code: '131026' } });
			expect(outputsOf(done, 'Not Delivered')[0]![0]!.json.subject).toBe('In vain');
		}, 60_000);

		it('a failed status that is not of this message changes nothing', async () => {
			const { workflow, bubble, waiting } = await ask();
			const { data: calls } = await stack.phones.get('/calls?path=messages');
			const reference = calls.at(-1).request.biz_opaque_callback_data;
			for (const [id, echoed] of [
				['wamid.other', reference],
				[bubble.id, bubble.view.buttons![0]!.reply],
				[bubble.id, reference.slice(0, 68) + 'A'.repeat(16) + reference.slice(84)],
			]) {
				const failed = {
					id,
					status: 'failed',
					timestamp: '1790000000',
					recipient_id: '12025550111',
					biz_opaque_callback_data: echoed,
					errors: [{ code: 131026, title: 'Undeliverable' }],
				};
				const value = {
					metadata: { phone_number_id: stack.simulator.account.phoneNumbers[0]!.id },
					statuses: [failed],
				};
				const entry = [{ id: '1', changes: [{ field: 'messages', value }] }];
				await stack.phones.post('/webhook', { body: { object: OBJECT, entry } });
			}
			await stillWaiting(workflow.id, waiting.id);
		}, 60_000);
	});

	it.each(['continueRegularOutput', 'continueErrorOutput'])(
		'a question that nobody can be asked never leaves by Approved (%s)',
		async (onError) => {
			const flow = approvalFlow(stack, { approver: 'nobody' });
			Object.assign(flow.nodes.find(({ name }) => name === 'Ask')!, { onError });
			const workflow = await install(stack, flow);
			await start(stack, workflow, { subject: 'Refused', approved: true });
			const done = await executionIn(stack, workflow.id, 'success');
			const counts = outputsOf(done, 'Ask').map((items) => items.length);
			expect(counts).toEqual(onError === 'continueErrorOutput' ? [0, 0, 0, 0, 1] : [0, 0, 0, 1]);
			expect(outputsOf(done, 'Approved')).toEqual([]);
		},
		60_000,
	);

	it('two runs at once are both asked', async () => {
		const flow = approvalFlow(stack, { approver: marta() });
		const subject = 'Twice';
		flow.nodes.push({ ...bothWays('Both'), id: 'both-ways', position: [100, 0] });
		const toAsk = [{ node: 'Ask', type: 'main', index: 0 }];
		flow.connections = {
			...flow.connections,
			Start: { main: [[{ node: 'Both', type: 'main', index: 0 }]] },
			Both: { main: [toAsk, toAsk] },
		};
		const workflow = await install(stack, flow);
		await start(stack, workflow, { subject });
		const asked = async () =>
			(await bubbles(stack, 'marta')).filter(({ view }) => view.text?.includes(subject));
		for (const count of [1, 2]) {
			await waitFor(async () => (await asked()).length === count, { what: `question ${count}` });
			await executionIn(stack, workflow.id, 'waiting');
			await tap(stack, 'marta', (await asked()).at(-1)!, 'Reject');
		}
		const done = await executionIn(stack, workflow.id, 'success');
		expect(outputsOf(done, 'Approved')).toEqual([]);
		expect(done.data.resultData.runData.Rejected).toHaveLength(2);
	}, 60_000);

	const OURS = /\.whatsAppBusiness(Approval|Trigger)$/;
	it('nodes that were saved as version 1 go on working', async () => {
		const earlier = ({ nodes }: Pick<WorkflowInput, 'nodes'>) =>
			nodes.map((node) => (OURS.test(node.type) ? { ...node, typeVersion: 1 } : node));
		const received = await stack.rest.workflow(inbox.id);
		await stack.rest.updateWorkflow(inbox.id, { nodes: earlier(received) });
		await stack.rest.activate(inbox.id);
		const input = approvalFlow(stack, { approver: marta() });
		expect(earlier(input)).not.toEqual(input.nodes);
		const workflow = await install(stack, { ...input, nodes: earlier(input) });
		await start(stack, workflow, { subject: 'As it was' });
		const bubble = await bubbleWith(stack, 'marta', 'As it was');
		await executionIn(stack, workflow.id, 'waiting');
		await tap(stack, 'marta', bubble, 'Approve');
		const done = await executionIn(stack, workflow.id, 'success');
		expect(approvalOf(done)).toMatchObject({ decision: 'approved' });
		await stack.rest.updateWorkflow(inbox.id, { nodes: received.nodes });
		await stack.rest.activate(inbox.id);
	}, 60_000);

	it('more items than fit are refused before anybody is asked', async () => {
		const flow = approvalFlow(stack, { approver: marta() });
		flow.nodes.push({
			id: 'many-items',
			name: 'Many',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			position: [100, 0],
			parameters: { fieldToSplitOut: 'body.list', options: {} },
		});
		flow.connections = {
			...flow.connections,
			Start: { main: [[{ node: 'Many', type: 'main', index: 0 }]] },
			Many: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] },
		};
		const workflow = await install(stack, flow);
		await start(stack, workflow, { subject: 'For too many', list: Array(51).fill(1) });
		const failed = await executionIn(stack, workflow.id, 'error');
		expect(errorOf(failed)).toContain('51 items');
		const texts = (await bubbles(stack, 'marta')).map(({ view }) => view.text ?? '');
		expect(texts.filter((text) => text.includes('For too many'))).toEqual([]);
	}, 60_000);
});
