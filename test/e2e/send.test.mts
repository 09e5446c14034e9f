import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorOf, outputsOf } from '../../playground/workflows/executionData.mts';
import { simulatedCredential } from '../../playground/workflows/playgroundCredential.mts';
import { flow, install, ours, sender, start, webhookStart } from './flows.mts';
import { bubbleWith } from './phones.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

let stack: Stack;
beforeAll(async () => {
	stack = await startStack();
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

const DIEGO = '+1 202 555 0112';

/** Start → Send, with the given parameters. */
function sendFlow(parameters: Record<string, unknown>, node: object = {}) {
	const send = ours(stack, 'whatsAppBusiness', 'Send', {
		provider: 'meta',
		resource: 'message',
		sender: sender(stack),
		to: DIEGO,
		options: {},
		...parameters,
	});
	return flow('Send', [webhookStart(`send-${Math.random()}`), { ...send, ...node }], {
		Start: [['Send']],
	});
}

describe('the credential', () => {
	const test = (changes: object) => {
		const { data, ...rest } = simulatedCredential(stack.simulator);
		return stack.rest.testCredential({ ...rest, data: { ...data, ...changes } });
	};

	it('is tested, and tells a bad token from a wrong account', async () => {
		expect(await test({})).toMatchObject({ status: 'OK' });
		expect(await test({ accessToken: 'EAAWRONG' })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('access token is wrong or has expired'),
		});
		expect(await test({ businessAccountId: '999' })).toMatchObject({
			status: 'Error',
			message: expect.stringContaining('no WhatsApp Business Account with this ID'),
		});
		const elsewhere = await test({ baseUrl: `${stack.n8n.url}/rest/settings?` });
		expect(elsewhere.status).toBe('Error');
	}, 60_000);
});

describe('a template', () => {
	it('with named variables reaches the phone filled in', async () => {
		const workflow = await install(
			stack,
			sendFlow({
				operation: 'sendTemplate',
				template: { __rl: true, mode: 'list', value: 'route_change_update|es' },
				variables: {
					mappingMode: 'defineBelow',
					value: { 'body.driver_name': '={{ $json.body.driver }}', 'body.new_route': 'la costa' },
				},
			}),
		);
		await start(stack, workflow, { driver: 'Diego' });
		const done = await executionIn(stack, workflow.id, 'success');
		expect(outputsOf(done, 'Send')[0]![0]!.json).toMatchObject({
			status: 'accepted',
			messageId: expect.stringMatching(/^wamid\./),
			text: expect.stringContaining('Hola Diego, tu ruta ha cambiado'),
		});
		const { view } = await bubbleWith(stack, 'diego', 'Hola Diego');
		expect(view.text).toContain('la costa');
	}, 60_000);

	it.each([
		[
			'a one-time code',
			'sign_in_code',
			{ 'body.1': '471147' },
			'*471147* is your verification code',
		],
		[
			'an offer that ends',
			'weekend_offer',
			{ 'offer.ends': '2099-11-30T18:00', 'body.1': 'Ana', 'button.0': 'BOX25', 'button.1': 'x' },
			'Good news, Ana!',
		],
		[
			'a carousel',
			'new_boxes',
			{
				'body.1': 'Ana',
				'card.0.header.media': 'https://example.com/small.jpg',
				'card.0.body.1': '3',
				'card.0.button.0': 'more:small',
				'card.0.button.1': 'small',
				'card.1.header.media': 'https://example.com/large.jpg',
				'card.1.body.1': '9',
				'card.1.button.1': 'large',
			},
			'Large boxes, 9 left.',
		],
		['a flow', 'book_a_slot', { 'body.1': 'Ana' }, 'Your parcel is here, Ana.'],
	])(
		'with %s reaches the phone',
		async (_what, name, value, text) => {
			const workflow = await install(
				stack,
				sendFlow({
					operation: 'sendTemplate',
					template: { __rl: true, mode: 'list', value: `${name}|en_US` },
					variables: { mappingMode: 'defineBelow', value },
				}),
			);
			await start(stack, workflow);
			const done = await executionIn(stack, workflow.id, 'success');
			expect(outputsOf(done, 'Send')[0]![0]!.json.text).toContain(text);
			await bubbleWith(stack, 'diego', text);
		},
		60_000,
	);

	it('that is paused is refused before the call, in words', async () => {
		const workflow = await install(
			stack,
			sendFlow({
				operation: 'sendTemplate',
				template: { __rl: true, mode: 'list', value: 'promo_paused|en_US' },
				variables: { mappingMode: 'defineBelow', value: {} },
			}),
		);
		await start(stack, workflow);
		const failed = await executionIn(stack, workflow.id, 'error');
		expect(errorOf(failed)).toContain('"promo_paused" is paused');
	}, 60_000);
});

it('an agent can send as a tool, and have a person review; it cannot approve as a tool', async () => {
	const types = await stack.rest.request('get', '/../types/nodes.json');
	const ours = Object.values<{ name?: string }>(types)
		.map(({ name }) => name ?? '')
		.filter((name) => name.startsWith('n8n-nodes-whatsapp-business.'))
		.map((name) => name.split('.')[1]);
	expect(ours.sort()).toEqual([
		'whatsAppBusiness',
		'whatsAppBusinessApproval',
		'whatsAppBusinessApprovalHitlTool',
		'whatsAppBusinessTool',
		'whatsAppBusinessTrigger',
	]);
}, 60_000);

describe('the editor', () => {
	const node = () => ({
		nodeTypeAndVersion: { name: 'n8n-nodes-whatsapp-business.whatsAppBusiness', version: 1 },
		credentials: {
			metaWhatsAppCloudApi: { id: stack.credential.id, name: stack.credential.name },
		},
	});
	const currentNodeParameters = {
		provider: 'meta',
		template: { __rl: true, mode: 'list', value: 'order_ready|en_US' },
	};
	const dynamic = (kind: string, request: object) =>
		stack.rest.request('post', `/dynamic-node-parameters/${kind}`, {
			...node(),
			currentNodeParameters,
			...request,
		});
	const search = (request: object) =>
		dynamic('resource-locator-results', {
			path: 'parameters.template',
			methodName: 'searchTemplates',
			...request,
		});

	it('lists all templates page by page, with language and state', async () => {
		const found: string[] = [];
		let paginationToken: string | undefined;
		do {
			const page = await search({ paginationToken });
			found.push(...page.results.map(({ name }: { name: string }) => name));
			paginationToken = page.paginationToken;
		} while (paginationToken);
		expect(found.length).toBeGreaterThan(50);
		expect(new Set(found).size).toBe(found.length);
		expect(found).toEqual(
			expect.arrayContaining(['route_change_update – es', 'promo_paused – en_US (paused)']),
		);
	}, 60_000);

	it('finds templates by name and by text', async () => {
		const named = await search({ filter: 'filler_04' });
		expect(named.results).toHaveLength(1);
		const worded = await search({ filter: 'tu ruta ha cambiado' });
		expect(worded.results.map(({ value }: { value: string }) => value)).toEqual([
			'route_change_update|es',
		]);
	}, 60_000);

	it('shows the variables of the template as fields', async () => {
		const { fields } = await dynamic('resource-mapper-fields', {
			path: 'parameters.variables',
			methodName: 'getTemplateVariables',
		});
		expect(fields.map(({ id }: { id: string }) => id)).toEqual([
			'header.order_number',
			'body.customer_name',
			'body.order_number',
			'button.0',
		]);
	}, 60_000);

	it('shows a date to choose for the end of an offer, and a code once', async () => {
		const fieldsOf = async (name: string) => {
			const { fields } = await dynamic('resource-mapper-fields', {
				path: 'parameters.variables',
				methodName: 'getTemplateVariables',
				currentNodeParameters: {
					...currentNodeParameters,
					template: { __rl: true, mode: 'list', value: `${name}|en_US` },
				},
			});
			return fields.map(({ displayName, type }: Record<string, string>) => [displayName, type]);
		};
		expect(await fieldsOf('sign_in_code')).toEqual([['Code', 'string']]);
		expect(await fieldsOf('weekend_offer')).toContainEqual([
			'Offer ends (date and time)',
			'dateTime',
		]);
	}, 60_000);

	it('offers the variables that can be shown as amounts or dates', async () => {
		const found = await dynamic('options', {
			path: 'parameters.options.showAs.variable[0].id',
			methodName: 'getTextVariables',
		});
		expect(found).toEqual([
			{ name: 'Header: order_number', value: 'header.order_number' },
			{ name: 'Body: customer_name', value: 'body.customer_name' },
			{ name: 'Body: order_number', value: 'body.order_number' },
		]);
	}, 60_000);
});

describe('a slow or silent Graph', () => {
	it('that answers too late: it is said that the message may have gone out', async () => {
		await stack.phones.post('/switches', {
			graphFault: { match: '/messages', kind: 'slow', milliseconds: 33_000, times: 1 },
		});
		const workflow = await install(stack, sendFlow({ operation: 'sendText', text: 'Too late' }));
		await start(stack, workflow);
		const failed = await executionIn(stack, workflow.id, 'error');
		expect(failed.data.resultData.error).toMatchObject({
			message: expect.stringContaining('no answer within 30 seconds'),
			description: expect.stringContaining('may or may not have gone out'),
		});
		await bubbleWith(stack, 'diego', 'Too late');
	}, 90_000);

	it('is a clear failure, and no secret is in it or in the log', async () => {
		await stack.phones.post('/switches', {
			graphFault: { match: '/messages', kind: 'hangup', times: 1 },
		});
		const workflow = await install(stack, sendFlow({ operation: 'sendText', text: 'Hello' }));
		await start(stack, workflow);
		const failed = await executionIn(stack, workflow.id, 'error');
		expect(errorOf(failed)).toContain('did not answer');
		const { accessToken, appSecret } = stack.simulator.account;
		for (const secret of [accessToken, appSecret]) {
			expect(JSON.stringify(failed)).not.toContain(secret);
			expect(stack.n8n.log()).not.toContain(secret);
		}
	}, 60_000);

	it('several items under Continue On Fail each get their own result', async () => {
		const workflow = await install(
			stack,
			sendFlow(
				{ operation: 'sendText', text: 'Hello again', to: '={{ $json.body.to }}' },
				{ onError: 'continueRegularOutput' },
			),
		);
		await start(stack, workflow, { to: 'nobody' });
		const done = await executionIn(stack, workflow.id, 'success');
		expect(outputsOf(done, 'Send')[0]![0]!.json).toMatchObject({
			error: expect.stringContaining('"nobody" is no phone number'),
		});
	}, 60_000);
});
