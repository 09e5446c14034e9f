import { ExecuteContext } from 'n8n-core';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { readReference } from '../../nodes/approvals/reference';
import { rememberAddress } from '../../nodes/n8n/localAddress';
import { guard } from '../../nodes/WhatsAppBusinessApproval/resume/execution';
import type { ApprovalState } from '../../nodes/WhatsAppBusinessApproval/state';
import { approval, approvalTemplate, item, savedState, SEND, SENT, takeSend } from './approvalRuns';
import { ACCOUNT, statusOf } from './engine';
import { type Answer, expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(stopGraph);
afterEach(expectAllFetched);

describe('asking', () => {
	it('waits, with a reference of this execution on each button', async () => {
		const bodies = takeSend();
		const { run, waiting } = await approval(
			{},
			{
				approvalOptions: { values: { approveLabel: 'Yes', disapproveLabel: 'No' } },
			},
		);
		expect(statusOf(run)).toBe('waiting');
		expect(waiting?.node.name).toBe('Under Test');
		const replies = bodies[0].interactive.action.buttons.map(({ reply }) => reply);
		expect(replies.map(({ title }) => title)).toEqual(['Yes', 'No']);
		for (const { id } of replies) {
			expect(id.length).toBeLessThanOrEqual(100);
			expect(readReference(id)).toMatchObject({
				executionId: '4711',
				nodeId: '0b7f5c2e-6a41-4c58-9d3e-2f8f1f0b9a77',
			});
		}
	});

	it('two requests of the same execution have nothing in common that proves an answer', async () => {
		const [first, second] = [takeSend(), takeSend()];
		await approval();
		await approval();
		const macs = [...first, ...second].map(
			(body) => readReference(body.interactive.action.buttons[0].reply.id)!.mac,
		);
		expect(new Set(macs).size).toBe(macs.length);
	});

	it('keeps the result of no answer as what leaves on timeout, not the item that came in', async () => {
		takeSend();
		const { waiting } = await approval();
		expect(waiting?.data.main.map((output) => output?.length)).toEqual([0, 0, 1, 0]);
		expect(waiting?.metadata).toMatchObject({ forwardAllOutputs: true });
		expect(waiting?.data.main[2]?.[0].json).toMatchObject({
			order: 7,
			approved: false,
			data: { approved: false, total: 3 },
			approval: { decision: 'noAnswer', approved: false },
		});
	});

	it('with one output does so too', async () => {
		takeSend();
		const { waiting } = await approval({}, { options: { oneOutput: true } });
		expect(waiting?.data.main).toHaveLength(1);
		expect(waiting?.data.main[0]?.[0].json).toMatchObject({
			data: { approved: false },
			approval: { decision: 'noAnswer' },
		});
	});

	it.each<[string, Record<string, unknown>, number | undefined]>([
		['a day, when the builder leaves the deadline as it is', {}, 24],
		[
			'as long as the builder says',
			{ limitType: 'afterTimeInterval', resumeAmount: 3, resumeUnit: 'hours' },
			3,
		],
		['for ever, when the builder wants it', { limitType: 'none' }, undefined],
	])('waits %s', async (_what, parameters, hours) => {
		takeSend();
		const before = Date.now();
		const { run } = await approval({ typeVersion: 1.2 }, parameters);
		const waits = new Date(run.waitTill!).getTime() - before;
		if (hours === undefined) expect(run.waitTill).toEqual(WAIT_INDEFINITELY);
		else expect(waits / 3_600_000).toBeCloseTo(hours, 1);
	});

	it('waits until the deadline that stands among the options of a node saved before', async () => {
		takeSend();
		const before = Date.now();
		const { run } = await approval(
			{},
			{
				options: {
					deadline: {
						values: { limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'hours' },
					},
				},
			},
		);
		const milliseconds = new Date(run.waitTill!).getTime() - before;
		expect(milliseconds / 3_600_000).toBeCloseTo(2, 1);
	});
});

describe('choices', () => {
	const choices = (...labels: string[]) => ({
		responseType: 'choices',
		choices: { choice: labels.map((label) => ({ label, description: `About ${label}` })) },
	});
	type Interactive = { interactive: { type: string; action: Record<string, unknown> } };

	it('up to three are buttons, and silence has the exit behind them', async () => {
		const bodies = takeSend();
		const { waiting } = await approval({}, choices('Coast', 'Ring', 'Stay'));
		const { type, action } = (bodies[0] as unknown as Interactive).interactive;
		expect(type).toBe('button');
		expect(action.buttons).toHaveLength(3);
		expect(waiting?.data.main.map((items) => items?.length)).toEqual([0, 0, 0, 1, 0]);
	});

	it('more are a list, with descriptions', async () => {
		const bodies = takeSend();
		const { waiting } = await approval(
			{},
			{ ...choices('A', 'B', 'C', 'D'), options: { listButton: 'See routes' } },
		);
		const { type, action } = (bodies[0] as unknown as Interactive).interactive;
		expect(type).toBe('list');
		expect(action).toMatchObject({
			button: 'See routes',
			sections: [
				{
					rows: ['A', 'B', 'C', 'D'].map((title) => ({ title, description: `About ${title}` })),
				},
			],
		});
		expect(waiting?.data.main).toHaveLength(6);
	});

	it.each([
		['one', choices('A'), /1 choices/],
		['eleven', choices(...'ABCDEFGHIJK'), /11 choices/],
		['two of the same label', choices('A', 'A'), /same label "A"/],
		['a long label on a button', choices('x'.repeat(21), 'B'), /21 characters/],
		['a long label in a list', choices('x'.repeat(25), 'B', 'C', 'D'), /25 characters/],
	])('%s: refused before anybody is asked', async (_what, parameters, message) => {
		const { error } = await approval({}, parameters);
		expect(error?.message).toMatch(message);
	});
});

describe('several people', () => {
	const PEOPLE = '+1 202 555 0111, +1 (202) 555-0112; +12025550111';
	const refusal = { error: { code: 131026, message: 'Undeliverable' } };
	const historyOf = ({ waiting }: Awaited<ReturnType<typeof approval>>) =>
		(waiting?.data.main[2]?.[0].json.approval as { history: object[] }).history;

	it('are each asked once, with references of their own', async () => {
		const [first, second] = [takeSend(), takeSend()];
		const asked = await approval({}, { approver: PEOPLE });
		expect(historyOf(asked)).toMatchObject([
			{ event: 'asked', person: { phone: '12025550111' } },
			{ event: 'asked', person: { phone: '12025550112' } },
		]);
		const macs = [...first, ...second].map(
			(body) => readReference(body.interactive.action.buttons[0].reply.id)!.mac,
		);
		expect(new Set(macs).size).toBe(2);
	});

	it('one who cannot be reached is noted; the others are asked', async () => {
		graphAnswers(SEND, { status: 400, body: refusal });
		takeSend();
		const asked = await approval({}, { approver: PEOPLE });
		expect(historyOf(asked)).toMatchObject([
			{ event: 'not delivered', person: { phone: '12025550111' }, code: '131026' },
			{ event: 'asked', person: { phone: '12025550112' } },
		]);
	});

	it('when none can be reached, the item leaves by Not Delivered', async () => {
		graphAnswers(SEND, { status: 400, body: refusal }, 2);
		const { outputs } = await approval({}, { approver: PEOPLE });
		expect(outputs.map((items) => items.length)).toEqual([0, 0, 0, 1]);
	});

	it.each<[string, object, ApprovalState['voting'], number[] | undefined]>([
		['the first', { whoDecides: 'first' }, undefined, undefined],
		['everyone', { whoDecides: 'everyone' }, { needed: [3], veto: true }, undefined],
		[
			'more than half',
			{ whoDecides: 'majority', rejections: 'count' },
			{ needed: [2], veto: false },
			undefined,
		],
		[
			'a number that comes as text',
			{ whoDecides: 'number', approvalsNeeded: '1' },
			{ needed: [1], veto: true },
			undefined,
		],
		[
			'groups',
			{ whoDecides: 'groups', approver: '+12025550111; ; +12025550112, +12025550113' },
			{ needed: [1, 1], veto: true },
			[0, 1, 1],
		],
	])('%s: how they decide is kept', async (_what, parameters, voting, groups) => {
		const approver = '+12025550111, +12025550112, +12025550113';
		for (let person = 0; person < 3; person += 1) takeSend();
		const saved = savedState((await approval({}, { approver, ...parameters })).run);
		expect(saved.voting).toEqual(voting);
		expect(saved.rule).toBe(voting === undefined ? 'first' : 'votes');
		// A version that knows no votes would take the first for all.
		expect(saved.version).toBe(voting === undefined ? 2 : 3);
		const inGroups = saved.people.map(({ group }) => group).filter((group) => group !== undefined);
		expect(inGroups).toEqual(groups ?? []);
	});

	it.each<[string, Record<string, unknown>, RegExp]>([
		['more than are asked', { approvalsNeeded: 3 }, /3 approvals are needed, but "Ask" names 2/],
		['no number', { approvalsNeeded: 'two' }, /"two" in "Approvals Needed" is no whole number/],
		['none', { approvalsNeeded: 0 }, /"0" in "Approvals Needed"/],
		[
			'somebody in two groups',
			{ whoDecides: 'groups', approver: '+12025550111, +12025550112; +1 202 555 0111' },
			/12025550111 stands in two groups/,
		],
		[
			'a group that is only the one who must not decide',
			{
				whoDecides: 'groups',
				approver: '+12025550111; +12025550112',
				options: { neverAsk: '+12025550112' },
			},
			/only person in a group of "Ask"/,
		],
	])('%s: refused before anybody is asked', async (_what, parameters, message) => {
		const { error } = await approval({}, { approver: PEOPLE, whoDecides: 'number', ...parameters });
		expect(error?.message).toMatch(message);
	});

	it('when too few for a decision are reached, the item leaves by Not Delivered', async () => {
		takeSend();
		graphAnswers(SEND, { status: 400, body: refusal });
		const { outputs } = await approval({}, { approver: PEOPLE, whoDecides: 'everyone' });
		expect(outputs.map((items) => items.length)).toEqual([0, 0, 0, 1]);
	});

	it('where there is nothing to approve the first answers, whatever the field says', async () => {
		takeSend();
		expect(
			savedState((await approval({}, { whoDecides: 'number', responseType: 'freeText' })).run).rule,
		).toBe('first');
	});

	it('the one who must not decide is kept, should an answer show another identity of theirs', async () => {
		takeSend();
		const { run } = await approval({}, { options: { neverAsk: '+1 202 555 0199' } });
		expect(savedState(run)).toMatchObject({ excluded: [{ phone: '12025550199' }] });
	});

	it('the one who must not decide is not asked', async () => {
		takeSend();
		const options = { neverAsk: '0012025550111' };
		expect(historyOf(await approval({}, { approver: PEOPLE, options }))).toHaveLength(1);
		const { error } = await approval({}, { options });
		expect(error?.message).toMatch(/only person in "Ask" is the one who must not decide/);
	});
});

describe('refuses before anybody is asked', () => {
	const refused = async (
		node: object,
		parameters: Record<string, unknown>,
		items?: Array<{ json: Record<string, unknown> }>,
	) => (await approval(node, parameters, items)).error!;

	it.each([
		['a number without digits', {}, { approver: 'Marta' }, [item], /"Marta" is no phone number/],
		[
			'one bad number of several',
			{},
			{ approver: '+12025550111, Diego' },
			[item],
			/"Diego" is no phone number/,
		],
		['an empty message', {}, { message: '={{ $json.nothing }}' }, [item], /Message is empty/],
		['a long message', {}, { message: 'x'.repeat(1025) }, [item], /1025 characters/],
		[
			'two equal labels',
			{},
			{ approvalOptions: { values: { approveLabel: 'OK', disapproveLabel: 'OK' } } },
			[item],
			/same label "OK"/,
		],
		[
			'a deadline in the past',
			{},
			{
				options: {
					deadline: {
						values: { limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01T10:00:00' },
					},
				},
			},
			[item],
			/deadline "2020-01-01T10:00:00" is past/,
		],
		[
			'a deadline that is no date',
			{},
			{
				options: {
					deadline: { values: { limitType: 'atSpecifiedTime', maxDateAndTime: '={{ "soon" }}' } },
				},
			},
			[item],
			/deadline "soon" is no date/,
		],
		[
			'a deadline that is no time to wait',
			{},
			{ options: { deadline: { values: { resumeAmount: '={{ "soon" }}' } } } },
			[item],
			/deadline "soon" is no time to wait/,
		],
		['Always Output Data', { alwaysOutputData: true }, {}, [item], /Always Output Data/],
		['an id that is no UUID', { id: 'approval' }, {}, [item], /cannot travel on a button/],
	])('%s', async (_what, node, parameters, items, message) => {
		const error = await refused(node, parameters, items);
		expect(error.message).toMatch(message);
		expect(error.description).toBeTruthy();
	});
});

describe('a question that WhatsApp refuses', () => {
	const refusal = { error: { code: 131047, message: 'Re-engagement message' } };

	it('leaves by Not Delivered, with code and reason', async () => {
		graphAnswers(SEND, { status: 400, body: refusal });
		const { outputs, run } = await approval();
		expect(run.status).not.toBe('error');
		expect(outputs.map((items) => items.length)).toEqual([0, 0, 0, 1]);
		expect(outputs[3][0].json).toMatchObject({
			order: 7,
			approved: false,
			data: { approved: false, total: 3 },
			approval: {
				decision: 'notDelivered',
				approved: false,
				failure: { code: '131047', reason: expect.stringMatching(/24 hours/) },
			},
		});
		// In the output pane, as the run is green and its output on the last tab.
		expect(run.data.resultData.runData['Under Test'].at(-1)?.hints).toEqual([
			{
				message: expect.stringMatching(/^Nobody was asked: .*24 hours.*template/i),
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});

	it('with one output says so in the decision', async () => {
		graphAnswers(SEND, { status: 400, body: refusal });
		const { outputs } = await approval({}, { options: { oneOutput: true } });
		expect(outputs).toHaveLength(1);
		expect(outputs[0][0].json).toMatchObject({ approval: { decision: 'notDelivered' } });
	});
});

describe('a template for a closed window', () => {
	const LIST = 'GET /v24.0/200/message_templates';
	const listed = (...data: object[]) => graphAnswers(LIST, { status: 200, body: { data } });
	const parameters = {
		message: 'May it\nbe?',
		options: { template: { __rl: true, mode: 'name', value: 'request_approval|en_US' } },
	};
	const withReplies = (...labels: string[]) =>
		approvalTemplate({
			components: [
				approvalTemplate().components[0],
				{ type: 'BUTTONS', buttons: labels.map((text) => ({ type: 'QUICK_REPLY', text })) },
			],
		});
	const closed = { error: { code: 131047, message: 'Re-engagement message' } };

	it.each([
		['in the panel', { typeVersion: 1.2 }, { message: parameters.message, ...parameters.options }],
		['among the options of a node saved before', {}, parameters],
	])('%s: asks when the buttons are refused, with references of its own', async (...given) => {
		const [, node, chosen] = given;
		listed(approvalTemplate());
		graphAnswers(SEND, { status: 400, body: closed });
		const bodies = takeSend();
		const { run } = await approval(node, chosen);
		expect(statusOf(run)).toBe('waiting');
		const { template } = bodies[0] as unknown as { template: { components: object[] } };
		expect(template.components).toEqual([
			{ type: 'body', parameters: [{ type: 'text', text: 'May it be?' }] },
			...['A', 'B'].map((choice, index) => ({
				type: 'button',
				sub_type: 'quick_reply',
				index: String(index),
				parameters: [
					{ type: 'payload', payload: expect.stringMatching(new RegExp(`^w4${choice}.{1,97}$`)) },
				],
			})),
		]);
	});

	it('is left alone when the buttons are taken, and when they fail for another reason', async () => {
		listed(approvalTemplate());
		const bodies = takeSend();
		await approval({}, parameters);
		expect(bodies[0].interactive).toBeDefined();
		listed(approvalTemplate());
		graphAnswers(SEND, {
			status: 400,
			body: { error: { code: 131026, message: 'Undeliverable' } },
		});
		const { outputs } = await approval({}, parameters);
		expect(outputs[3]).toHaveLength(1);
	});

	it('a link button before the quick replies does not shift the answers', async () => {
		const buttons = [
			{ type: 'URL', text: 'See order', url: 'https://example.com/' },
			...['Approve', 'Reject'].map((text) => ({ type: 'QUICK_REPLY', text })),
		];
		listed(
			approvalTemplate({
				components: [approvalTemplate().components[0], { type: 'BUTTONS', buttons }],
			}),
		);
		graphAnswers(SEND, { status: 400, body: closed });
		const bodies = takeSend();
		await approval({}, parameters);
		const { template } = bodies[0] as unknown as { template: { components: object[] } };
		expect(template.components.slice(1)).toEqual(
			['A', 'B'].map((choice, index) =>
				expect.objectContaining({
					index: String(index + 1),
					parameters: [
						{ type: 'payload', payload: expect.stringMatching(new RegExp(`^w4${choice}`)) },
					],
				}),
			),
		);
	});

	it('its labels are kept with the message', async () => {
		listed(withReplies('Yes, go ahead', 'No'));
		graphAnswers(SEND, { status: 400, body: closed });
		takeSend();
		const { run } = await approval({}, parameters);
		const labels = [
			{ text: 'Yes, go ahead', choice: 'a' },
			{ text: 'No', choice: 'r' },
		];
		expect(savedState(run)).toMatchObject({
			version: 2,
			people: [{ messages: [{ id: 'wamid.question', by: 'template', labels }] }],
		});
	});

	it.each<[string, string[], RegExp]>([
		[
			'in another order',
			['Reject', 'Approve'],
			/"Reject".*place of.*"Approve".*reads like "Reject"/,
		],
		['in another order and language', ['Rechazar', 'Aprobar'], /"Rechazar".*reads like "Reject"/],
		['in another order and more words', ['Reject it now', 'Approve it now'], /reads like "Reject"/],
		['as emoji in another order', ['👎', '👍'], /"👎".*reads like "Reject"/],
		['of which one says the contrary', ['OK, go', 'Yes, please'], /"Yes, please".*like "Approve"/],
		['that are the same', ['Approve', 'approve!'], /two quick-reply buttons "approve!"/],
	])('with labels %s: refused before anybody is asked', async (_what, labels, message) => {
		listed(withReplies(...labels));
		const { error } = await approval({}, parameters);
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
	});

	it.each<[string, string[], object]>([
		['in another language', ['Aprobar', 'Rechazar'], {}],
		['that no list knows', ['Los geht’s', 'Lieber nicht'], {}],
		[
			'that the node has word for word',
			['No objection', 'Yes, wait'],
			{ values: { approveLabel: 'No objection', disapproveLabel: 'Yes, wait' } },
		],
	])('with labels %s it is used', async (_what, labels, approvalOptions) => {
		listed(withReplies(...labels));
		takeSend();
		const options = { ...parameters.options, sendAs: 'template' };
		const { run } = await approval({}, { ...parameters, approvalOptions, options });
		expect(statusOf(run)).toBe('waiting');
	});

	it.each([
		['paused', approvalTemplate({ status: 'PAUSED' }), /is paused/],
		[
			'without buttons',
			approvalTemplate({ components: [{ type: 'BODY', text: '{{1}}' }] }),
			/0 quick-reply/,
		],
		[
			'with more to fill in',
			approvalTemplate({
				components: [{ type: 'BODY', text: '{{1}} {{2}}' }, approvalTemplate().components[1]],
			}),
			/leaves more open/,
		],
	])('%s: refused before anybody is asked', async (_what, template, message) => {
		listed(template);
		const { error } = await approval({}, parameters);
		expect(error?.message).toMatch(message);
	});
});

describe('a question that nobody can be asked', () => {
	const failing = async (onError: 'continueRegularOutput' | 'continueErrorOutput') => {
		const { outputs } = await approval({ onError }, { approver: 'Marta' });
		return outputs.map((items) => items.map(({ json }) => json));
	};

	it('under Continue On Fail leaves by Not Delivered', async () => {
		const [approved, rejected, noAnswer, lost] = await failing('continueRegularOutput');
		expect([approved, rejected, noAnswer]).toEqual([[], [], []]);
		expect(lost).toEqual([
			expect.objectContaining({
				order: 7,
				approved: false,
				data: { approved: false, total: 3 },
				approval: expect.objectContaining({ decision: 'notDelivered', approved: false }),
			}),
		]);
	});

	it('or by the error output', async () => {
		const [approved, rejected, noAnswer, lost, error] = await failing('continueErrorOutput');
		expect([approved, rejected, noAnswer, lost]).toEqual([[], [], [], []]);
		expect(error).toEqual([{ error: expect.stringContaining('no phone number') }]);
	});
});

describe('on n8n before 2.39', () => {
	/** The guard, beside an n8n-workflow without the export that came with 2.39. */
	function guarded(oneOutput: boolean): () => void {
		let guard: typeof import('../../nodes/WhatsAppBusinessApproval/resume/execution').guard;
		jest.isolateModules(() => {
			jest.doMock('n8n-workflow', () => {
				const older = { ...jest.requireActual('n8n-workflow') };
				delete older.checkNodesApiVersion;
				return older;
			});
			({ guard } = jest.requireActual('../../nodes/WhatsAppBusinessApproval/resume/execution'));
			jest.dontMock('n8n-workflow');
		});
		const context = {
			getNode: () => ({ name: 'Under Test', type: 'x', alwaysOutputData: false }),
			getInputData: () => [item],
			runExecutionData: { executionData: {} },
		};
		return () => guard(context as never, oneOutput);
	}

	it('separate exits are refused, one output is not', () => {
		expect(guarded(false)).toThrow(/n8n 2.39 or newer/);
		expect(guarded(true)).not.toThrow();
	});
});

describe('on an n8n that lacks what no version promises', () => {
	/** What all contexts of n8n inherit. */
	const contexts = Object.getPrototypeOf(Object.getPrototypeOf(ExecuteContext.prototype));

	/** Asks while n8n lacks one of its own functions or values. */
	const asking = (lacking: string, getter: boolean) => {
		const before = Object.getOwnPropertyDescriptor(contexts, lacking)!;
		expect(before).toBeDefined();
		Object.defineProperty(
			contexts,
			lacking,
			getter ? { ...before, get: () => undefined } : { ...before, value: undefined },
		);
		return approval({}, { options: { oneOutput: true } }).finally(() =>
			Object.defineProperty(contexts, lacking, before),
		);
	};

	it('no custom execution data: asks and waits all the same', async () => {
		takeSend();
		const { run, waiting, error } = await asking('customData', true);
		expect(error).toBeUndefined();
		expect(statusOf(run)).toBe('waiting');
		expect(waiting?.node.name).toBe('Under Test');
	});

	it('no signed addresses: refused before anybody is asked', async () => {
		const { error } = await asking('getSignedResumeUrl', false);
		expect(error?.message).toMatch(/no signed addresses for answers, so nobody can be asked/);
		expect(error?.description).toMatch(/Compatibility/);
	});

	it('no view of the execution: refused before anybody is asked', () => {
		for (const runExecutionData of [undefined, null, {}]) {
			const context = {
				getNode: () => ({ name: 'Under Test', type: 'x' }),
				getInputData: () => [item],
				runExecutionData,
			};
			expect(() => guard(context as never, true)).toThrow(/cannot remember.*so nobody was asked/);
		}
	});
});

describe('before anybody is asked, the node makes sure that answers can come back', () => {
	const WAITING = 'https://n8n.example.com/webhook-waiting';
	const CALLBACK = '/webhook/1/webhook';
	let number = 300;

	/** Asks from a number that this process has not looked at yet. */
	async function askFrom(configuration: unknown, callback?: { status: number; body: unknown }) {
		const id = String(++number);
		graphAnswers(`GET /v24.0/${id}`, { status: 200, body: configuration });
		if (callback) graphAnswers(`GET ${CALLBACK}`, callback);
		return {
			id,
			ask: () =>
				approval(
					{},
					{ sender: { __rl: true, mode: 'id', value: id }, options: { checkAnswers: true } },
				),
		};
	}
	const leadsTo = (where: object) => ({ webhook_configuration: where });
	const here = () => `${ACCOUNT.baseUrl}${CALLBACK}`;
	const sends = (id: string) =>
		graphAnswers(`POST /v24.0/${id}/messages`, { status: 200, body: SENT });

	it.each(['phone_number', 'whatsapp_business_account', 'application'])(
		'through the callback of the %s; once for many questions',
		async (slot) => {
			const trigger = { status: 200, body: { waitingBase: WAITING, facts: [] } };
			const { id, ask } = await askFrom(leadsTo({ [slot]: here() }), trigger);
			for (let time = 0; time < 2; time++) {
				sends(id);
				expect(statusOf((await ask()).run)).toBe('waiting');
			}
		},
	);

	it('the callback of the number comes before the others', async () => {
		const trigger = { status: 200, body: { waitingBase: WAITING } };
		const configured = { application: 'https://elsewhere.example/', phone_number: here() };
		const { id, ask } = await askFrom(leadsTo(configured), trigger);
		sends(id);
		expect(statusOf((await ask()).run)).toBe('waiting');
	});

	it.each<[string, { status: number; body: unknown }]>([
		['nobody', { status: 404, body: { message: 'not registered' } }],
		['something else', { status: 200, body: 'OK' }],
		["another n8n's trigger", { status: 200, body: { waitingBase: 'https://other/waiting' } }],
	])('%s at the callback: nobody is asked, and what to do is said', async (_who, callback) => {
		const { ask } = await askFrom(leadsTo({ phone_number: here() }), callback);
		const { error } = await ask();
		expect(error?.message).toMatch(
			/Answers to this number go to 127\.0\.0\.1:\d+, but no WhatsApp/,
		);
		expect(error?.description).toMatch(/Publish a workflow/);
	});

	it.each([
		['inside', { here: 'works', outside: 'HTTP 200, text/html' }],
		['from outside', { here: 'HTTP 502', outside: 'works' }],
		['from outside, of one that does not know how it was called', { outside: 'works' }],
	])('a trigger that reaches the waiting address %s only is good enough', async (_way, ways) => {
		const trigger = { status: 200, body: { waitingBase: WAITING, facts: [], ways } };
		const { id, ask } = await askFrom(leadsTo({ phone_number: here() }), trigger);
		sends(id);
		expect(statusOf((await ask()).run)).toBe('waiting');
	});

	it.each([
		['neither way', { here: 'HTTP 502', outside: 'HTTP 302, text/html' }],
		['not from outside, and knows no other way', { outside: 'HTTP 302, text/html' }],
	])('a trigger that reaches the waiting address %s: nobody is asked', async (_way, ways) => {
		const trigger = { status: 200, body: { waitingBase: WAITING, facts: [], ways } };
		const { ask } = await askFrom(leadsTo({ phone_number: here() }), trigger);
		const { error } = await ask();
		expect(error?.message).toMatch(/could not hand an answer .*nobody was asked.*HTTP 302/);
		expect(error?.description).toContain(WAITING);
	});

	describe('and that it could verify them', () => {
		const outside = 'https://n8n.example.com';
		const ways = { here: 'works', outside: 'works' };
		const trigger = { status: 200, body: { waitingBase: WAITING, facts: [], ways } };
		beforeAll(() => rememberAddress({ outside, here: ACCOUNT.baseUrl }));

		const askTesting = async (answer: Answer) => {
			const callback = leadsTo({ phone_number: `${outside}${CALLBACK}` });
			const { id, ask } = await askFrom(callback, trigger);
			const tests: Array<{ body: unknown; headers: object }> = [];
			graphAnswers(`POST ${CALLBACK}`, (body, { headers }) => {
				tests.push({ body, headers });
				return answer;
			});
			return { id, ask, tests };
		};

		it('a trigger with another secret: nobody is asked, and the credential is named', async () => {
			const { ask, tests } = await askTesting({ status: 401, body: 'Unauthorized' });
			const { error } = await ask();
			expect(error?.message).toMatch(/"Test" has another app secret.*nobody was asked/);
			expect(error?.description).toMatch(/same credential here and in the WhatsApp Business Trig/);
			expect(tests).toEqual([
				{
					body: { object: 'whatsapp_business_account', entry: [] },
					headers: expect.objectContaining({
						'x-hub-signature-256': expect.stringMatching(/^sha256=/),
						'x-whatsapp-business-test': '1',
					}),
				},
			]);
		});

		it.each<[string, Answer]>([
			['lets it in', { status: 200, body: 'OK' }],
			['is busy', { status: 503, body: 'Please deliver again' }],
			['stands behind a proxy with a password', { status: 401, body: '<h1>401</h1>' }],
		])('a trigger that %s is asked no further', async (_what, answer) => {
			const { id, ask } = await askTesting(answer);
			sends(id);
			expect(statusOf((await ask()).run)).toBe('waiting');
		});

		it('a credential without the secret: nobody is asked', async () => {
			const { appSecret } = ACCOUNT;
			ACCOUNT.appSecret = '';
			try {
				const { error } = await approval({}, { options: { checkAnswers: true } });
				expect(error?.message).toMatch(/no app secret \("Test"\)/);
				expect(error?.message).toContain('nobody was asked');
				expect(error?.description).toContain('app secret');
			} finally {
				ACCOUNT.appSecret = appSecret;
			}
		});
	});

	it('a public address out of reach is no hindrance where this n8n was called inside before', async () => {
		const outside = 'https://n8n.example.com';
		rememberAddress({ outside, here: ACCOUNT.baseUrl });
		const ways = { here: 'works', outside: 'connection refused' };
		const trigger = { status: 200, body: { waitingBase: WAITING, facts: [], ways } };
		const { id, ask } = await askFrom(leadsTo({ phone_number: `${outside}${CALLBACK}` }), trigger);
		graphAnswers(`POST ${CALLBACK}`, { status: 200, body: 'OK' });
		sends(id);
		expect(statusOf((await ask()).run)).toBe('waiting');
	});

	it('no callback at all: nobody is asked', async () => {
		const { ask } = await askFrom(leadsTo({}));
		expect((await ask()).error?.message).toMatch(/Nothing receives the answers/);
	});

	it('what cannot be found out stops nobody', async () => {
		const closed = await askFrom(leadsTo({ phone_number: 'http://127.0.0.1:1/webhook' }));
		sends(closed.id);
		expect(statusOf((await closed.ask()).run)).toBe('waiting');
		const id = String(++number);
		graphAnswers(`GET /v24.0/${id}`, {
			status: 403,
			body: { error: { code: 10, message: 'Permission denied' } },
		});
		sends(id);
		const sender = { __rl: true, mode: 'id', value: id };
		const { run } = await approval({}, { sender, options: { checkAnswers: true } });
		expect(statusOf(run)).toBe('waiting');
	});
});

describe('options', () => {
	type Message = Record<string, { body: string } & Record<string, unknown>>;
	const sentWith = async (parameters: Record<string, unknown>) => {
		const bodies = takeSend() as unknown as Message[];
		const asked = await approval({}, parameters);
		return { body: bodies[0], ...asked };
	};

	it('free text is asked without buttons', async () => {
		const { body, waiting } = await sentWith({ responseType: 'freeText' });
		expect(body).toMatchObject({ type: 'text', text: { body: 'May it be?' } });
		expect(waiting?.data.main.map((items) => items?.length)).toEqual([0, 1, 0]);
	});

	it('the language is that of the buttons', async () => {
		const { body } = await sentWith({ options: { language: 'pt' } });
		expect(JSON.stringify(body.interactive)).toContain('Aprovar');
	});

	const sending = { neverAsk: '+1 202 555 0199', checkAnswers: false };
	const answers = { typedAnswers: false, askReason: true, reasonText: 'Why?', reasonMinutes: 5 };
	const texts = { header: 'Delivery 4711', language: 'pt', confirmation: 'Noted' };

	it.each([
		[
			'one collection of a node saved before',
			1.1,
			{ options: { ...sending, ...answers, ...texts } },
		],
		['three collections', 1.2, { options: sending, answers, texts, limitType: 'none' }],
	])('are read from %s', async (_where, typeVersion, parameters) => {
		const bodies = takeSend();
		const { run } = await approval({ typeVersion }, parameters);
		expect(JSON.stringify(bodies[0].interactive)).toMatch(/Delivery 4711.*Aprovar/);
		expect(savedState(run)).toMatchObject({
			excluded: [{ phone: '12025550199' }],
			typed: false,
			reasonMinutes: 5,
			language: 'pt',
			texts: { reason: 'Why?', confirmation: 'Noted' },
		});
	});

	it('a question that is answered in writing has none about what counts', async () => {
		takeSend();
		const parameters = { responseType: 'freeText', answers, texts, limitType: 'none' };
		const { run } = await approval({ typeVersion: 1.2 }, parameters);
		expect(savedState(run)).toMatchObject({ typed: true, reasonMinutes: 0, language: 'pt' });
	});

	it('in order only the first is asked', async () => {
		const { waiting } = await sentWith({
			approver: '+12025550111, +12025550112',
			whoDecides: 'order',
		});
		const { history } = waiting?.data.main[2]?.[0].json.approval as { history: object[] };
		expect(history).toHaveLength(1);
	});

	it.each([
		['a reminder without a deadline', { reminder: { values: { amount: 1 } } }, /there is none/],
		[
			'a reminder before the question',
			{
				deadline: {
					values: { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'hours' },
				},
				reminder: { values: { amount: 2, unit: 'hours' } },
			},
			/before the question/,
		],
		[
			'working hours without a day',
			{
				deadline: {
					values: { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'hours' },
				},
				workingHours: { values: { days: [] } },
			},
			/working hours are not complete/,
		],
		['template only, and none chosen', { sendAs: 'template' }, /no template is chosen/],
	])('%s: refused before anybody is asked', async (_what, options, message) => {
		const { error } = await approval({}, { options });
		expect(error?.message).toMatch(message);
		expect(error?.description).toBeTruthy();
	});

	it('with a deadline the timer stands behind the waiting node, and nothing leaves by itself', async () => {
		const values = { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'hours' };
		const { waiting, run } = await sentWith({ options: { deadline: { values } } });
		expect(waiting?.data.main.flat()).toEqual([]);
		const [, timer] = run.data.executionData!.nodeExecutionStack;
		expect(timer.node).toMatchObject({ name: 'Under Test', disabled: false });
	});
});
