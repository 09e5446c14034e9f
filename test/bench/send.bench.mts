/**
 * 2,000 templates go out through the packed node in a real n8n, to a platform that takes 80 a second
 * and one message to a person in six seconds. Every one has to be taken exactly once, in hardly more
 * time than the platform's rate allows.
 */
import { executionIn, startStack } from '../e2e/stack.mts';
import { flow, install, noOp, start, webhookStart } from '../e2e/flows.mts';
import { outputsOf } from '../../playground/executionData.mts';
import { startThrottledPlatform, TEMPLATE } from './throttledPlatform.mts';

const COUNT = 2000;
const PER_SECOND = 80;
/** So many people get a second message, so many items after their first: refused at first. */
const TWICE = 5;
const SECONDS = [
	{ at: 20, after: 20 },
	{ at: 150, after: 100 },
];
const CREDENTIAL = 'metaWhatsAppCloudApi';

const platform = await startThrottledPlatform(PER_SECOND);
const stack = await startStack();
try {
	const { id, name } = await stack.rest.createCredential({
		name: 'Throttled',
		type: CREDENTIAL,
		data: {
			accessToken: 'EAATESTTOKEN',
			appId: '100',
			appSecret: 'test-app-secret',
			businessAccountId: '200',
			verifyToken: 'test-verify-token',
			graphVersion: 'v24.0',
			advanced: true,
			baseUrl: platform.url,
		},
	});
	const split = {
		name: 'Split',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'body.orders', options: {} },
	};
	const send = {
		name: 'Send',
		type: 'n8n-nodes-whatsapp-business.whatsAppBusiness',
		typeVersion: 1,
		parameters: {
			provider: 'meta',
			resource: 'message',
			operation: 'sendTemplate',
			sender: { __rl: true, mode: 'id', value: '300' },
			to: '={{ $json.phone }}',
			template: { __rl: true, mode: 'name', value: TEMPLATE },
			variables: { mappingMode: 'defineBelow', value: { 'body.1': '={{ $json.order }}' } },
			options: {},
		},
		credentials: { [CREDENTIAL]: { id, name } },
		onError: 'continueRegularOutput' as const,
	};
	const workflow = await install(
		stack,
		flow('Send', [webhookStart('bench-send'), split, send, noOp('Done')], {
			Start: [['Split']],
			Split: [['Send']],
			Send: [['Done']],
		}),
	);
	await start(stack, workflow, { orders: orders() });
	const execution = await executionIn(stack, workflow.id, 'success', { timeout: 180_000 });

	const [items = []] = outputsOf(execution, 'Send');
	const wanted = orders().map(({ order }) => `Order ${order} is ready.`);
	const inOrder = wanted.filter((text, index) => items[index]?.json.text === text).length;
	const taken = new Set(platform.accepted.map(({ value }) => value)).size;
	const once = taken === COUNT && platform.accepted.length === COUNT && inOrder === COUNT;
	const seconds = execution.data.resultData.runData.Send![0]!.executionTime / 1000;
	const ratios = { wall_vs_rate: Math.round((seconds / (COUNT / PER_SECOND)) * 1000) / 1000 };
	const bars = { wall_vs_rate: 1.05 };
	console.log(
		JSON.stringify({
			bench: 'send',
			ratios,
			bars,
			met: once && ratios.wall_vs_rate <= bars.wall_vs_rate,
			detail: {
				messages: COUNT,
				acceptedOnce: taken,
				accepted: platform.accepted.length,
				inOrder,
				refused: platform.refused,
				templateLists: platform.lists,
				seconds: Math.round(seconds * 10) / 10,
			},
		}),
	);
} finally {
	await stack.stop();
	await platform.stop();
}

/** To different people, apart from a few who get two. */
function orders(): Array<{ order: string; phone: string }> {
	return Array.from({ length: COUNT }, (_, index) => {
		const second = SECONDS.find(({ at }) => index >= at && index < at + TWICE);
		const person = index - (second?.after ?? 0);
		return { order: String(10_000 + index), phone: `+1 202 ${5_550_000 + person}` };
	});
}
