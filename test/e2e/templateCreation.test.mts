import { describe, expect, it } from '@jest/globals';
import axios from 'axios';

import { providers } from '../../dist/nodes/providers/index.js';
import type { Exchange, HttpRequest } from '../../dist/nodes/providers/http.js';
import type { Provider } from '../../dist/nodes/providers/provider.js';
import type { Template } from '../../dist/nodes/whatsapp/messages.js';
import type { TemplateDraft } from '../../dist/nodes/whatsapp/templateDraft.js';
import { type Simulator, startSimulator } from '../../playground/simulator/server.mts';
import type { AnyJson } from '../fixtures/anyJson.ts';

/** What the credentials do in n8n. */
const LOGINS: Record<string, (data: AnyJson) => Record<string, string>> = {
	meta: ({ accessToken }) => ({ authorization: `Bearer ${accessToken}` }),
	dialog360: ({ apiKey }) => ({ 'D360-API-KEY': apiKey }),
	infobip: ({ apiKey }) => ({ authorization: `App ${apiKey}` }),
	twilio: ({ accountSid, authToken }) => ({
		authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`,
	}),
};

const makers = providers.filter(({ templateChanges }) => templateChanges);

it('every provider that makes templates is tried', () => {
	expect(makers.map(({ id }) => id).sort()).toEqual(Object.keys(LOGINS).sort());
});

/** Makes a template of a draft at the simulated provider, has WhatsApp approve it, and reads the list. */
async function desk({ id, templates, templateChanges }: Provider, simulator: Simulator) {
	const { data } = simulator.provider.credential(simulator.account, simulator.url);
	const credential = data as Record<string, unknown>;
	const call = async ({ method, url, query, body, form }: HttpRequest) => {
		const answer = await axios.request({
			method,
			url,
			params: query,
			data: form ? new URLSearchParams(form) : body,
			headers: LOGINS[id]!(credential),
			validateStatus: () => true,
			proxy: false,
		});
		return { status: answer.status, body: answer.data as unknown };
	};
	const converse = async <Result,>(exchange: Exchange<Result>): Promise<Result> => {
		let step = exchange.next();
		while (!step.done) step = exchange.next(await call(step.value));
		return step.value;
	};
	const list = async (name: string): Promise<Template[]> => {
		const found: Template[] = [];
		for (let cursor: string | undefined, pages = 0; pages === 0 || cursor; pages++) {
			const asked = { name, ...(cursor !== undefined && { cursor }) };
			const page = templates!.page((await call(templates!.request(credential, asked))).body, asked);
			found.push(...page.items.filter((template) => template.name === name));
			cursor = page.cursor;
		}
		return found;
	};
	return {
		call,
		credential,
		converse,
		list,
		create: (draft: TemplateDraft) => converse(templateChanges!.create(draft, credential)),
		approve(name: string) {
			for (const template of simulator.state.templates) {
				if (template.name === name) template.status = 'APPROVED';
			}
		},
	};
}

const draft: TemplateDraft = {
	name: 'order_note',
	language: 'en',
	category: 'UTILITY',
	header: { format: 'text', text: 'Order {{1}}', example: '4711' },
	body: { text: 'Hello {{1}}, your order {{2}} is ready.', examples: { 1: 'Ana', 2: '4711' } },
	footer: 'Rio Logistics',
	buttons: [
		{ kind: 'quickReply', text: 'Thanks' },
		{ kind: 'url', text: 'Track', url: 'https://x.io/o/{{1}}', example: 'https://x.io/o/4711' },
		{ kind: 'phone', text: 'Call us', phone: '+34600000001' },
		{ kind: 'copyCode', example: 'SAVE20' },
	],
	cards: [],
};
const VALUES: Record<string, string> = {
	'body 1': 'Ana B',
	'body 2': '4712 B',
	'header text': '4712',
	'button urlSuffix': '4712',
	'button copyCode': 'SAVE30',
	'button payload': 'thanks-1',
};

/** By what a variable is and where, whatever the provider calls it. */
const valuesFor = ({ variables }: Template) =>
	Object.fromEntries(
		variables.map(({ id, kind, name, place }) => [
			id,
			VALUES[place === 'body' ? `body ${name}` : `${place} ${kind}`] ?? '',
		]),
	);

describe.each(makers.map((provider) => [provider.id, provider] as const))(
	'a template made at %s',
	(_id, provider) => {
		let simulator: Simulator;
		const open = async () => {
			simulator = await startSimulator({ provider: provider.id });
			return await desk(provider, simulator);
		};
		const close = async (work: (one: Awaited<ReturnType<typeof open>>) => Promise<void>) => {
			const one = await open();
			try {
				await work(one);
			} finally {
				await simulator.stop();
			}
		};

		it('is listed as it was meant, and sent once it is approved', () =>
			close(async ({ call, create, approve, list, credential }) => {
				expect(provider.templateChanges!.problem?.(draft)).toBeUndefined();
				const made = await create(draft);
				expect(made).toMatchObject({ ok: true });
				const [pending] = await list('order_note');
				expect(pending).toMatchObject({
					status: 'pending',
					category: 'UTILITY',
					language: 'en',
					footer: 'Rio Logistics',
					buttons: [
						{ kind: 'quickReply', text: 'Thanks' },
						{ kind: 'url', text: 'Track' },
						{ kind: 'phone', text: 'Call us' },
						{ kind: 'copyCode' },
					],
				});
				approve('order_note');
				const [template] = await list('order_note');
				const from = provider.sender?.(credential)?.id ?? simulator.account.phoneNumbers[0]!.id;
				const message = {
					kind: 'template',
					from,
					to: { phone: '12025550111' },
					template: template!,
					values: valuesFor(template!),
				} as const;
				const sent = await call(provider.send(message, credential, {}));
				expect(provider.sent(sent.body)).toBeDefined();
				const bubble = simulator.state.conversations.all().at(-1)?.view;
				expect(bubble).toMatchObject({
					kind: 'template',
					header: 'Order 4712',
					footer: 'Rio Logistics',
					buttons: [
						{ kind: 'quick_reply', label: 'Thanks' },
						{ kind: 'url', url: 'https://x.io/o/4712' },
						{ kind: 'phone_number' },
						{ kind: 'copy_code', code: 'SAVE30' },
					],
				});
				expect(bubble?.text).toBe('Hello Ana B, your order 4712 B is ready.');
			}));

		it('has a document above it where reviewers look at a link', () =>
			close(async ({ call, create, approve, list, credential }) => {
				if (!provider.templateChanges!.sampleLinks) return;
				const sample = 'https://files.example.com/samples/note.pdf';
				const made = await create({ ...draft, header: { format: 'document', sample } });
				expect(made).toMatchObject({ ok: true });
				approve('order_note');
				const [template] = await list('order_note');
				expect(template).toMatchObject({ header: { format: 'document' } });
				const whole = template!.variables.some(({ kind }) => kind === 'media');
				const link = `${whole ? 'https://files.example.com/' : ''}orders/4712.pdf`;
				const message = {
					kind: 'template',
					from: provider.sender!(credential)!.id,
					to: { phone: '12025550111' },
					template: template!,
					values: { ...valuesFor(template!), 'header.media': link },
				} as const;
				const sent = await call(provider.send(message, credential, {}));
				expect(provider.sent(sent.body)).toBeDefined();
				expect(simulator.state.conversations.all().at(-1)?.view).toMatchObject({
					media: { kind: 'document', link: 'https://files.example.com/orders/4712.pdf' },
				});
			}));

		it('brings a code for signing in', () =>
			close(async ({ create }) => {
				const made = await create({
					name: 'sign_in',
					language: 'en',
					category: 'AUTHENTICATION',
					code: { warning: true, expiresAfterMinutes: 5, copyLabel: 'Copy code' },
				});
				expect(made).toMatchObject({ ok: true });
				expect(simulator.state.templates.at(-1)).toMatchObject({
					name: 'sign_in',
					category: 'AUTHENTICATION',
				});
			}));

		it('is one of WhatsApp’s library, where the provider has it', () =>
			close(async ({ call, credential, list, converse }) => {
				const library = provider.templateLibrary;
				if (library === undefined) return;
				const found = await call(library.request(credential, { search: 'on its way' }));
				expect(library.page(found.body).items).toMatchObject([
					{ name: 'delivery_update_1', buttons: [{ kind: 'url' }] },
				]);
				const taken = {
					name: 'on_its_way',
					language: 'en_US',
					from: 'delivery_update_1',
					buttons: [
						{ kind: 'url', url: 'https://x.io/o/{{1}}', example: 'https://x.io/o/1' } as const,
					],
				};
				expect(await converse(library.create(taken, credential))).toMatchObject({ ok: true });
				expect(await list('on_its_way')).toMatchObject([{ status: 'approved' }]);
			}));

		it('is refused a second time, in the provider’s words', () =>
			close(async ({ create }) => {
				await create(draft);
				const again = await create(draft);
				expect(again).toMatchObject({ ok: false, failure: { retry: 'never' } });
				expect(simulator.state.templates.filter(({ name }) => name === 'order_note')).toHaveLength(
					1,
				);
			}));

		it('is deleted', () =>
			close(async ({ call, create, list, credential }) => {
				await create(draft);
				const [template] = await list('order_note');
				const { removes, remove } = provider.templateChanges!;
				const which =
					removes === 'name' ? { name: 'order_note' } : { name: 'order_note', id: template!.id };
				const { status } = await call(remove(which, credential));
				expect(status).toBeLessThan(300);
				expect(await list('order_note')).toEqual([]);
			}));
	},
);
