/**
 * Signed webhooks a second, until their executions are stored: our trigger beside n8n's Webhook node,
 * n8n's own WhatsApp Trigger and a trigger that checks nothing, in turns, on the same n8n.
 */
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import axios from 'axios';
import { escapedJson } from '../../playground/simulator/providers/meta/events.mts';
import { signatureOf } from '../../playground/simulator/providers/meta/webhook.mts';
import { waitFor } from '../../playground/waitFor.mts';
import { startStack } from '../e2e/stack.mts';
import { atOnce } from './load.mts';
import { cpuSeconds, METRICS } from './processorTime.mts';
import { median, medianRatio, report, round } from './report.mts';
import { HOST } from './throttledPlatform.mts';
import {
	installBare,
	installBuiltIn,
	installOurs,
	installWebhook,
	subscriptions,
	type Contender,
} from './triggerFlows.mts';

const ROUNDS = 15;
const COUNT = 60;
const CONCURRENT = 8;

interface Run {
	perSecond: number;
	/** Of n8n, for each webhook. */
	cpuMilliseconds: number;
}

const stack = await startStack({
	standIns: { [HOST]: subscriptions },
	env: {
		...METRICS,
		N8N_CUSTOM_EXTENSIONS: fileURLToPath(new URL('bareTrigger', import.meta.url)),
	},
});
try {
	const contenders = {
		ours: await installOurs(stack),
		bare: await installBare(stack),
		builtIn: await installBuiltIn(stack),
		webhook: await installWebhook(stack),
	};
	// As after some weeks, when our trigger remembers as many events as it ever does.
	await post(contenders.ours.url, webhook({ statuses: Array.from({ length: 2000 }, status) }));
	const names = Object.keys(contenders) as Array<keyof typeof contenders>;
	const runs = { ours: [], bare: [], builtIn: [], webhook: [] } as Record<string, Run[]>;
	// The first round warms up; the others begin with each in turn.
	for (let index = 0; index <= ROUNDS; index++) {
		const first = index % names.length;
		for (const name of [...names.slice(first), ...names.slice(0, first)]) {
			const run = await runOf(contenders[name]);
			if (index > 0) runs[name]!.push(run);
		}
	}
	const of = (name: string, what: keyof Run) => runs[name]!.map((run) => run[what]);
	const medians = (what: keyof Run) =>
		Object.fromEntries(names.map((name) => [name, median(of(name, what))]));
	const against = (name: string) => medianRatio(of('ours', 'perSecond'), of(name, 'perSecond'));
	report({
		bench: 'trigger',
		ratios: {
			vs_bare: against('bare'),
			vs_built_in: against('builtIn'),
			vs_webhook: against('webhook'),
		},
		atLeast: { vs_bare: 0.97, vs_built_in: 1.4 },
		detail: {
			webhooks: COUNT,
			rounds: ROUNDS,
			concurrent: CONCURRENT,
			perSecond: medians('perSecond'),
			cpuMilliseconds: medians('cpuMilliseconds'),
			each: runs,
		},
	});
} finally {
	await stack.stop();
}

/** Posts the webhooks, and waits until the last execution is stored. */
async function runOf({ workflow, url }: Contender): Promise<Run> {
	const stored = async () => {
		const filter = encodeURIComponent(
			JSON.stringify({ workflowId: workflow.id, status: ['success'] }),
		);
		const page = await stack.rest.request('GET', `/executions?filter=${filter}&limit=1`);
		return page.count as number;
	};
	const before = await stored();
	const bodies = Array.from({ length: COUNT }, message);
	const cpuBefore = await cpuSeconds(stack);
	const begun = performance.now();
	await atOnce(CONCURRENT, bodies, (body) => post(url, body));
	await waitFor(async () => (await stored()) === before + COUNT, {
		every: 25,
		what: `${COUNT} executions of "${workflow.name}" to be stored`,
	});
	const milliseconds = performance.now() - begun;
	const cpu = (await cpuSeconds(stack)) - cpuBefore;
	return {
		perSecond: round((COUNT * 1000) / milliseconds),
		cpuMilliseconds: round((cpu * 1000) / COUNT),
	};
}

async function post(url: string, body: string): Promise<void> {
	const signature = signatureOf(body, stack.simulator.account.appSecret);
	const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature };
	await axios.post(url, body, { headers, proxy: false });
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/text */
function message(): string {
	const text = { type: 'text', text: { body: 'Where is my order?' } };
	return webhook({
		contacts: [{ profile: { name: 'Marta' }, wa_id: '12025550111' }],
		messages: [{ from: '12025550111', id: newId(), timestamp: '1790000000', ...text }],
	});
}

/** https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status */
function status() {
	return { id: newId(), status: 'sent', timestamp: '1790000000', recipient_id: '12025550111' };
}

function newId(): string {
	return `wamid.${randomUUID()}`;
}

function webhook(contents: object): string {
	const { wabaId, phoneNumbers } = stack.simulator.account;
	const metadata = { display_phone_number: '12025550100', phone_number_id: phoneNumbers[0]!.id };
	const value = { messaging_product: 'whatsapp', metadata, ...contents };
	const entry = [{ id: wabaId, changes: [{ field: 'messages', value }] }];
	return escapedJson({ object: 'whatsapp_business_account', entry });
}
