import { HookContext } from 'n8n-core';
import type {
	IDataObject,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';
import { ACCOUNT, nodeTypes, TestCredentials } from './engine';
import { expectAllFetched, graphAnswers, startGraph, stopGraph } from './graphDouble';
import { triggerNode } from './triggerHost';

const PHONE = '300';
const FOREIGN = 'https://crm.example.org/whatsapp';
const ok = (body: unknown) => ({ status: 200, body });

beforeAll(async () => {
	ACCOUNT.baseUrl = await startGraph();
});
afterAll(async () => await stopGraph());
afterEach(() => expectAllFetched());

/** A trigger as n8n publishes it, tries it and takes it back; `saved` is what n8n's static data remember. */
function hooks(options: { replace?: boolean } = {}) {
	let saved = '{}';
	const node = triggerNode('trigger', {
		receive: 'phone',
		sender: { __rl: true, mode: 'id', value: PHONE },
		options,
	});
	const call = async (
		method: 'checkExists' | 'create' | 'delete',
		mode: WorkflowExecuteMode = 'trigger',
	) => {
		const workflow = new Workflow({
			id: 'workflow',
			nodes: [node],
			connections: {},
			active: true,
			nodeTypes,
			staticData: JSON.parse(saved) as IDataObject,
		});
		const type = nodeTypes.getByNameAndVersion(node.type);
		const webhookDescription = type.description.webhooks!.find(({ name }) => name === 'default')!;
		const context = new HookContext(
			workflow,
			node,
			{
				credentialsHelper: new TestCredentials(),
				webhookBaseUrl: 'https://n8n.example.com/webhook',
				webhookTestBaseUrl: 'https://n8n.example.com/webhook-test',
			} as unknown as IWorkflowExecuteAdditionalData,
			mode,
			'activate',
			{ webhookDescription, isTest: mode === 'manual' } as never,
		);
		const { [method]: hook } = (
			type as unknown as {
				webhookMethods: { default: Record<typeof method, (this: HookContext) => Promise<boolean>> };
			}
		).webhookMethods.default;
		const answer = await hook.call(context);
		saved = JSON.stringify(workflow.staticData);
		return answer;
	};
	return {
		call,
		saved: () => (JSON.parse(saved) as Record<string, IDataObject>)['node:Trigger']?.registration,
		url: (mode: 'webhook' | 'webhook-test') => `https://n8n.example.com/${mode}/1f0a/webhook`,
	};
}

/** What Meta says of the number's callback. */
const callbackIs = (url?: string) =>
	graphAnswers(
		`GET /v24.0/${PHONE}`,
		ok({
			webhook_configuration: { phone_number: url, application: 'https://elsewhere.example.org/' },
			id: PHONE,
		}),
	);

const tokenIsGood = () =>
	graphAnswers(
		'GET /v24.0/debug_token',
		ok({
			data: {
				app_id: ACCOUNT.appId,
				is_valid: true,
				type: 'SYSTEM_USER',
				scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
			},
		}),
	);

/** An account with everything in place. @returns the callbacks that are written */
function account(callback?: string): string[] {
	const written: string[] = [];
	const app = { id: ACCOUNT.appId, name: 'App' };
	tokenIsGood();
	callbackIs(callback);
	graphAnswers(
		`GET /v24.0/${ACCOUNT.appId}/subscriptions`,
		ok({
			data: [
				{
					object: 'whatsapp_business_account',
					callback_url: 'https://elsewhere.example.org/',
					active: true,
					fields: ['messages', 'standby'].map((name) => ({ name, version: 'v24.0' })),
				},
			],
		}),
	);
	graphAnswers(
		`GET /v24.0/${ACCOUNT.businessAccountId}/subscribed_apps`,
		ok({ data: [{ whatsapp_business_api_data: app }] }),
	);
	callbackIsWritten(written);
	return written;
}

const callbackIsWritten = (written: string[]) =>
	graphAnswers(`POST /v24.0/${PHONE}`, (body) => {
		const { webhook_configuration: set } = body as {
			webhook_configuration: { override_callback_uri: string };
		};
		written.push(set.override_callback_uri);
		return ok({ success: true });
	});

describe('a trigger that is published', () => {
	it('makes Meta call it, remembers that, and knows itself afterwards', async () => {
		const { call, saved, url } = hooks();
		expect(await call('checkExists')).toBe(false);
		const written = account();
		expect(await call('create')).toBe(true);
		expect(written).toEqual([url('webhook')]);
		expect(saved()).toMatchObject({ scope: 'phone', senderId: PHONE, callbackUrl: url('webhook') });
		callbackIs(url('webhook'));
		expect(await call('checkExists')).toBe(true);
		callbackIs(FOREIGN);
		expect(await call('checkExists')).toBe(false);
	});

	it('gives the number back when it is taken back, and forgets it', async () => {
		const { call, saved, url } = hooks();
		account();
		await call('create');
		callbackIs(url('webhook'));
		const written: string[] = [];
		callbackIsWritten(written);
		expect(await call('delete')).toBe(true);
		expect(written).toEqual(['']);
		expect(saved()).toBeUndefined();
	});

	it('gives the number back even where n8n has lost what it remembered', async () => {
		const { call, url } = hooks();
		for (const [callback, expected] of [
			[url('webhook'), ['']],
			[FOREIGN, []],
		] as const) {
			callbackIs(callback);
			const written: string[] = [];
			if (expected.length > 0) callbackIsWritten(written);
			expect(await call('delete')).toBe(true);
			expect(written).toEqual(expected);
		}
	});

	it('leaves alone what somebody else has taken meanwhile', async () => {
		const { call, saved } = hooks();
		account();
		await call('create');
		callbackIs(FOREIGN);
		expect(await call('delete')).toBe(true);
		expect(saved()).toBeUndefined();
	});

	it('takes a callback that is somebody else’s only where the builder said so', async () => {
		tokenIsGood();
		callbackIs(FOREIGN);
		await expect(hooks().call('create')).rejects.toThrow(FOREIGN);
		expectAllFetched();
		const written = account(FOREIGN);
		const { call, url } = hooks({ replace: true });
		expect(await call('create')).toBe(true);
		expect(written).toEqual([url('webhook')]);
	});
});

describe('a test run', () => {
	it('takes the place of the published trigger, and gives it back', async () => {
		const { call, url } = hooks();
		expect(await call('checkExists', 'manual')).toBe(false);
		const written = account(url('webhook'));
		expect(await call('create', 'manual')).toBe(true);
		expect(written).toEqual([url('webhook-test')]);
		callbackIs(url('webhook-test'));
		callbackIsWritten(written);
		expect(await call('delete', 'manual')).toBe(true);
		expect(written).toEqual([url('webhook-test'), url('webhook')]);
	});
});
