/** The example "Live check", run against every provider that is played, by somebody who does what it asks. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { providers } from '../../../dist/nodes/providers/index.js';
import { outputsOf } from '../../../playground/workflows/executionData.mts';
import type { Workflow } from '../../../playground/workflows/n8nRest.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { bubbles, read, tap, write, type Bubble } from '../phones.mts';
import { besides, startStack, type Stack } from '../stack.mts';
import { rows } from './dataTables.mts';
import { goLive } from './exampleStack.mts';

const TABLE = 'live_check';
const SETTINGS = {
	phone: '+1 202 555 0111',
	// A real account is as slow: n8n starts an execution for each status that is told.
	secondsBetween: 1.5,
	imageLink: 'https://example.com/parcel.jpg',
	documentLink: 'https://example.com/parcel.pdf',
	withTemplate: true,
};

interface Sent {
	liveCheck: string;
	kind: string;
	status: string;
	messageId?: string;
	reason?: string;
	hint?: string;
}
interface Row {
	about: string;
	what: string;
	verdict: string;
	note: string;
}

let first: Stack;
beforeAll(async () => {
	first = await startStack();
}, 240_000);
afterAll(() => first?.stop(), 60_000);

/** What a simulation plays in the other way on purpose, since nobody knows which is right. */
const PLAYED_OTHERWISE: Record<string, string[]> = {
	dialog360: ['The tracking reference comes back in statuses (`biz_opaque_callback_data`): '],
	// No page of Interakt shows how a contact card comes, so nothing is read from it.
	interakt: ['Contact of the Person: message (contacts): contacts missing'],
};

/** What Marta does when she is asked to, by the kind of message that asks. */
const ANSWERS: Record<string, (stack: Stack, bubble: Bubble) => Promise<unknown>> = {
	buttons: (stack, bubble) => tap(stack, 'marta', bubble, 'Yes'),
	longId: (stack, bubble) => tap(stack, 'marta', bubble, 'Long'),
	emojiButton: (stack, bubble) => tap(stack, 'marta', bubble, '👍 Good'),
	list: ({ phones }, { id }) => phones.post('/people/marta/tap', { messageId: id, buttonIndex: 1 }),
	template: (stack, bubble) => tap(stack, 'marta', bubble, 'Approve'),
	locationRequest: (stack, { id }) =>
		sends(stack, { type: 'location', location: PLACE, context: { id } }),
	askQuote: (stack, bubble) => write(stack, 'marta', 'quoted', bubble),
	askReaction: ({ phones }, { id }) =>
		phones.post('/people/marta/reaction', { messageId: id, emoji: '👍' }),
	askPhoto: (stack) =>
		sends(stack, {
			type: 'image',
			image: { id: '1500000000000001', mime_type: 'image/jpeg', caption: 'a photo' },
		}),
	askVoice: (stack) =>
		sends(stack, {
			type: 'audio',
			audio: { id: '1500000000000002', mime_type: 'audio/ogg; codecs=opus', voice: true },
		}),
	askDocument: (stack) =>
		sends(stack, {
			type: 'document',
			document: { id: '1500000000000003', mime_type: 'application/pdf', filename: 'Ana.pdf' },
		}),
	askLocation: (stack) => sends(stack, { type: 'location', location: PLACE }),
	askContact: (stack) =>
		sends(stack, {
			type: 'contacts',
			contacts: [{ name: { formatted_name: 'Ana Silva', first_name: 'Ana' } }],
		}),
};
const PLACE = { latitude: 40.4168, longitude: -3.7038 };

const sends = ({ phones }: Stack, message: object) =>
	phones.post('/people/marta/inbound', { message });

/** Publishes the example for a provider; where the URL is pasted, it is. */
async function publish(stack: Stack, settings: object = {}): Promise<Workflow> {
	const example = { ...stack, services: [], serviceCredentials: new Map() };
	const changes = { Settings: { ...SETTINGS, ...settings } };
	const live = await goLive(example, 'Live check', changes);
	const trigger = live.nodes.find(({ name }) => name === 'Messages on WhatsApp')!;
	if (stack.simulator.provider.receive === 'manual')
		await stack.phones.post('/callback', {
			url: `${stack.n8n.url}/webhook/${trigger.webhookId}/webhook`,
		});
	return live;
}

/** The last message of a check. */
const LAST = 'askContact';

