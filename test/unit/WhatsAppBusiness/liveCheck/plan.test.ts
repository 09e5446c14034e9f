import { providers } from '../../../../nodes/providers';
import type { Provider } from '../../../../nodes/providers/provider';
import { checkLimits } from '../../../../nodes/whatsapp/limits';
import type { Message, Template } from '../../../../nodes/whatsapp/messages';
import { LIVE_KINDS } from '../../../../nodes/WhatsAppBusiness/liveCheck/kinds';
import { planOf } from '../../../../nodes/WhatsAppBusiness/liveCheck/plan';
import { PERSON } from '../../../fixtures/contract';
import { contractOf, kindIn, sentBy, SETTINGS } from './liveRuns';

const each = providers.map((provider) => [provider.id, provider] as const);

const everything = (provider: Provider) => {
	const { templates } = contractOf(provider);
	const listed = provider.templates!.page(templates.page).items as Template[];
	const link = 'https://example.com/a.pdf';
	return {
		...SETTINGS,
		answering: 'in-1',
		links: { audio: link, document: link, image: link, sticker: link, video: link },
		flow: '1234',
		template: listed.find(({ status, cards }) => status === 'approved' && !cards),
	};
};

it('each kind has an ID, a name and a place of its own', () => {
	for (const names of [LIVE_KINDS.map(({ id }) => id), LIVE_KINDS.map(({ name }) => name)])
		expect(new Set(names).size).toBe(names.length);
});

describe.each(each)('%s', (_id, provider) => {
	const plan = planOf(provider, everything(provider));

	it('begins with a text, and asks for photos and the like at the end', () => {
		const kinds = plan.map(({ kind }) => kind.id);
		expect(kinds[0]).toBe('text');
		expect(kinds.slice(-7)).toEqual([
			...['askQuote', 'askReaction', 'askPhoto', 'askVoice', 'askDocument'],
			...['askLocation', 'askContact'],
		]);
	});

	it('sends what breaks no limit, each with a reference and reply IDs of its own', () => {
		const { from } = contractOf(provider);
		for (const { content, reference, leftOut } of plan) {
			expect(leftOut).toBeUndefined();
			if (content === 'read') continue;
			const referred = provider.supports.reference ? { reference } : {};
			const message = { ...content, ...referred, from, to: { phone: PERSON } } as Message;
			expect([message.kind, checkLimits(message, provider)]).toEqual([message.kind, undefined]);
		}
		const ids = plan.flatMap(({ choices }) => choices.map(({ id }) => id));
		expect(new Set(ids).size).toBe(ids.length);
		const references = plan.map(({ reference }) => reference);
		expect(new Set(references).size).toBe(references.length);
	});

	it('sends every kind that it supports', () => {
		const sent = new Set(plan.flatMap(({ content }) => (content === 'read' ? [] : content!.kind)));
		const kinds = ['text', 'media', 'buttons', 'list', 'link', 'location', 'locationRequest'];
		kinds.push('contacts', 'reaction', 'flow', 'template');
		expect(kinds.filter((kind) => sent.has(kind as never))).toEqual(
			kinds.filter((kind) => provider.supports[kind as 'text'] !== undefined),
		);
		expect(plan.some(({ content }) => content === 'read')).toBe(provider.markRead !== undefined);
	});

	it('leaves out what nothing was given for, and says what is missing', () => {
		const bare = planOf(provider, SETTINGS);
		const left = bare.filter(({ leftOut }) => leftOut !== undefined);
		expect(left.map(({ kind }) => kind.id)).toContain('image');
		expect(left.find(({ kind }) => kind.id === 'image')!.leftOut).toContain('"Image Link"');
		expect(left.every(({ content }) => content === undefined)).toBe(true);
	});

	it('tells which webhooks are to come', () => {
		const items = sentBy(provider);
		const { expects, ask } = kindIn(items, 'buttons');
		expect(ask).toBe('Tap "Yes"');
		expect(expects).toContainEqual(
			expect.objectContaining({ event: 'reply', kind: 'button', fields: ['replyId', 'title'] }),
		);
		const status = expects.find(({ event }) => event === 'status')!;
		expect(status.fields.includes('reference')).toBe(
			provider.webhooks.repeatsReference && provider.supports.reference !== undefined,
		);
		expect(kindIn(items, 'image')).toMatchObject({
			status: 'not sent',
			ask: 'Nothing',
			expects: [],
		});
	});
});
