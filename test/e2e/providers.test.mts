import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import axios from 'axios';
import { providers } from '../../dist/nodes/providers/index.js';
import { outputsOf, type Execution } from '../../playground/workflows/executionData.mts';
import { simulatedCredential } from '../../playground/workflows/playgroundCredential.mts';
import { simulatedProviders } from '../../playground/simulator/providers/index.mts';
import { waitFor } from '../../playground/waitFor.mts';
import {
	approvalFlow,
	flow,
	inboxFlow,
	install,
	ours,
	provider as providerOf,
	sender,
	start,
	webhookStart,
	type ApprovalFlow,
} from './flows.mts';
import {
	bubbles,
	bubbleWith,
	deliveredWebhook,
	reported,
	tap,
	write,
	type Bubble,
} from './phones.mts';
import { besides, executionIn, startStack, type Stack } from './stack.mts';

const DIEGO = '+1 202 555 0112';
const MARTA = '+1 202 555 0111';
const PRIYA = '+1 202 555 0113';
const NOBODY = '+1 202 555 0199';
const TEMPLATE = { __rl: true, mode: 'name', value: 'request_approval|en_US' };

jest.setTimeout(60_000);

let first: Stack;
beforeAll(async () => {
	first = await startStack();
}, 240_000);
afterAll(() => first?.stop(), 60_000);

it('every provider of the package can be played', () => {
	expect(simulatedProviders.map(({ id }) => id)).toEqual(providers.map(({ id }) => id));
});

