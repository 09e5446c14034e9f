import { positional } from '../../../fixtures/meta/templateList';
import { account, from } from '../../../fixtures/dialog360/account';
import { contract } from '../../../fixtures/dialog360/contract';
import { envelope, posted } from '../../../fixtures/dialog360/webhookRequest';
import { dialog360 } from '../../../../nodes/providers/dialog360';

describe('a send', () => {
	it('is Meta’s body at an address that names no number', () => {
		const message = {
			kind: 'buttons' as const,
			from,
			to: { phone: '34600000001' },
			body: 'May we?',
			buttons: [{ id: 'yes-1', title: 'Yes' }],
			replyTo: 'wamid.asked',
			reference: 'exec:42',
		};
		for (const sender of [from, 'default', 'anything']) {
			expect(dialog360.send({ ...message, from: sender }, account, {})).toEqual({
				method: 'POST',
				url: 'https://waba-v2.360dialog.io/messages',
				body: {
					messaging_product: 'whatsapp',
					recipient_type: 'individual',
					to: '+34600000001',
					context: { message_id: 'wamid.asked' },
					biz_opaque_callback_data: 'exec:42',
					type: 'interactive',
					interactive: {
						type: 'button',
						body: { text: 'May we?' },
						action: { buttons: [{ type: 'reply', reply: { id: 'yes-1', title: 'Yes' } }] },
					},
				},
			});
		}
	});

	it('goes to the base URL of the credential', () => {
		const sandbox = { ...account, baseUrl: ' https://waba-sandbox.360dialog.io// ' };
		const message = { kind: 'text' as const, from, to: { phone: '34600000001' }, text: 'Hola' };
		expect(dialog360.send(message, sandbox, {}).url).toBe(
			'https://waba-sandbox.360dialog.io/messages',
		);
		expect(dialog360.send(message, {}, {}).url).toBe('https://waba-v2.360dialog.io/messages');
	});
});

describe('the sender', () => {
	it('is the number of the key, by its digits where the credential names it', () => {
		expect(dialog360.sender?.(account)).toEqual({
			id: '15550001111',
			phone: '+1 555 000 1111',
			name: 'Number of the API key',
		});
	});

	it('is "default" otherwise', () => {
		for (const phoneNumber of ['', '  ', undefined, 'my number', 7]) {
			expect(dialog360.sender?.({ ...account, phoneNumber })?.id).toBe('default');
		}
	});
});

describe('events', () => {
	it('carry 360dialog as their provider, and the number as the sender has it', () => {
		const [event] = dialog360.parse(contract.webhooks.text('wamid.1', 'Hola'));
		expect(event).toMatchObject({
			provider: 'dialog360',
			event: 'message',
			id: 'wamid.1',
			text: 'Hola',
			from: { phone: '34600000001', name: 'Ana Ejemplo' },
			to: { phone: from, phoneNumberId: dialog360.sender?.(account)?.id },
		});
	});

	it('keep Meta’s ID of a number that does not say itself', () => {
		const about = {
			metadata: { phone_number_id: '106500000000001' },
			statuses: [{ id: 'wamid.3' }],
		};
		expect(dialog360.parse(posted(envelope(about)))).toMatchObject([
			{ to: { phoneNumberId: '106500000000001' } },
		]);
	});

	it('say in words why a message failed', () => {
		const failed = contract.webhooks.status('failed', 'wamid.2', 'exec:42');
		expect(failed && dialog360.parse(failed)).toMatchObject([
			{ event: 'status', status: 'failed', reference: 'exec:42', failure: { category: 'window' } },
		]);
	});

	it('are none in anything else', () => {
		const deep = `${'['.repeat(2000)}${']'.repeat(2000)}`;
		for (const body of [
			'',
			'null',
			deep,
			'{"object":"page"}',
			Buffer.alloc(3),
			envelope({}).entry,
		]) {
			expect(dialog360.parse(posted(body))).toEqual([]);
		}
	});
});

describe('templates', () => {
	it('are asked for page by page, without a filter', () => {
		expect(dialog360.templates?.request(account, { name: 'order_ready' })).toEqual({
			method: 'GET',
			url: 'https://waba-v2.360dialog.io/message_templates',
			query: { limit: '100' },
		});
		expect(dialog360.templates?.request(account, { cursor: 'c1' }).query).toEqual({
			limit: '100',
			after: 'c1',
		});
	});

	it('are read as Meta’s, also where no ID comes with them', () => {
		const next = 'https://waba-v2.360dialog.io/message_templates?after=c1';
		const { id, ...withoutId } = positional;
		const page = dialog360.templates?.page({
			data: [positional, withoutId],
			paging: { cursors: { after: 'c1' }, next },
		});
		expect(page?.cursor).toBe('c1');
		expect(page?.items.map((template) => [template.id, template.name])).toEqual([
			[id, 'order_ready'],
			['', 'order_ready'],
		]);
	});

	it('are none in anything else', () => {
		for (const body of [undefined, '', [], { data: 7 }, { waba_templates: [] }]) {
			expect(dialog360.templates?.page(body)).toEqual({ items: [] });
		}
	});
});

describe('a marketing template that the usual way refuses', () => {
	const template = {
		kind: 'template',
		from: 'default',
		to: { phone: '34600000001' },
		template: dialog360.templates!.page({ data: [positional] }).items[0],
		values: { 'body.1': 'A', 'body.2': 'B' },
	} as const;

	it('goes by the MM Lite API, with the same key and body', () => {
		const credential = { apiKey: 'key' };
		const refused = dialog360.failure(400, { error: { code: 131063, message: 'disabled' } });
		const usual = dialog360.send(template, credential, {});
		const other = dialog360.detour?.(template, credential, refused);
		expect(other).toEqual({ ...usual, url: usual.url.replace(/messages$/, 'marketing_messages') });
		const other131026 = dialog360.failure(400, { error: { code: 131026, message: 'no' } });
		expect(dialog360.detour?.(template, credential, other131026)).toBeUndefined();
	});
});
