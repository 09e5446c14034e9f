import fc from 'fast-check';
import { providers } from '../../../nodes/providers';
import type { InboundEvent, ReplyEvent, StatusEvent } from '../../../nodes/whatsapp/events';
import { MEDIA_TYPES, type Message, type Template } from '../../../nodes/whatsapp/messages';
import type { HttpRequest } from '../../../nodes/providers/http';
import type { Provider } from '../../../nodes/providers/provider';
import { readReference, writeReference } from '../../../nodes/approvals/reference';
import { checkLimits } from '../../../nodes/whatsapp/limits';
import { verifyAndParseWith } from '../../../nodes/n8n/webhook';
import { PERSON, type ProviderContract } from '../../fixtures/contract';

/** As an approval makes it, at its longest. */
const REFERENCE = writeReference({
	choice: 'A',
	executionId: '1234567890123456',
	nodeId: '0b7f5c2e-6a41-4c58-9d3e-2f8f1f0b9a77',
	signature: 'a1'.repeat(32),
	mac: 'm_-4567890123456',
})!;

const contractOf = ({ id }: Provider): ProviderContract =>
	jest.requireActual<{ contract: ProviderContract }>(`../../fixtures/${id}/contract`).contract;

const deep = '['.repeat(5000) + ']'.repeat(5000);

/** Everything a request carries, as one text; JSON inside a form or a text is written out. */
function carried({ url, query, body, form }: HttpRequest): string {
	const text = [
		url,
		...Object.values(query ?? {}),
		JSON.stringify(body),
		...Object.values(form ?? {}),
	];
	return text.join('\n').replaceAll('\\"', '"');
}