/** Marta asks for the check. @returns what was sent, once all of it is on record */
async function begin(stack: Stack): Promise<Sent[]> {
	const earlier = new Set((await sentOf(stack)).map(({ liveCheck }) => liveCheck));
	await write(stack, 'marta', 'Live check');
	return await waitFor(
		async () => {
			const sent = await sentOf(stack);
			// The rows are written one after the other.
			const all = sent.some((one) => one.kind === LAST && !earlier.has(one.liveCheck));
			return all && sent;
		},
		{ timeout: 120_000, what: 'the live check to be sent' },
	);
}

async function sentOf(stack: Stack): Promise<Sent[]> {
	const kept = await rows(stack, TABLE).catch(() => []);
	return kept
		.filter(({ what }) => what === 'sent')
		.map(({ content }) => JSON.parse(String(content)));
}

async function answerAll(stack: Stack, sent: readonly Sent[]): Promise<void> {
	for (const { kind, messageId } of sent) {
		if (messageId === undefined || kind === 'read' || kind === 'reaction') continue;
		const bubble = await waitFor(
			async () =>
				(await bubbles(stack, 'marta')).find(
					({ id, state }) => id === messageId && ['delivered', 'read'].includes(state),
				),
			{ what: `${kind} to be delivered` },
		);
		await read(stack, 'marta', bubble);
		await ANSWERS[kind]?.(stack, bubble);
		await settled(stack);
	}
}

/** Every webhook has come, and each of its events is in the table: all but the words that began the check. */
async function settled(stack: Stack): Promise<void> {
	const { simulator } = stack;
	const { parse } = providers.find(({ id }) => id === simulator.provider.id)!;
	await waitFor(
		async () => {
			const { webhooks } = simulator.state.journal;
			const open = webhooks.filter(({ outcome }) => ['waiting', 'retrying'].includes(outcome));
			const told = webhooks
				.filter(({ outcome }) => outcome === 'delivered')
				.flatMap(({ rawBody }) => parse({ ...EMPTY_REQUEST, body: Buffer.from(rawBody) }));
			const kept = (await rows(stack, TABLE)).filter(({ what }) => what === 'came');
			if (open.length === 0 && kept.length === told.length - 1) return true;
			throw new Error(`open: ${open.length}; in the table: ${kept.length} of ${told.length}`);
		},
		{ timeout: 90_000, what: 'all webhooks to be on record' },
	);
	const lost = simulator.state.journal.webhooks.filter(({ outcome }) => outcome === 'given up');
	expect(lost.map(({ event, attempts }) => ({ event, attempts }))).toEqual([]);
}

const EMPTY_REQUEST = { method: 'POST', url: '', headers: {}, query: {} };

async function report(stack: Stack, { id }: Workflow): Promise<{ report: string; rows: Row[] }> {
	const [newest] = await stack.rest.executions({ workflowId: id });
	await stack.rest.runManually(id, { trigger: 'Get the Report' });
	const made = await waitFor(
		async () =>
			(await stack.rest.executions({ workflowId: id })).find(
				(one) =>
					one.mode === 'manual' && one.status === 'success' && Number(one.id) > Number(newest!.id),
			),
		{ what: 'the report' },
	);
	const execution = await stack.rest.execution(made.id);
	return outputsOf(execution, 'How It Goes On')[0]![0]!.json as never;
}

const different = (found: readonly Row[]) =>
	found
		.filter(({ verdict }) => verdict === 'different')
		.map(({ what, note }) => `${what}: ${note}`);

describe.each(providers.map((one) => [one.name, one] as const))('%s', (_name, provider) => {
	let stack: Stack;
	let live: Workflow;
	beforeAll(async () => {
		stack = provider.id === 'meta' ? first : await besides(first, provider.id);
		live = await publish(stack);
	}, 60_000);
	afterAll(async () => {
		if (live) await stack.rest.deactivate(live.id);
		if (provider.id !== 'meta') await stack?.stop();
	}, 60_000);

	it('does what the code expects, and the report says so without saying who', async () => {
		const sent = await begin(stack);
		expect(sent.filter(({ status }) => status === 'refused')).toEqual([]);
		await settled(stack);
		await answerAll(stack, sent);
		const found = await report(stack, live);
		expect(different(found.rows)).toEqual(PLAYED_OTHERWISE[provider.id] ?? []);
		for (const kind of ['Reply Buttons', 'List', 'Template'])
			expect(found.rows).toContainEqual(
				expect.objectContaining({
					what: expect.stringMatching(`^${kind}: reply`),
					verdict: 'confirmed',
				}),
			);
		expect(found.report).not.toMatch(/Marta|Ana\b|2025550111|parcel|wamid\.\w|quoted"|\d{8}/i);
	}, 240_000);
});
