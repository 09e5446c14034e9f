import { leanEvent, toOutputs } from '../../../nodes/WhatsAppBusinessTrigger/outputs';
import { providers } from '../../../nodes/providers';
import type { InboundEvent } from '../../../nodes/whatsapp/events';
import type { ProviderContract } from '../../fixtures/contract';

const NAME = 'Ana Prado Unmistakable';

function contractOf(id: string): ProviderContract {
	return jest.requireActual(`../../fixtures/${id}/contract`).contract;
}

/** The same webhook, from somebody with an unmistakable name wherever the payload has one. */
function renamed(body: Buffer): string {
	const named = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(named);
		if (typeof value !== 'object' || value === null) return value;
		return Object.fromEntries(
			Object.entries(value).map(([key, inner]) =>
				/^(name|username|traits_name)$/.test(key) && typeof inner === 'string'
					? [key, NAME]
					: [key, named(inner)],
			),
		);
	};
	return JSON.stringify(named(JSON.parse(body.toString())));
}

describe.each(providers.map((provider) => [provider.id, provider] as const))(
	'%s',
	(id, provider) => {
		const { webhooks } = contractOf(id);
		const requests = [
			webhooks.text('in-1', 'Where is my order?'),
			webhooks.tap('in-2', 'delivery-1', 'Delivered', 'out-1'),
			webhooks.listReply('in-3', 'row-1', 'Tomorrow', 'out-2'),
			webhooks.status('read', 'out-1', 'order-1')!,
		];

		it('keeps number and content, and no name, user name or raw form', () => {
			for (const request of requests) {
				const isForm = request.body.toString().startsWith('{') === false;
				const body = isForm
					? request.body
							.toString()
							.replace(/ProfileName=[^&]*/, `ProfileName=${encodeURIComponent(NAME)}`)
					: renamed(request.body);
				const events = provider.parse({ ...request, body: Buffer.from(body) });
				expect(events).not.toEqual([]);
				for (const event of events) {
					const lean = leanEvent(event);
					expect(JSON.stringify(lean)).not.toContain('Unmistakable');
					expect(lean).not.toHaveProperty('raw');
					const people = lean.event === 'status' ? [lean.from, lean.recipient] : [lean.from];
					for (const person of people) {
						expect(Object.keys(person).filter((key) => !['phone', 'userId'].includes(key))).toEqual(
							[],
						);
					}
					expect(lean.from.phone).toBe(event.from.phone);
					expect(lean.id).toBe(event.id);
				}
			}
		});
	},
);

describe('the output of the trigger', () => {
	const event: InboundEvent = {
		event: 'message',
		kind: 'system',
		provider: 'meta',
		id: 'in-1',
		timestamp: '2026-11-01T10:00:00.000Z',
		from: { phone: '12025550112', name: NAME },
		to: {},
		system: { type: 'user_changed_number', text: `${NAME} changed`, newPhone: '12025550113' },
		raw: { text: NAME },
	};

	it('is without names in what an event of the account lists', () => {
		const group = {
			...event,
			system: undefined,
			event: 'account' as const,
			kind: 'group_participants_update',
			recipient: { phone: '12025550113', name: NAME },
			details: { added_participants: [{ wa_id: '12025550113', profile: { name: NAME } }] },
		};
		const lean = leanEvent(group);
		expect(JSON.stringify(lean)).not.toContain('Unmistakable');
		expect(lean).toMatchObject({
			recipient: { phone: '12025550113' },
			details: { added_participants: [{ wa_id: '12025550113' }] },
		});
	});

	it('is lean where that is wanted, and whole elsewhere', () => {
		const [[lean]] = toOutputs([event], ['message'], { splitOutputs: false, lean: true })!;
		expect(JSON.stringify(lean)).not.toContain('Unmistakable');
		expect(lean.json).toMatchObject({ system: { newPhone: '12025550113' } });
		const [[whole]] = toOutputs([event], ['message'], { splitOutputs: true, lean: false })!;
		expect(whole.json).toEqual(event);
	});
});
