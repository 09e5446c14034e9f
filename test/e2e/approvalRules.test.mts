import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorOf, outputsOf, type Execution } from '../../playground/workflows/executionData.mts';
import { waitFor } from '../../playground/waitFor.mts';
import {
	approvalFlow,
	approvalNode,
	flow,
	inboxFlow,
	install,
	lookBack,
	start,
	webhookStart,
	type ApprovalFlow,
} from './flows.mts';
import { bubbles, bubbleWith, deliveredWebhook, read, reported, tap, write } from './phones.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

const DIEGO = '+1 202 555 0112';
const PRIYA = '+1 202 555 0113';
const IN_ORDER = { whoDecides: 'order' };

let stack: Stack;
let inbox: { id: string };
let reminded: { id: string };
const marta = () => stack.simulator.state.people.find(({ id }) => id === 'marta')!;
const martaPhone = () => marta().phone!;

beforeAll(async () => {
	stack = await startStack();
	inbox = await install(stack, inboxFlow(stack));
	// n8n looks for waits that are over once a minute, so this one goes on beside the other tests.
	reminded = await begin('Remind me', {
		approver: martaPhone(),
		options: {
			deadline: minutes(2),
			reminder: { values: { amount: 1.2, unit: 'minutes', text: 'Time is short' } },
		},
	});
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

const minutes = (resumeAmount: number) => ({
	values: { limitType: 'afterTimeInterval', resumeAmount, resumeUnit: 'minutes' },
});

/** Starts an approval, and returns its workflow and subject. */
async function begin(subject: string, wanted: ApprovalFlow) {
	const workflow = await install(stack, approvalFlow(stack, wanted));
	await start(stack, workflow, { subject });
	return workflow;
}

interface Approval {
	decision: string;
	comment: string | null;
	text: string | null;
	choice: string | null;
	person: { name?: string; phone?: string } | null;
	history: Array<Record<string, unknown> & { event: string }>;
}

function approvalOf(execution: Execution, node = 'Ask'): Approval {
	const [item] = outputsOf(execution, node).flat();
	return item!.json.approval as Approval;
}

const eventsOf = ({ history }: Approval) => history.map(({ event }) => event);

describe('everyone in order', () => {
	it('each is asked when the one before approves; the last approval approves', async () => {
		const approver = [martaPhone(), DIEGO, PRIYA].join(', ');
		const workflow = await begin('Three signatures', { approver, more: IN_ORDER });
		for (const [person, next] of [
			['marta', 'diego'],
			['diego', 'priya'],
			['priya', undefined],
		] as const) {
			const bubble = await bubbleWith(stack, person, 'Three signatures');
			await executionIn(stack, workflow.id, 'waiting');
			if (next) {
				const others = await bubbles(stack, next);
				expect(others.some(({ view }) => view.text?.includes('Three signatures'))).toBe(false);
			}
			await read(stack, person, bubble);
			await tap(stack, person, bubble, 'Approve');
		}
		const done = await executionIn(stack, workflow.id, 'success');
		const approval = approvalOf(done);
		expect(approval).toMatchObject({ decision: 'approved', person: { name: 'Priya Nair' } });
		expect(outputsOf(done, 'Ask').map((items) => items.length)).toEqual([1, 0, 0, 0]);
		expect(outputsOf(done, 'Approved')[0]![0]!.json.subject).toBe('Three signatures');
		const events = eventsOf(approval);
		expect(events.filter((event) => event === 'asked')).toHaveLength(3);
		expect(events.filter((event) => event === 'approved')).toHaveLength(3);
		expect(events).toEqual(expect.arrayContaining(['sent', 'delivered', 'read']));
		const metadata = done.data.resultData as { metadata?: Record<string, string> };
		expect(metadata.metadata).toEqual({
			whatsappApproval: 'approved',
			whatsappApprover: '12025550113',
		});
	}, 120_000);

	it('a rejection ends it: the rest are not asked, and those before are told', async () => {
		const approver = [martaPhone(), DIEGO, PRIYA].join(', ');
		const workflow = await begin('Two signatures', { approver, more: IN_ORDER });
		const first = await bubbleWith(stack, 'marta', 'Two signatures');
		await executionIn(stack, workflow.id, 'waiting');
		await tap(stack, 'marta', first, 'Approve');
		const second = await bubbleWith(stack, 'diego', 'Two signatures');
		// Marta cannot take it back.
		await deliveredWebhook(stack, await tap(stack, 'marta', first, 'Reject'));
		await bubbleWith(stack, 'marta', 'already recorded');
		await tap(stack, 'diego', second, 'Reject');
		const done = await executionIn(stack, workflow.id, 'success');
		expect(approvalOf(done)).toMatchObject({
			decision: 'rejected',
			person: { name: 'Diego Lopez' },
		});
		await bubbleWith(stack, 'marta', 'decided by Diego Lopez: Reject');
		const priya = await bubbles(stack, 'priya');
		expect(priya.some(({ view }) => view.text?.includes('Two signatures'))).toBe(false);
	}, 120_000);

	it('when the next cannot be reached it leaves by Not Delivered', async () => {
		const approver = `${martaPhone()}, +1 202 555 0199`;
		const workflow = await begin('Nobody next', { approver, more: IN_ORDER });
		const bubble = await bubbleWith(stack, 'marta', 'Nobody next');
		await executionIn(stack, workflow.id, 'waiting');
		await tap(stack, 'marta', bubble, 'Approve');
		const done = await executionIn(stack, workflow.id, 'success');
		expect(outputsOf(done, 'Ask').map((items) => items.length)).toEqual([0, 0, 0, 1]);
	}, 120_000);
});

describe('answers that people give', () => {
	it('a typed yes that quotes the question counts; what is not clear does not', async () => {
		const workflow = await begin('Type it', { approver: martaPhone() });
		const bubble = await bubbleWith(stack, 'marta', 'Type it');
		await executionIn(stack, workflow.id, 'waiting');
		await reported(stack, bubble);
		await deliveredWebhook(stack, await write(stack, 'marta', 'yes but tomorrow', bubble));
		await bubbleWith(stack, 'marta', 'was not understood');
		const again = await waitFor(async () => {
			const asked = (await bubbles(stack, 'marta')).filter(({ view }) =>
				view.text?.includes('Type it'),
			);
			return asked.length === 2 ? asked[1]! : undefined;
		});
		await executionIn(stack, workflow.id, 'waiting');
		await reported(stack, again);
		await write(stack, 'marta', 'Yes!', again);
		const done = await executionIn(stack, workflow.id, 'success');
		const approval = approvalOf(done);
		expect(approval).toMatchObject({ decision: 'approved', choice: 'Approve' });
		expect(approval.history.at(-1)).toMatchObject({ event: 'approved', by: 'text' });
		expect(eventsOf(approval)).toEqual(expect.arrayContaining(['not understood', 'asked again']));
	}, 120_000);

	it('words that quote nothing start the workflow of the trigger, and decide nothing', async () => {
		const workflow = await begin('Not meant', { approver: martaPhone() });
		await bubbleWith(stack, 'marta', 'Not meant');
		const waiting = await executionIn(stack, workflow.id, 'waiting');
		const [newest] = await stack.rest.executions({ workflowId: inbox.id });
		await write(stack, 'marta', 'yes');
		await executionIn(stack, inbox.id, 'success', { after: newest?.id ?? '0' });
		expect((await executionIn(stack, workflow.id, 'waiting')).id).toBe(waiting.id);
	}, 120_000);

	it('a thumb counts where it is accepted', async () => {
		const workflow = await begin('Thumb', {
			approver: martaPhone(),
			options: { reactions: true },
		});
		const bubble = await bubbleWith(stack, 'marta', 'Thumb');
		await executionIn(stack, workflow.id, 'waiting');
		await reported(stack, bubble);
		const react = async (emoji: string) =>
			await stack.phones.post('/people/marta/reaction', { messageId: bubble.id, emoji });
		await deliveredWebhook(stack, (await react('❤️')).data.webhookId);
		await executionIn(stack, workflow.id, 'waiting');
		await react('👎');
		const done = await executionIn(stack, workflow.id, 'success');
		expect(approvalOf(done)).toMatchObject({ decision: 'rejected' });
		expect(approvalOf(done).history.at(-1)).toMatchObject({ by: 'reaction' });
	}, 120_000);

	it('free text waits for what the person writes', async () => {
		const workflow = await begin('Which dock?', { approver: martaPhone(), choices: [] });
		await reported(stack, await bubbleWith(stack, 'marta', 'Which dock?'));
		await executionIn(stack, workflow.id, 'waiting');
		await write(stack, 'marta', 'Dock 4, behind the hall');
		const done = await executionIn(stack, workflow.id, 'success');
		expect(outputsOf(done, 'Ask').map((items) => items.length)).toEqual([1, 0, 0]);
		expect(approvalOf(done)).toMatchObject({
			decision: 'answered',
			text: 'Dock 4, behind the hall',
			person: { name: 'Marta Ruiz' },
		});
		expect(outputsOf(done, 'Answered')[0]![0]!.json).toMatchObject({ data: { approved: false } });
	}, 120_000);

	it('who rejects is asked why, in the language of the builder', async () => {
		const workflow = await begin('Por qué', {
			approver: martaPhone(),
			options: { askReason: true, language: 'es' },
		});
		const bubble = await bubbleWith(stack, 'marta', 'Por qué');
		await executionIn(stack, workflow.id, 'waiting');
		await tap(stack, 'marta', bubble, 'Rechazar');
		await reported(stack, await bubbleWith(stack, 'marta', 'indicar el motivo'));
		await executionIn(stack, workflow.id, 'waiting');
		await write(stack, 'marta', 'Demasiado caro');
		const done = await executionIn(stack, workflow.id, 'success');
		expect(outputsOf(done, 'Ask').map((items) => items.length)).toEqual([0, 1, 0, 0]);
		expect(approvalOf(done)).toMatchObject({ decision: 'rejected', comment: 'Demasiado caro' });
		// Nobody waits any more, and the trigger itself speaks English.
		await tap(stack, 'marta', bubble, 'Aprobar');
		await bubbleWith(stack, 'marta', 'Esta solicitud ya estaba cerrada');
	}, 120_000);

	it('who gets a new number while asked answers from there', async () => {
		const workflow = await begin('New number', { approver: DIEGO });
		const bubble = await bubbleWith(stack, 'diego', 'New number');
		await executionIn(stack, workflow.id, 'waiting');
		await reported(stack, bubble);
		const diego = stack.simulator.state.people.find(({ id }) => id === 'diego')!;
		const before = { phone: diego.phone, userId: diego.userId };
		const { data } = await stack.phones.post('/people/diego/inbound', {
			message: {
				type: 'system',
				system: {
					body: 'Diego changed from 12025550112 to 12025550777',
					wa_id: '12025550777',
					user_id: 'US.777',
					type: 'user_changed_number',
				},
			},
		});
		await deliveredWebhook(stack, data.webhookId);
		await executionIn(stack, workflow.id, 'waiting');
		Object.assign(diego, { phone: '12025550777', userId: 'US.777' });
		await tap(stack, 'diego', bubble, 'Approve');
		const done = await executionIn(stack, workflow.id, 'success');
		Object.assign(diego, before);
		expect(approvalOf(done)).toMatchObject({
			decision: 'approved',
			person: { phone: '12025550777' },
		});
		expect(eventsOf(approvalOf(done))).toContain('number changed');
	}, 120_000);
});

describe('time', () => {
	/** Two approvals in a row; the first is approved, then nobody answers. */
	async function chain(oneOutput: boolean) {
		const options = { oneOutput, deadline: minutes(0.05) };
		const first = approvalNode(stack, 'First', {
			approver: martaPhone(),
			options: { oneOutput },
		});
		const second = approvalNode(stack, 'Second', { approver: DIEGO, options });
		const exits = oneOutput ? ['Any'] : ['Approved', 'Rejected', 'No Answer', 'Not Delivered'];
		const path = `chain-${oneOutput}`;
		const workflow = await install(
			stack,
			flow(path, [webhookStart(path), first, second, ...exits.map(lookBack)], {
				Start: [['First']],
				First: [['Second']],
				Second: exits.map((exit) => [exit]),
			}),
		);
		const subject = `Chain, ${oneOutput ? 'one output' : 'exits'}`;
		await start(stack, workflow, { subject });
		const bubble = await bubbleWith(stack, 'marta', subject);
		await executionIn(stack, workflow.id, 'waiting');
		await tap(stack, 'marta', bubble, 'Approve');
		await bubbleWith(stack, 'diego', subject);
		return workflow;
	}

	it('reminds, and lets silence be silence: alone, in a chain, and for a reason', async () => {
		const unexplained = await begin('No reason', {
			approver: PRIYA,
			options: { askReason: true, reasonMinutes: 1 },
		});
		const rejected = await bubbleWith(stack, 'priya', 'No reason');
		await executionIn(stack, unexplained.id, 'waiting');
		await tap(stack, 'priya', rejected, 'Reject');
		const [exits, oneOutput] = [await chain(false), await chain(true)];

		const ended = async ({ id }: { id: string }) =>
			await executionIn(stack, id, 'success', { timeout: 240_000 });
		const silent = await ended(exits);
		expect(outputsOf(silent, 'Second').map((items) => items.length)).toEqual([0, 0, 1, 0]);
		expect(outputsOf(silent, 'Approved')).toEqual([]);
		expect(outputsOf(silent, 'No Answer')[0]![0]!.json).toMatchObject({
			data: { approved: false },
			approval: { decision: 'noAnswer', approved: false },
		});
		const one = await ended(oneOutput);
		expect(outputsOf(one, 'Any')[0]![0]!.json).toMatchObject({
			subject: 'Chain, one output',
			data: { approved: false },
			approval: { decision: 'noAnswer', approved: false },
		});
		const metadata = silent.data.resultData as { metadata?: Record<string, string> };
		expect(metadata.metadata?.whatsappApproval).toBe('noAnswer');

		const none = approvalOf(await ended(unexplained));
		expect(none).toMatchObject({ decision: 'rejected', comment: null });

		const late = approvalOf(await ended(reminded));
		expect(late.decision).toBe('noAnswer');
		expect(eventsOf(late)).toEqual(
			expect.arrayContaining(['asked', 'sent', 'delivered', 'reminded', 'deadline passed']),
		);
		const reminder = await bubbleWith(stack, 'marta', 'Time is short');
		const { data: calls } = await stack.phones.get('/calls?path=messages');
		const sent = calls.findLast(({ request }: { request: { text?: { body: string } } }) =>
			request.text?.body.includes('Time is short'),
		);
		const question = await bubbleWith(stack, 'marta', 'Remind me');
		expect(sent.request.context).toEqual({ message_id: question.id });
		expect(reminder).toBeDefined();
	}, 400_000);
});

describe('before anybody is asked', () => {
	/** Asks from a number that has not been looked at yet. */
	async function askFromAnother(options: Record<string, unknown>) {
		const id = '300000000000009';
		const numbers = stack.simulator.account.phoneNumbers;
		if (numbers.length === 1) numbers.push({ ...numbers[0]!, id });
		const more = { sender: { __rl: true, mode: 'id', value: id } };
		return await begin('Into the void', { approver: PRIYA, more, options });
	}

	it('the node finds out that nothing would bring the answers back', async () => {
		await stack.rest.deactivate(inbox.id);
		const failed = await executionIn(stack, (await askFromAnother({})).id, 'error');
		expect(errorOf(failed)).toMatch(/no WhatsApp Business Trigger of this n8n takes them/);
		const asked = await bubbles(stack, 'priya');
		expect(asked.some(({ view }) => view.text?.includes('Into the void'))).toBe(false);
	}, 120_000);

	it('which can be switched off', async () => {
		const { id } = await askFromAnother({ checkAnswers: false });
		// Nobody has written to that number yet, so WhatsApp itself refuses the buttons.
		const done = await executionIn(stack, id, 'success');
		expect(approvalOf(done)).toMatchObject({ failure: { code: '131047' } });
	}, 120_000);
});
