/**
 * What n8n's processor time is for a webhook with a wrong signature, beside one that is let in and starts
 * an execution: one after the other, in turns, on the same n8n.
 */
import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { escapedJson } from '../../playground/simulator/providers/meta/events.mts';
import { signatureOf } from '../../playground/simulator/providers/meta/webhook.mts';
import { waitFor } from '../../playground/waitFor.mts';
import { startStack } from '../e2e/stack.mts';
import { cpuSeconds, METRICS } from './processorTime.mts';
import { median, medianRatio, report, round } from './report.mts';
import { HOST } from './throttledPlatform.mts';
import { installOurs, subscriptions } from './triggerFlows.mts';

const ROUNDS = 7;
const COUNT = 48;

const stack = await startStack({ standIns: { [HOST]: subscriptions }, env: METRICS });
try {
	const { workflow, url } = await installOurs(stack);
	const { appSecret } = stack.simulator.account;
	const stored = async () => {
		const filter = encodeURIComponent(
			JSON.stringify({ workflowId: workflow.id, status: ['success'] }),
		);
		const page = await stack.rest.request('GET', `/executions?filter=${filter}&limit=1`);
		return page.count as number;
	};
	/** @returns milliseconds of processor time for each webhook */
	const run = async (key: string, expected: number): Promise<number> => {
		const before = await stored();
		const cpuBefore = await cpuSeconds(stack);
		for (const body of Array.from({ length: COUNT }, message)) {
			const headers = {
				'content-type': 'application/json',
				'x-hub-signature-256': signatureOf(body, key),
			};
			const { status, data } = await axios.post(url, body, {
				headers,
				proxy: false,
				validateStatus: () => true,
			});
			if (status !== expected)
				throw new Error(`HTTP ${status} instead of ${expected}: ${String(data)}`);
		}
		const starts = expected === 200 ? COUNT : 0;
		await waitFor(async () => (await stored()) === before + starts, {
			every: 50,
			what: `${starts} executions to be stored`,
		});
		return round((((await cpuSeconds(stack)) - cpuBefore) * 1000) / COUNT);
	};
	const accepted: number[] = [];
	const refused: number[] = [];
	// The first round warms up.
	for (let index = 0; index <= ROUNDS; index++) {
		const both = [
			async () => {
				const each = await run(appSecret, 200);
				if (index > 0) accepted.push(each);
			},
			async () => {
				const each = await run('junk', 401);
				if (index > 0) refused.push(each);
			},
		];
		for (const one of index % 2 === 0 ? both : both.toReversed()) await one();
	}
	report({
		bench: 'refused',
		ratios: { vs_accepted: medianRatio(refused, accepted) },
		atMost: { vs_accepted: 1 },
		detail: {
			webhooks: COUNT,
			rounds: ROUNDS,
			cpuMilliseconds: { accepted: median(accepted), refused: median(refused) },
			each: { accepted, refused },
		},
	});
} finally {
	await stack.stop();
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/text */
function message(): string {
	const { wabaId, phoneNumbers } = stack.simulator.account;
	const metadata = { display_phone_number: '12025550100', phone_number_id: phoneNumbers[0]!.id };
	const text = { type: 'text', text: { body: 'Where is my order?' } };
	const value = {
		messaging_product: 'whatsapp',
		metadata,
		contacts: [{ profile: { name: 'Marta' }, wa_id: '12025550111' }],
		messages: [
			{ from: '12025550111', id: `wamid.${randomUUID()}`, timestamp: '1790000000', ...text },
		],
	};
	const entry = [{ id: wabaId, changes: [{ field: 'messages', value }] }];
	return escapedJson({ object: 'whatsapp_business_account', entry });
}
