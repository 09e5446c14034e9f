import type { IRun } from 'n8n-workflow';
import { readReference } from '../../nodes/approvals/reference';
import { approval, approvalTemplate, savedState, SEND, takeSend } from './approvalRuns';
import { ACCOUNT, statusOf } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

const NUMBERS = ['+1 202 555 0111', '+1 202 555 0112', '+1 202 555 0113'];
const items = NUMBERS.map((to, order) => ({ json: { to, order } }));
const PARAMETERS = { approver: '={{ $json.to }}', message: '=May it be? {{ $json.order }}' };
const ask = (parameters: object = {}, given: Parameters<typeof approval>[2] = items) =>
	approval({}, { ...PARAMETERS, ...parameters }, given);
interface Saved {
	requests: Array<{ ended?: { outcome: object } }>;
	files: unknown;
}
const savedOf = (run: IRun) => savedState(run) as unknown as Saved;
/** What has become of each request, as it is saved. */
const endedOf = (run: IRun) => savedOf(run).requests.map(({ ended }) => ended?.outcome);
const savedFiles = (run: IRun) => savedOf(run).files;
const refuse = (code: number) =>
	graphAnswers(SEND, { status: 400, body: { error: { code, message: 'Refused' } } });

it('asks once for each item, with its own person, question and proof', async () => {
	const bodies = [takeSend(), takeSend(), takeSend()];
	const { run } = await ask();
	expect(statusOf(run)).toBe('waiting');
	const sent = bodies.flat().map((body) => {
		const { to, interactive } = body as unknown as {
			to: string;
			interactive: {
				body: { text: string };
				action: { buttons: Array<{ reply: { id: string } }> };
			};
		};
		const { mac } = readReference(interactive.action.buttons[0].reply.id)!;
		return { to, text: interactive.body.text, mac };
	});
	expect(sent.map(({ to, text }) => [to, text])).toEqual([
		['+12025550111', 'May it be? 0'],
		['+12025550112', 'May it be? 1'],
		['+12025550113', 'May it be? 2'],
	]);
	expect(new Set(sent.map(({ mac }) => mac)).size).toBe(3);
});

it('keeps for each of them what leaves if nobody answers', async () => {
	takeSend();
	takeSend();
	takeSend();
	const { waiting } = await ask({ options: { oneOutput: true } });
	const left = waiting!.data.main[0]!;
	expect(left.map(({ json, pairedItem }) => [json.order, pairedItem])).toEqual([
		[0, { item: 0 }],
		[1, { item: 1 }],
		[2, { item: 2 }],
	]);
});

it('one that reaches nobody leaves by Not Delivered, and hinders no other', async () => {
	takeSend();
	refuse(131026);
	takeSend();
	const { run, waiting } = await ask();
	expect(statusOf(run)).toBe('waiting');
	expect(waiting!.data.main.map((output) => output!.map(({ json }) => json.order))).toEqual([
		[],
		[],
		[0, 2],
		[1],
	]);
	expect(endedOf(run)).toMatchObject([
		undefined,
		{ decision: 'notDelivered', failure: { code: '131026' } },
		undefined,
	]);
});

it('where none of them reaches anybody, each leaves with its own failure', async () => {
	refuse(131026);
	refuse(131049);
	const { run, outputs } = await ask({}, items.slice(0, 2));
	expect(statusOf(run)).toBe('success');
	expect(outputs[3].map(({ json }) => json.approval)).toMatchObject([
		{ decision: 'notDelivered', failure: { code: '131026' } },
		{ decision: 'notDelivered', failure: { code: '131049' } },
	]);
});

it.each([
	['person', { approver: '={{ $json.order === 2 ? "nobody" : $json.to }}' }, /"nobody"/],
	[
		'number of votes',
		{ whoDecides: 'number', approvalsNeeded: '={{ $json.order + 1 }}' },
		/2 approvals/,
	],
])('a wrong %s in one of them is said before anybody is asked', async (_what, wrong, words) => {
	const { error } = await ask(wrong);
	expect(error?.message).toMatch(words);
});

it('a template is looked at before anybody is asked', async () => {
	const list = 'GET /v24.0/200/message_templates';
	graphAnswers(list, { status: 200, body: { data: [approvalTemplate({ status: 'PAUSED' })] } });
	const { error } = await ask({
		options: { template: { __rl: true, mode: 'list', value: 'request_approval|en_US' } },
	});
	expect(error?.message).toMatch(/request_approval/);
});

it('the list of templates is read once for all of them', async () => {
	const list = 'GET /v24.0/200/message_templates';
	graphAnswers(list, { status: 200, body: { data: [approvalTemplate()] } });
	const bodies = [takeSend(), takeSend(), takeSend()];
	const template = { __rl: true, mode: 'list', value: 'request_approval|en_US' };
	const { run } = await ask({ options: { template, sendAs: 'template' } });
	expect(statusOf(run)).toBe('waiting');
	expect(bodies.flat()).toMatchObject([
		{ type: 'template' },
		{ type: 'template' },
		{ type: 'template' },
	]);
});

it('what hinders everybody is tried once: those after it leave with the same failure', async () => {
	takeSend();
	refuse(190);
	const { run } = await ask();
	expect(statusOf(run)).toBe('waiting');
	expect(endedOf(run)).toMatchObject([
		undefined,
		{ decision: 'notDelivered', failure: { code: '190' } },
		{ decision: 'notDelivered', failure: { code: '190' } },
	]);
});

describe('a file that one of the items lacks', () => {
	const PICTURE = { data: { data: 'iVBORw==', mimeType: 'image/png', fileName: 'p.png' } };
	const above = { above: 'image', mediaSource: 'binary', binaryPropertyName: 'data' };
	const takeUpload = () =>
		graphAnswers('POST /v24.0/300/media', { status: 200, body: { id: '77' } });

	it('stops the run while nobody was asked', async () => {
		const given = [items[0], { ...items[1], binary: PICTURE }];
		expect((await ask(above, given)).error?.message).toMatch(/no file in the field "data"/);
	});

	it('is the failure of that item where others were asked already', async () => {
		takeUpload();
		takeSend();
		const { run } = await ask(above, [{ ...items[0], binary: PICTURE }, items[1]]);
		expect(endedOf(run)).toMatchObject([
			undefined,
			{ decision: 'notDelivered', failure: { reason: expect.stringContaining('no file') } },
		]);
		expect(savedFiles(run)).toEqual([{ data: expect.objectContaining({ fileName: 'p.png' }) }, {}]);
	});
});

it('more than fifty are refused with what to do', async () => {
	const many = Array.from({ length: 51 }, (_, order) => ({ json: { to: NUMBERS[0], order } }));
	const { error } = await ask({}, many);
	expect(error).toMatchObject({
		message: expect.stringMatching(/51 items.*50 at once/),
		description: expect.stringContaining('batch size 50'),
	});
});
