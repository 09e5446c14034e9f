import type { IRun } from 'n8n-workflow';
import {
	approval,
	approvalTemplate,
	item,
	retriedApproval,
	savedState,
	SEND,
	takeSend,
	type Body,
} from './approvalRuns';
import { ACCOUNT, statusOf } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

jest.mock('../../nodes/n8n/clock', () => jest.requireActual('./hurriedClock'));

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

const FILES = {
	invoice: { data: 'JVBERi0=', mimeType: 'application/pdf', fileName: 'invoice.pdf' },
};

const refused = (status: number, code: number) =>
	graphAnswers(SEND, { status, body: { error: { code, message: 'Refused' } } });

describe('a question that may or may not have arrived', () => {
	it.each<[string, Parameters<typeof graphAnswers>[1]]>([
		['no answer', 'hang up'],
		['an error of the server', { status: 500, body: { error: { message: 'Unknown' } } }],
		['a page', { status: 200, body: '<html>Please log in</html>' }],
		['an answer without a message', { status: 200, body: {} }],
	])('after %s is waited for, and on record as unknown', async (_what, answer) => {
		graphAnswers(SEND, answer);
		const { run } = await approval();
		expect(statusOf(run)).toBe('waiting');
		const { history, people } = savedState(run);
		expect(history).toMatchObject([{ event: 'unknown', reason: expect.any(String) }]);
		expect(people).toMatchObject([{ messages: [{ by: 'buttons' }] }]);
		expect(people[0]).not.toHaveProperty('unreached');
	});
});

describe('a question that is refused for the moment', () => {
	it.each([
		['a busy service', 500, 131016],
		['a rate that is too high', 429, 130429],
		['several to one person', 400, 131056],
	])('by %s is sent again', async (_what, status, code) => {
		refused(status, code);
		refused(status, code);
		const bodies = takeSend();
		const { run } = await approval();
		expect(statusOf(run)).toBe('waiting');
		expect(bodies).toHaveLength(1);
		expect(savedState(run).history).toMatchObject([{ event: 'asked' }]);
	});

	it('four times leaves by Not Delivered', async () => {
		for (let tries = 0; tries < 4; tries++) refused(400, 131056);
		const { outputs } = await approval();
		expect(outputs[3][0].json).toMatchObject({
			approval: { decision: 'notDelivered', failure: { code: '131056' } },
		});
	});

	it('for good is not sent again', async () => {
		refused(400, 131026);
		const { outputs } = await approval();
		expect(outputs[3]).toHaveLength(1);
	});
});

it('tried again by n8n, a request knows the one before', async () => {
	const list = 'GET /v24.0/200/message_templates';
	graphAnswers(list, { status: 500, body: {} });
	graphAnswers(list, { status: 200, body: { data: [approvalTemplate()] } });
	takeSend();
	const { run } = await approval(
		{ retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		{ options: { template: { __rl: true, mode: 'name', value: 'request_approval|en_US' } } },
	);
	expect(statusOf(run)).toBe('waiting');
	const { key, earlierKeys } = savedState(run);
	expect(earlierKeys).toEqual([expect.stringMatching(/^[\w-]{43}$/)]);
	expect(earlierKeys).not.toContain(key);
});

describe('an execution that died while its question was open, retried', () => {
	const parameters = { message: '=May it be? {{ $json.order }}' };
	const deadline = {
		values: { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'hours' },
	};
	const reference = ([{ interactive }]: Body[]) => interactive.action.buttons[0].reply.id;

	it.each([
		['n8n resumed it because of the time', (): void => {}],
		[
			'an answer had left something to do',
			({ data }: IRun): void => {
				data.waitTill = undefined;
				data.resultData.runData['Under Test'].pop();
				const [{ node }] = data.executionData!.nodeExecutionStack;
				node.disabled = false;
				const entry = data.executionData!.nodeExecutionStack[0];
				entry.data = { main: [[item as never]] };
				entry.metadata = { ...entry.metadata, whatsAppApproval: 'answered' } as never;
			},
		],
	])('asks anew: %s', async (_what, died) => {
		const first = takeSend();
		const given = { ...parameters, options: { deadline } };
		const { run } = await approval({}, given, [{ ...item, binary: FILES } as never]);
		died(run);
		const second = takeSend();
		const retried = await retriedApproval(run, given);
		expect(statusOf(retried.run)).toBe('waiting');
		expect(second[0]).toMatchObject({ interactive: { body: { text: 'May it be? 7' } } });
		expect(reference(second)).not.toBe(reference(first));
		const { executionId, history, item: kept, files } = savedState(retried.run);
		expect({ executionId, kept, files }).toEqual({
			executionId: '4712',
			kept: item.json,
			files: FILES,
		});
		expect(history).toMatchObject([{ event: 'asked' }]);
		// One entry that waits, one for the time.
		expect(retried.run.data.executionData!.nodeExecutionStack).toHaveLength(2);
	});
});

describe('files of the item that comes in', () => {
	const binary = FILES;
	const withFile = [{ ...item, binary }] as never;

	it('are kept while an answer is awaited, for every exit', async () => {
		takeSend();
		const { run, waiting } = await approval({}, {}, withFile);
		expect(savedState(run).files).toEqual(binary);
		expect(waiting?.data.main[2]?.[0].binary).toEqual(binary);
	});

	it('leave by Not Delivered', async () => {
		refused(400, 131026);
		const { outputs } = await approval({}, {}, withFile);
		expect(outputs[3][0].binary).toEqual(binary);
	});
});