/** The same scenarios for each. Meta's own, in more depth, are in the other files. */
describe.each(providers.filter(({ id }) => id !== 'meta').map((one) => [one.name, one] as const))(
	'%s',
	(_name, provider) => {
		let stack: Stack;
		let inbox: { id: string };
		let inboxUrl: string;
		let silent: { id: string };
		let asked = 0;

		const callback = async (): Promise<string | null> =>
			(await stack.phones.get('/state')).data.callback;
		/** The newest execution that has ended; `0` for none. n8n's list may leave out one that ends just now. */
		const lastSeen = async () =>
			(await stack.rest.executions({ workflowId: inbox.id, status: 'success' }))[0]?.id ?? '0';

		beforeAll(async () => {
			stack = await besides(first, provider.id);
			const workflow = inboxFlow(stack, { events: ['message', 'reply'] });
			workflow.name = `Inbox ${provider.id}`;
			inbox = await install(stack, workflow);
			inboxUrl = `${stack.n8n.url}/webhook/${workflow.nodes[0]!.webhookId}/webhook`;
			if (provider.registration === undefined)
				await stack.phones.post('/callback', { url: inboxUrl });
			await pasteIntoCredential();
			silent = await askInSilence();
		}, 60_000);
		afterAll(async () => {
			if (stack === undefined) return;
			await stack.rest.deactivate(inbox.id);
			await stack.stop();
		}, 60_000);

		async function ask(wanted: Partial<ApprovalFlow> & { words?: string } = {}) {
			const name = `Approval ${provider.id} ${++asked}`;
			const workflow = await install(
				stack,
				approvalFlow(stack, { approver: MARTA, name, ...wanted }),
			);
			const subject = wanted.words ?? `${provider.name} question ${asked}`;
			await start(stack, workflow, { subject });
			return { workflow, subject };
		}

		/** Where no API tells the trigger's URL, the credential is told it. */
		async function pasteIntoCredential(): Promise<void> {
			const wanted = simulatedCredential(stack.simulator);
			if (provider.registration !== undefined || !('webhookUrl' in wanted.data)) return;
			const data = { ...wanted.data, webhookUrl: inboxUrl };
			await stack.rest.updateCredential(stack.credential.id, { ...wanted, data });
		}

		/** n8n looks at deadlines once a minute, so one that passes is waited for at the end. */
		async function askInSilence(): Promise<{ id: string }> {
			const values = { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' };
			return (await ask({ approver: PRIYA, options: { deadline: { values } } })).workflow;
		}

		/** Asks Marta, and waits until the execution does. */
		async function waiting(wanted: Partial<ApprovalFlow> = {}) {
			const { workflow, subject } = await ask(wanted);
			const bubble = await bubbleWith(stack, 'marta', subject);
			const execution = await executionIn(stack, workflow.id, 'waiting');
			return { workflow, bubble, execution };
		}

		const done = (workflowId: string) => executionIn(stack, workflowId, 'success');
		const approvalOf = (execution: Execution) =>
			outputsOf(execution, 'Ask').flat()[0]!.json.approval as {
				decision: string;
				comment?: string;
				person?: { phone?: string };
				history: Array<{ event: string; reason?: string }>;
				failure?: { reason: string; hint: string };
			};
		const exitOf = (execution: Execution) =>
			outputsOf(execution, 'Ask').findIndex((items) => items.length > 0);

		describe('trigger', () => {
			it('is called by the provider once the workflow is published', async () => {
				expect((await callback())?.split('?')[0]).toBe(inboxUrl);
			});

			it('starts once for a message, with the words, also when it comes twice', async () => {
				await stack.phones.post('/switches', { deliverTwice: true });
				const before = await lastSeen();
				const id = await write(stack, 'marta', 'Olá, ação & "100 %" + 👋');
				await deliveredWebhook(stack, id);
				await waitFor(async () => {
					const { data } = await stack.phones.get('/webhooks');
					return data.find((one: { id: string }) => one.id === id).attempts.length === 2;
				});
				await stack.phones.post('/switches', { deliverTwice: false });
				const execution = await executionIn(stack, inbox.id, 'success', { after: before });
				expect(await lastSeen()).toBe(execution.id);
				expect(outputsOf(execution, 'Inbox')[0]![0]!.json).toMatchObject({
					provider: provider.id,
					event: 'message',
					kind: 'text',
					text: 'Olá, ação & "100 %" + 👋',
					from: { phone: '12025550111' },
				});
			});

			it('refuses what is not proven, says why in the log, and starts nothing', async () => {
				const earlier = await lastSeen();
				const id = await write(stack, 'marta', 'Genuine');
				const { body } = await deliveredWebhook(stack, id);
				const genuine = stack.simulator.state.journal.webhooks.find((one) => one.id === id)!;
				expect(body).toEqual(genuine.body);
				const before = await executionIn(stack, inbox.id, 'success', { after: earlier });
				for (const signature of ['none', 'wrong']) {
					const { data } = await stack.phones.post('/webhook', {
						body: genuine.rawBody.replace('Genuine', 'Forged'),
						signature,
						target: await callback(),
					});
					expect(data.status).toBe(401);
				}
				expect(await lastSeen()).toBe(before.id);
				expect(stack.n8n.log()).toContain(`Check the ${provider.webhooks.secretName}`);
			});

			it('hands each webhook on to a further workflow, where it is proven once more', async () => {
				const second = inboxFlow(stack, { receive: 'manual', events: ['message'] });
				second.name = `Second inbox ${provider.id}`;
				const { id } = await install(stack, second);
				const url = `${stack.n8n.url}/webhook/${second.nodes[0]!.webhookId}/webhook`;
				const whole = await stack.rest.workflow(inbox.id);
				whole.nodes[0]!.parameters.options = { forwardTo: url };
				await stack.rest.updateWorkflow(inbox.id, { nodes: whole.nodes });
				await stack.rest.activate(inbox.id);
				await write(stack, 'diego', 'For both of you');
				const execution = await executionIn(stack, id, 'success');
				expect(outputsOf(execution, 'Inbox')[0]![0]!.json.text).toBe('For both of you');
				whole.nodes[0]!.parameters.options = {};
				await stack.rest.updateWorkflow(inbox.id, { nodes: whole.nodes });
				await stack.rest.activate(inbox.id);
				await stack.rest.deactivate(id);
			});
		});

		describe('sending', () => {
			it.each([
				['sendText', { text: 'Plain words' }, 'Plain words'],
				[
					'sendReplyButtons',
					{ body: 'How did it go?', buttons: { button: [{ title: 'Done', id: 'done-1' }] } },
					'How did it go?',
				],
				[
					'sendList',
					{
						body: 'Which day?',
						listButton: 'Choose',
						rows: { row: [{ title: 'Monday', id: 'mon' }] },
					},
					'Which day?',
				],
				[
					'sendMedia',
					{ mediaType: 'image', link: 'https://example.com/parcel.jpg', caption: 'Your parcel' },
					'Your parcel',
				],
				[
					'sendTemplate',
					{
						template: { __rl: true, mode: 'name', value: 'delivery_update|en' },
						variables: {
							mappingMode: 'defineBelow',
							value: { 'body.1': 'Priya', 'body.2': '4711' },
						},
					},
					'Hi Priya, your delivery 4711 is on its way.',
				],
			])('%s reaches the phone', async (operation, parameters, words) => {
				const node = ours(stack, 'whatsAppBusiness', 'Send', {
					provider: providerOf(stack),
					resource: 'message',
					operation,
					sender: sender(stack),
					to: '+1 (202) 555-0113',
					options: {},
					...parameters,
				});
				const path = `send-${provider.id}-${operation}`;
				const workflow = await install(
					stack,
					flow(path, [webhookStart(path), node], { Start: [['Send']] }),
				);
				await start(stack, workflow);
				const bubble = await bubbleWith(stack, 'priya', words);
				const execution = await done(workflow.id);
				const [item] = outputsOf(execution, 'Send')[0]!;
				expect(item!.json).toMatchObject({ messageId: bubble.id, to: { phone: '12025550113' } });
				await stack.rest.deactivate(workflow.id);
			});

			it('the sender and the templates can be chosen from lists', async () => {
				const { type, id, name } = stack.credential;
				const list = async (
					path: string,
					methodName: string,
					filter: string,
				): Promise<unknown[]> => {
					const { results } = await stack.rest.request(
						'post',
						'/dynamic-node-parameters/resource-locator-results',
						{
							nodeTypeAndVersion: {
								name: 'n8n-nodes-whatsapp-business.whatsAppBusiness',
								version: 1,
							},
							credentials: { [type]: { id, name } },
							currentNodeParameters: { provider: provider.id },
							path: `parameters.${path}`,
							methodName,
							filter,
						},
					);
					return results.map(({ value }: { value: unknown }) => value);
				};
				expect(await list('template', 'searchTemplates', 'request_appr')).toEqual([TEMPLATE.value]);
				expect(await list('sender', 'searchSenders', '')).toContain(sender(stack).value);
			});

			it('its credential’s test tells a good key from a bad one', async () => {
				const good = stack.simulator.provider.credential(
					stack.simulator.account,
					stack.simulator.url,
				);
				const name = 'Under test';
				expect(await stack.rest.testCredential({ name, ...good })).toMatchObject({ status: 'OK' });
				const data = Object.fromEntries(
					Object.entries(good.data).map(([key, value]) =>
						/key|token|secret/i.test(key) ? [key, 'wrong'] : [key, value],
					),
				);
				const bad = await stack.rest.testCredential({ name, type: good.type, data });
				expect(bad.status).toBe('Error');
			});
		});

		describe('approval', () => {
			it.each([
				['Approve', 'approved', 0],
				['Reject', 'rejected', 1],
			] as const)('%s leaves by its own exit', async (label, decision, exit) => {
				const { workflow, bubble } = await waiting();
				await tap(stack, 'marta', bubble, label);
				const execution = await done(workflow.id);
				expect(exitOf(execution)).toBe(exit);
				expect(approvalOf(execution)).toMatchObject({
					decision,
					choice: label,
					person: { phone: '12025550111' },
				});
				await bubbleWith(stack, 'marta', 'Thank you');
			});

			it('of five choices in a list the chosen one has its exit', async () => {
				const choices = ['Coast', 'Ring', 'Stay', 'Wait', 'Call me'];
				const { workflow, bubble } = await waiting({ choices });
				await stack.phones.post('/people/marta/tap', { messageId: bubble.id, buttonIndex: 4 });
				expect(exitOf(await done(workflow.id))).toBe(4);
			});

			it('nobody answers for another, and a second tap changes nothing', async () => {
				const { workflow, bubble, execution } = await waiting();
				await deliveredWebhook(stack, await tap(stack, 'diego', bubble, 'Approve'));
				expect((await executionIn(stack, workflow.id, 'waiting')).id).toBe(execution.id);
				await tap(stack, 'marta', bubble, 'Reject');
				expect(exitOf(await done(workflow.id))).toBe(1);
				await tap(stack, 'marta', bubble, 'Approve');
				await bubbleWith(stack, 'marta', 'already been closed');
				expect(await stack.rest.executions({ workflowId: workflow.id })).toHaveLength(1);
			});

			it('outside the window the template asks, and a tap on it answers', async () => {
				await stack.phones.post('/switches', { personId: 'marta', windowClosed: true });
				const { workflow } = await ask({ options: { template: TEMPLATE } });
				const bubble = await templateBubble();
				await reported(stack, bubble);
				await executionIn(stack, workflow.id, 'waiting');
				await tap(stack, 'marta', bubble, 'Approve');
				const execution = await done(workflow.id);
				expect(exitOf(execution)).toBe(0);
				const events = approvalOf(execution).history.map(({ event }) => event);
				expect(events).toContain('asked by template');
			});

			// Where pages and recordings disagree about a form, the other one answers as well.
			const other = { gupshup: 'tapsWithoutIds', interakt: 'otherForms', twilio: 'otherForms' }[
				provider.id as string
			];
			if (other !== undefined)
				it.each([['interactive'], ['template']])(
					'a tap in its other form answers: %s',
					async (sendAs) => {
						await stack.phones.post('/switches', { [other]: true });
						const { workflow, subject } = await ask({ options: { template: TEMPLATE, sendAs } });
						await executionIn(stack, workflow.id, 'waiting');
						const bubble =
							sendAs === 'template'
								? await templateBubble()
								: await bubbleWith(stack, 'marta', subject);
						await reported(stack, bubble);
						await tap(stack, 'marta', bubble, 'Reject');
						expect(exitOf(await done(workflow.id))).toBe(1);
						await stack.phones.post('/switches', { [other]: false });
					},
				);

			/** The newest question by template that Marta got. */
			const templateBubble = async (): Promise<Bubble> =>
				await waitFor(
					async () =>
						(await bubbles(stack, 'marta')).findLast(
							({ view, state }) =>
								view.kind === 'template' && ['delivered', 'read'].includes(state),
						),
					{ what: 'Marta to get the template' },
				);

			it('what reaches nobody leaves by Not Delivered, with the reason', async () => {
				const { workflow } = await ask({ approver: NOBODY });
				const execution = await done(workflow.id);
				expect(exitOf(execution)).toBe(3);
				expect(approvalOf(execution).failure?.reason).toMatch(/\w+ \w+/);
			});

			it('the first of several decides, and the others are told', async () => {
				const { workflow, bubble } = await waiting({ approver: `${MARTA}, ${DIEGO}` });
				await tap(stack, 'marta', bubble, 'Approve');
				expect(approvalOf(await done(workflow.id)).decision).toBe('approved');
				await bubbleWith(stack, 'diego', 'Approve');
			});

			it('a rejection waits for its reason, which is written without a quote', async () => {
				const { workflow, bubble } = await waiting({ options: { askReason: true } });
				await tap(stack, 'marta', bubble, 'Reject');
				const question = await bubbleWith(stack, 'marta', 'reason');
				await reported(stack, question);
				await executionIn(stack, workflow.id, 'waiting');
				await write(stack, 'marta', 'The road is closed');
				const { decision, comment } = approvalOf(await done(workflow.id));
				expect({ decision, comment }).toEqual({
					decision: 'rejected',
					comment: 'The road is closed',
				});
			});

			it('its history tells what the provider reported', async () => {
				const { workflow, bubble } = await waiting();
				await reported(stack, bubble, 'delivered');
				await tap(stack, 'marta', bubble, 'Approve');
				const events = approvalOf(await done(workflow.id)).history.map(({ event }) => event);
				expect(events).toEqual(expect.arrayContaining(['asked', 'delivered', 'approved']));
			});

			it('a typed answer counts exactly where the provider says which message it quotes', async () => {
				const { workflow, bubble, execution } = await waiting();
				await reported(stack, bubble);
				const { body } = await deliveredWebhook(stack, await write(stack, 'marta', 'yes', bubble));
				// Infobip pairs answers with messages by itself; that is no quote.
				const quotes = (key: string, value: unknown) =>
					key === 'pairedMessageId' ? undefined : value;
				if (JSON.stringify(body, quotes).includes(bubble.id)) {
					expect(approvalOf(await done(workflow.id)).decision).toBe('approved');
					return;
				}
				expect((await executionIn(stack, workflow.id, 'waiting')).id).toBe(execution.id);
				await tap(stack, 'marta', bubble, 'Reject');
				expect(approvalOf(await done(workflow.id)).decision).toBe('rejected');
			});
		});

		it('silence leaves by No Answer', async () => {
			const execution = await executionIn(stack, silent.id, 'success', { timeout: 120_000 });
			expect(exitOf(execution)).toBe(2);
			expect(approvalOf(execution).decision).toBe('noAnswer');
		}, 130_000);

		describe('registration', () => {
			it('deactivation gives the address up, where the provider lets go', async () => {
				if (provider.registration === undefined) return;
				await stack.rest.deactivate(inbox.id);
				await axios.get(inboxUrl, { proxy: false, validateStatus: () => true });
				await stack.rest.activate(inbox.id);
				expect((await callback())?.split('?')[0]).toBe(inboxUrl);
			});
		});
	},
);