describe.each(providers.map((provider) => [provider.id, provider] as const))(
	'the contract of %s',
	(_id, provider) => {
		const contract = contractOf(provider);
		const { account: credential, from, webhooks, prove } = contract;
		const { supports } = provider;
		/** Some take no reference: there an approval tells the trigger itself (`repeatsReference`). */
		const reference = supports.reference === undefined ? undefined : REFERENCE;
		const base = { id: '5f0c', from, to: { phone: PERSON }, reference };
		const template = firstTemplate();
		/** Every provider carries these. */
		const usual = {
			text: { ...base, kind: 'text', text: 'Salut 👋 & "quotes"' },
			media: {
				...base,
				kind: 'media',
				type: 'image',
				media: { link: 'https://example.com/a.jpg' },
				caption: 'A parcel',
			},
			buttons: {
				...base,
				kind: 'buttons',
				body: 'Is it all right?',
				header: 'Delivery',
				footer: 'Rio',
				buttons: [
					{ id: REFERENCE, title: 'Yes' },
					{ id: 'no-to-all', title: 'No' },
				],
			},
			list: {
				...base,
				kind: 'list',
				body: 'Which way?',
				button: 'See routes',
				rows: [
					{ id: REFERENCE, title: 'Coast', description: 'Longer' },
					{ id: 'ring', title: 'Ring' },
				],
			},
			template: { ...base, kind: 'template', template, values: valuesFor(template) },
		} as const satisfies Partial<Record<Message['kind'], Message>>;
		/** Some carry some of these. */
		const further = {
			link: {
				...base,
				kind: 'link',
				body: 'On its way',
				header: 'Parcel',
				footer: 'Rio',
				label: 'Track it',
				url: 'https://example.com/4711',
			},
			location: {
				...base,
				kind: 'location',
				latitude: 40.4168,
				longitude: -3.7038,
				name: 'Depot',
				address: 'Calle Mayor 1',
			},
			locationRequest: { ...base, kind: 'locationRequest', body: 'Where are you?' },
			contacts: {
				...base,
				kind: 'contacts',
				contacts: [
					{
						name: { formatted: 'Ana Silva', first: 'Ana', last: 'Silva' },
						phones: [{ number: '+34 600 000 009' }],
						emails: [{ email: 'ana@example.com' }],
						organization: { company: 'Rio Logistics' },
					},
				],
			},
			reaction: { ...base, kind: 'reaction', messageId: 'wamid.theirs', emoji: '👍' },
			callPermissionRequest: { ...base, kind: 'callPermissionRequest' },
			contactInfoRequest: { ...base, kind: 'contactInfoRequest', body: 'Your number?' },
			addressRequest: {
				...base,
				to: { phone: `91${PERSON}` },
				kind: 'addressRequest',
				header: 'Delivery',
				body: 'Where may we deliver?',
				footer: 'Rio',
				country: 'IN',
				values: { in_pin_code: '400064' },
			},
			product: {
				...base,
				kind: 'product',
				catalogId: '194836987003835',
				productId: 'shirt-blue',
				body: 'Back in stock',
				footer: 'Rio',
			},
			productList: {
				...base,
				kind: 'productList',
				header: 'Shirts',
				body: 'These are in stock',
				footer: 'Rio',
				catalogId: '194836987003835',
				products: [
					{ id: 'shirt-blue', section: 'Summer' },
					{ id: 'coat-red', section: 'Winter' },
				],
			},
			catalog: {
				...base,
				kind: 'catalog',
				body: 'Have a look',
				footer: 'Rio',
				thumbnail: 'shirt-blue',
			},
			flow: {
				...base,
				kind: 'flow',
				body: 'Tell us',
				header: 'Delivery',
				footer: 'Rio',
				flow: { id: '1234567890' },
				cta: 'Open form',
				token: 'order-4711',
				screen: 'FIRST',
				data: { order: '4711' },
			},
		} as const satisfies Record<Exclude<Message['kind'], keyof typeof usual>, Message>;
		const messages: Message[] = [...Object.values(usual), ...Object.values(further)];
		const supported = messages.filter(({ kind }) => supports[kind] !== undefined);
		const send = (message: Message) =>
			provider.send(message, credential, contract.prepared?.(message) ?? {});

		function firstTemplate(): Template {
			return provider.templates!.page(contract.templates.page).items[0];
		}

		function valuesFor({ variables }: Template): Record<string, string> {
			return Object.fromEntries(
				variables.map(({ id, kind }) => [
					id,
					kind === 'payload'
						? REFERENCE
						: kind === 'media'
							? 'https://example.com/a.jpg'
							: kind === 'location'
								? '40.4, -3.7, Depot, Madrid'
								: 'Value',
				]),
			);
		}

		/** Verifies and reads one webhook. */
		function read(request: Parameters<Provider['parse']>[0]): InboundEvent[] {
			const intake = verifyAndParseWith(provider, credential, request);
			expect(intake).toMatchObject({ ok: true });
			return intake.ok ? intake.events : [];
		}

		function readOne<Event extends InboundEvent>(request: Parameters<Provider['parse']>[0]): Event {
			const events = read(request);
			expect(events).toHaveLength(1);
			const [event] = events;
			expect(event.provider).toBe(provider.id);
			expect(event.id).not.toBe('');
			expect(new Date(event.timestamp).toISOString()).toBe(event.timestamp);
			expect(read(request)[0].id).toBe(event.id);
			return event as Event;
		}

		describe('sending', () => {
			it('covers templates, texts, media, reply buttons and lists', () => {
				for (const kind of Object.keys(usual)) expect(supports).toHaveProperty(kind);
			});

			it.each(supported)('$kind carries person, content and reference', (message) => {
				expect(checkLimits(message, provider)).toBeUndefined();
				const request = send(message);
				expect(URL.canParse(request.url)).toBe(true);
				const text = carried(request);
				expect(text).toContain(PERSON);
				if (reference) expect(text).toContain(reference);
				for (const part of shown(message)) expect(text).toContain(part);
			});

			it('quotes a message where it says so, and refuses to elsewhere', () => {
				const quoting = { ...usual.text, replyTo: 'their.message.1' };
				if (supports.quote === undefined) expect(checkLimits(quoting, provider)).toBeDefined();
				else expect(carried(send(quoting))).toContain('their.message.1');
			});

			/** What the person sees, or what makes the message what it is. */
			function shown(message: Message): string[] {
				switch (message.kind) {
					case 'text':
						return ['Salut 👋'];
					case 'media':
						return [usual.media.media.link, usual.media.caption];
					case 'template':
						return ['Value'];
					case 'buttons': {
						const { header, body, footer, buttons } = usual.buttons;
						return [header, body, footer, ...buttons.flatMap(({ id, title }) => [id, title])];
					}
					case 'list': {
						const { body, button, rows } = usual.list;
						return [body, button, ...rows.flatMap(({ id, title }) => [id, title])];
					}
					case 'link': {
						const { header, body, footer, label, url } = further.link;
						return [header, body, footer, label, url];
					}
					case 'location':
						return ['40.4168', '-3.7038', 'Depot', 'Calle Mayor 1'];
					case 'locationRequest':
						return [message.body];
					case 'contacts':
						return ['Ana Silva', '+34 600 000 009', 'ana@example.com', 'Rio Logistics'];
					case 'reaction':
						return [message.messageId, message.emoji];
					case 'callPermissionRequest':
						return [];
					case 'contactInfoRequest':
						return [message.body];
					case 'addressRequest':
						return ['Delivery', 'Where may we deliver?', 'Rio', 'IN', '400064'];
					case 'product':
						return ['194836987003835', 'shirt-blue', 'Back in stock', 'Rio'];
					case 'productList':
						return ['Shirts', 'These are', 'Rio', '1948', 'shirt-blue', 'Winter', 'coat-red'];
					case 'catalog':
						return ['Have a look', 'Rio', 'shirt-blue'];
					case 'flow': {
						const { header, body, footer, flow, cta, token, screen } = further.flow;
						return [header, body, footer, flow.id, cta, token, screen, '"order":"4711"'];
					}
				}
			}

			it('refuses a kind that it does not carry, by name, before anything is sent', () => {
				for (const message of messages) {
					const lesser = { ...provider, supports: { ...supports, [message.kind]: undefined } };
					const carries = supports[message.kind] !== undefined;
					for (const refusing of carries ? [lesser] : [lesser, provider]) {
						const problem = checkLimits(message, refusing);
						expect(problem?.message).toContain(provider.name);
						expect(problem?.message).toContain(message.kind);
					}
					if (!carries && message.kind in further) expect(() => send(message)).toThrow(RangeError);
				}
			});

			it('takes a picture above a message where it says so, and refuses it elsewhere', () => {
				const headerMedia = { type: 'image', link: 'https://example.com/a.jpg' } as const;
				const framed: Message[] = [usual.buttons, further.link, further.flow].map((message) => ({
					...message,
					buttons: [{ id: 'yes', title: 'Yes' }],
					header: undefined,
					headerMedia,
				}));
				for (const message of framed) {
					const limits = supports[message.kind as 'buttons' | 'link' | 'flow'];
					if (limits === undefined) continue;
					const problem = checkLimits(message, provider);
					if (limits.headerMedia) {
						expect(problem).toBeUndefined();
						expect(carried(send(message))).toContain(headerMedia.link);
					} else expect(problem?.message).toContain(provider.name);
				}
			});

			it('takes an upload above a message where it takes uploads, and refuses it elsewhere', () => {
				if (!supports.buttons?.headerMedia) return;
				const headerMedia = { type: 'image', id: '1037543291543636' } as const;
				const buttons = [{ id: 'yes', title: 'Yes' }];
				const message: Message = { ...usual.buttons, header: undefined, headerMedia, buttons };
				const problem = checkLimits(message, provider);
				if (supports.media?.id) {
					expect(problem).toBeUndefined();
					expect(carried(send(message))).toContain(headerMedia.id);
				} else expect(problem?.message).toBe(`${provider.name} takes media by public link only`);
			});

			it('asks for a call in the words given, or in its own', () => {
				const limits = supports.callPermissionRequest;
				if (limits === undefined) return;
				const asked = { ...further.callPermissionRequest, body: 'May we call?' };
				const problem = checkLimits(asked, provider);
				if (limits.body > 0) {
					expect(problem).toBeUndefined();
					expect(carried(send(asked))).toContain(asked.body);
				} else expect(problem?.message).toContain(provider.name);
			});

			it('sends a voice note where it says so, and refuses it elsewhere', () => {
				const media = { link: 'https://example.com/note.ogg' };
				const sound = { ...base, kind: 'media', type: 'audio', media } as const;
				const note: Message = { ...sound, voice: true };
				const problem = checkLimits(note, provider);
				if (supports.media!.voice) {
					expect(problem).toBeUndefined();
					expect(send(note)).not.toEqual(send(sound));
				} else expect(problem?.message).toContain(provider.name);
			});

			it('puts rows into sections where it says so, and refuses to elsewhere', () => {
				const rows = ['Near', 'Far', 'Near'].map((section, index) => ({
					id: `row-${index}`,
					title: `Row ${index}`,
					section,
				}));
				const list: Message = { ...usual.list, rows };
				const problem = checkLimits(list, provider);
				if (supports.list!.sections === undefined) {
					expect(problem?.message).toContain(provider.name);
					return;
				}
				expect(problem).toBeUndefined();
				const text = carried(send(list));
				const places = ['Near', 'Row 0', 'Row 2', 'Far', 'Row 1'].map((part) => text.indexOf(part));
				expect(places).not.toContain(-1);
				expect(places[3]).toBeGreaterThan(places[0]);
				// Both rows of the first section before the row of the second.
				expect(places[4]).toBeGreaterThan(places[2]);
			});

			it('marks a message as read, where it can', () => {
				const receipt = {
					from,
					messageId: 'wamid.theirs+1',
					typing: supports.typing !== undefined,
				};
				const request = provider.markRead?.(receipt, credential);
				if (request === undefined) {
					expect(supports.typing).toBeUndefined();
					return;
				}
				expect(URL.canParse(request.url)).toBe(true);
				expect(decodeURIComponent(carried(request))).toContain('wamid.theirs+1');
				if (supports.typing === true) {
					const still = provider.markRead!({ ...receipt, typing: false }, credential);
					expect(still).not.toEqual(request);
				}
			});

			it('takes a reference wherever one is needed', () => {
				if (supports.reference === undefined) {
					expect(provider.webhooks.repeatsReference).toBe(false);
					expect(provider.callbackUrl).toBeDefined();
				} else expect(supports.reference).toBeGreaterThanOrEqual(REFERENCE.length);
				expect(supports.buttons!.id).toBeGreaterThanOrEqual(REFERENCE.length);
				expect(supports.list!.id).toBeGreaterThanOrEqual(REFERENCE.length);
				const { payload } = supports.template!;
				expect(payload === 0 || payload >= REFERENCE.length).toBe(true);
			});

			it('knows the kinds of media that WhatsApp has', () => {
				for (const type of supports.media!.types) expect(MEDIA_TYPES).toContain(type);
			});

			it('refuses what breaks a limit of its own', () => {
				const long = (length: number) => 'x'.repeat(length + 1);
				const broken: Message[] = [
					{ ...usual.text, text: long(supports.text!.body) },
					{ ...usual.media, caption: long(supports.media!.caption) },
					{ ...usual.buttons, body: long(supports.buttons!.body) },
					{ ...usual.list, button: long(supports.list!.button) },
					{ ...usual.text, reference: long(supports.reference ?? 0) },
				];
				const { link, location, locationRequest, flow } = supports;
				if (link) broken.push({ ...further.link, label: long(link.label) });
				if (location) broken.push({ ...further.location, address: long(location.address) });
				if (locationRequest)
					broken.push({ ...further.locationRequest, body: long(locationRequest.body) });
				if (flow) broken.push({ ...further.flow, cta: long(flow.cta) });
				for (const message of broken) {
					expect(checkLimits(message, provider)?.message).toMatch(
						/characters|repeats no tracking reference/,
					);
				}
			});

			it('reads the ID of what was accepted, and nothing from anything else', () => {
				for (const message of supported) {
					const sent = provider.sent(contract.accepted.body(message));
					expect(sent?.messageId).toBe(contract.accepted.messageId(message));
				}
				for (const body of ['', null, [], {}, '<html>', { error: 'no' }, 7]) {
					expect(provider.sent(body)).toBeUndefined();
				}
			});

			it('has a number to send from', () => {
				expect(provider.sender ?? provider.senders).toBeDefined();
				const own = provider.sender?.(credential);
				if (own) expect(own.id).toBe(from);
			});
		});

		describe('a reference comes back', () => {
			it('on a reply button', () => {
				const event = readOne<ReplyEvent>(webhooks.tap('in.1', REFERENCE, 'Yes', 'sent.1'));
				expect(event).toMatchObject({
					event: 'reply',
					kind: 'button',
					replyId: REFERENCE,
					title: 'Yes',
					from: { phone: PERSON },
					to: { phoneNumberId: from },
				});
				expect(event.context?.messageId).toBe(contract.tapsNameTheMessage ? 'sent.1' : undefined);
				expect(readReference(event.replyId)).toBeDefined();
			});

			it('on a row of a list', () => {
				const event = readOne(webhooks.listReply('in.2', REFERENCE, 'Coast', 'sent.1'));
				expect(event).toMatchObject({
					event: 'reply',
					kind: 'list',
					replyId: REFERENCE,
					title: 'Coast',
					from: { phone: PERSON },
				});
			});

			it('on a template: as the payload, or by message and label', () => {
				const sent = {
					payload: REFERENCE,
					reference: REFERENCE,
					title: 'Yes',
					messageId: 'sent.1',
				};
				const event = readOne<ReplyEvent>(webhooks.templateTap('in.3', sent));
				expect(event).toMatchObject({ event: 'reply', kind: 'template', title: 'Yes' });
				if (supports.template!.payload > 0) expect(event.replyId).toBe(REFERENCE);
				else expect(event.context?.messageId).toBe('sent.1');
			});

			it('with every delivery status', () => {
				const ids = new Set<string>();
				for (const status of ['sent', 'delivered', 'read', 'failed'] as const) {
					const request = webhooks.status(status, 'sent.1', REFERENCE);
					if (request === undefined) continue;
					const event = readOne<StatusEvent>(request);
					expect(event).toMatchObject({
						event: 'status',
						status,
						messageId: 'sent.1',
						recipient: { phone: PERSON },
					});
					// Not every report names the number that sent.
					expect(event.to.phoneNumberId ?? from).toBe(from);
					// Its old name, for workflows that were saved before.
					expect(event.from).toEqual(event.recipient);
					expect(event.reference).toBe(reference);
					if (status === 'failed') {
						expect(event.failure?.message).toMatch(/\w+ \w+/);
						expect(event.failure?.hint).toMatch(/\w+ \w+/);
					}
					expect(ids.has(event.id)).toBe(false);
					ids.add(event.id);
				}
				expect(ids.size).toBeGreaterThanOrEqual(3);
			});
		});

		describe('webhooks', () => {
			it('a text is a message with its words', () => {
				const event = readOne(webhooks.text('in.4', 'Olá, 👋 a+b=c & 100 %'));
				expect(event).toMatchObject({
					event: 'message',
					kind: 'text',
					text: 'Olá, 👋 a+b=c & 100 %',
					from: { phone: PERSON },
				});
			});

			it('a batch is one event each', () => {
				if (webhooks.batch === undefined) return;
				const texts = ['one', 'two', 'three'].map((text, index) => ({ id: `in.${index}`, text }));
				const events = read(webhooks.batch(texts));
				expect(events.map((event) => 'text' in event && event.text)).toEqual([
					'one',
					'two',
					'three',
				]);
				expect(new Set(events.map(({ id }) => id)).size).toBe(3);
			});

			it('lets nothing in without the right proof', () => {
				const { body } = webhooks.text('in.5', 'Hello');
				expect(provider.verify(contract.wrongProof(body), credential).ok).toBe(false);
				expect(provider.verify(contract.noProof(body), credential).ok).toBe(false);
				const missing = provider.verify(webhooks.text('in.5', 'Hello'), contract.withoutSecret);
				expect(missing).toMatchObject({ ok: false, secretMissing: true });
				expect(provider.verify(webhooks.text('in.5', 'Hello'), {}).ok).toBe(false);
			});

			it('notices a changed body, where bodies are signed', () => {
				const request = webhooks.text('in.6', 'Hello');
				const body = Buffer.from(request.body);
				body[body.length - 3] ^= 1;
				const changed = provider.verify({ ...request, body }, credential);
				expect(changed.ok).toBe(provider.webhooks.proof === 'secret');
			});

			it('never throws at a proven body of any kind', () => {
				for (const body of ['', 'null', '[]', '{', '7', '"x"', '\0', deep, '=&=&', 'a=1']) {
					expect(Array.isArray(provider.parse(prove(body)))).toBe(true);
				}
				const json = fc.jsonValue({ maxDepth: 6 });
				fc.assert(
					fc.property(json, (value) => {
						expect(Array.isArray(provider.parse(prove(JSON.stringify(value))))).toBe(true);
					}),
				);
			});

			it('never throws at a documented body that was bent', () => {
				const sound = [
					webhooks.text('in.7', 'Hello'),
					webhooks.tap('in.8', REFERENCE, 'Yes', 'sent.1'),
					webhooks.status('failed', 'sent.1', REFERENCE)!,
				].map(({ body }) => body.toString());
				const junk = fc.constantFrom('null', '[]', '{}', '""', '-1', 'true', '%', '&', '1e999');
				fc.assert(
					fc.property(
						fc.constantFrom(...sound),
						fc.nat(),
						fc.nat(40),
						junk,
						(body, at, cut, put) => {
							const start = at % body.length;
							const bent = body.slice(0, start) + put + body.slice(start + cut);
							expect(Array.isArray(provider.parse(prove(bent)))).toBe(true);
							expect(Array.isArray(provider.parse(prove(bentValue(body, at, put))))).toBe(true);
						},
					),
					{ numRuns: 300 },
				);
			});

			/** The same JSON with one of its values replaced. */
			function bentValue(body: string, at: number, put: string): string {
				const values = [...body.matchAll(/(?<=:)("[^"]*"|\d+|\{\}|\[\])/g)];
				const hit = values[at % Math.max(1, values.length)];
				return hit === undefined
					? body
					: body.slice(0, hit.index) + put + body.slice(hit.index + hit[0].length);
			}

			it('says where to paste the URL, and what proves a webhook', () => {
				expect(provider.webhooks.pasting).toMatch(/\w+ \w+ \w+/);
				expect(provider.webhooks.secretName).toMatch(/\w/);
			});
		});

		describe('refusals', () => {
			const secrets = Object.values(credential)
				.map(String)
				.filter((value) => value.length > 7 && !/^(https?:|\+?\d|v\d)/.test(value));

			it.each(contract.refusals)('$what', ({ status, body, category, retry }) => {
				const failure = provider.failure(status, body);
				expect(failure).toMatchObject({ category, retry });
				expect(failure.message).toMatch(/\w+ \w+/);
				expect(failure.hint).toMatch(/\w+ \w+/);
				for (const secret of secrets) expect(JSON.stringify(failure)).not.toContain(secret);
			});

			it('says something of any answer, and tries nothing again that may have gone out', () => {
				for (const body of ['', '<html>', null, [], {}, { error: [] }, 7, deep]) {
					expect(provider.failure(500, body)).toMatchObject({ retry: 'never' });
					expect(provider.failure(429, body).retry).not.toBe('never');
					expect(provider.failure(401, body)).toMatchObject({ category: 'access', retry: 'never' });
				}
			});
		});

		describe('templates', () => {
			it('are listed with what they leave open', () => {
				expect(template).toMatchObject(contract.templates.first);
				expect(template.variables.map(({ id }) => id)).toEqual([
					...new Set(template.variables.map(({ id }) => id)),
				]);
				expect(URL.canParse(provider.templates!.request(credential, {}).url)).toBe(true);
			});

			it('are an empty list where there are none to read', () => {
				for (const body of [
					'',
					null,
					[],
					{},
					'<html>',
					{ data: 'x', templates: 7, contents: [1] },
				]) {
					expect(provider.templates!.page(body).items).toEqual([]);
				}
			});
		});

		describe('registration', () => {
			it('offers choices with names of their own', () => {
				const choices = provider.registration?.choices ?? [];
				expect(new Set(choices.map(({ value }) => value)).size).toBe(choices.length);
				expect(new Set(choices.map(({ name }) => name)).size).toBe(choices.length);
				// So that the choice stays when somebody changes to another provider's credential.
				if (choices.length > 0) expect(choices[0].value).toBe('phone');
			});

			it('survives any answer', () => {
				const settings = {
					scope: provider.registration?.choices[0].value ?? '',
					senderId: from,
					callbackUrl: 'https://n8n.example.com/webhook/1/webhook',
					ownBaseUrl: 'https://n8n.example.com/',
					replace: true,
					temporary: false,
				};
				for (const body of ['', null, [], {}, { error: {} }, '<html>']) {
					for (const status of [200, 404, 500]) {
						const exchange = provider.registration?.activate(credential, settings);
						let step = exchange?.next();
						for (let steps = 0; step && !step.done && steps < 50; steps++) {
							step = exchange!.next({ status, body });
						}
						expect(step === undefined || step.done).toBe(true);
					}
				}
			});
		});
	},
);
