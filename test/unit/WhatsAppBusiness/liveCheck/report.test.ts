import fc from 'fast-check';
import { providers } from '../../../../nodes/providers';
import type { Provider } from '../../../../nodes/providers/provider';
import { readCollected } from '../../../../nodes/WhatsAppBusiness/liveCheck/collected';
import { liveReport } from '../../../../nodes/WhatsAppBusiness/liveCheck/report';
import { PERSON } from '../../../fixtures/contract';
import { idOf, kindIn, NOW, sentBy, statusOf, tapped } from './liveRuns';

const each = providers.map((provider) => [provider.id, provider] as const);
const reportOf = (provider: Provider, given: readonly unknown[]) =>
	liveReport(provider, readCollected(given), NOW + 60_000);
const rowOf = ({ rows }: ReturnType<typeof liveReport>, what: string) =>
	rows.find((row) => row.what.startsWith(what));

describe.each(each)('%s', (_id, provider) => {
	const items = sentBy(provider);
	const came = [
		...tapped(provider, items, 'buttons'),
		...tapped(provider, items, 'list', 1),
		...statusOf(provider, items, 'text', 'delivered'),
	];

	it('confirms what came as it is expected', () => {
		const report = reportOf(provider, [...items, ...came]);
		expect(rowOf(report, 'Reply Buttons: reply')).toMatchObject({ verdict: 'confirmed' });
		expect(rowOf(report, 'List: reply')).toMatchObject({ verdict: 'confirmed' });
		expect(rowOf(report, 'Text: sent')).toMatchObject({ verdict: 'confirmed' });
		expect(rowOf(report, 'Text: statuses')).toMatchObject({ verdict: 'confirmed' });
		expect(rowOf(report, 'Contact of the Person: message')?.verdict).toBe('not seen');
		// What the fixtures do not repeat of a send, and their times, are of no live check.
		const messages = report.rows.filter(({ about }) => about === 'message');
		expect(messages.filter(({ verdict }) => verdict === 'different')).toEqual([]);
		expect(report.confirmed + report.different + report.notSeen).toBe(report.rows.length);
	});

	it('has a line for each assumption of its page', () => {
		const { rows } = reportOf(provider, items);
		const assumed = rows.filter(({ about }) => about === 'assumption');
		expect(assumed.map(({ what }) => what)).toEqual(
			provider.unconfirmed.map(({ assumption }) => assumption),
		);
		const shown = provider.unconfirmed.filter(({ look }) => look !== undefined);
		expect(shown.length).toBeGreaterThan(1);
	});

	it('an ID that comes back cut short, or not at all, is different', () => {
		const [reply] = tapped(provider, items, 'list', 1);
		for (const replyId of [undefined, (reply as { replyId: string }).replyId.slice(0, 20)]) {
			const report = reportOf(provider, [...items, { ...reply, replyId }]);
			expect(rowOf(report, 'List: reply')).toMatchObject({ verdict: 'different' });
			expect(rowOf(report, 'List: reply')!.note).toContain('replyId');
		}
	});

	it('a tap that comes as a message is different', () => {
		const [reply] = tapped(provider, items, 'buttons');
		const context = { messageId: idOf('buttons') };
		const message = { ...reply, event: 'message', kind: 'text', text: 'Yes', context };
		const row = rowOf(reportOf(provider, [...items, message]), 'Reply Buttons: reply');
		expect(row).toMatchObject({ verdict: 'different' });
		expect(row!.note).toContain('it came as message (text)');
	});

	it('shows nothing of the person, of the messages and of the account', () => {
		const { report, rows } = reportOf(provider, [...items, ...came]);
		const shown = report + JSON.stringify(rows);
		const raw = JSON.stringify(came.map((event) => event.raw));
		expect(raw).toContain(PERSON);
		for (const secret of [PERSON, idOf('buttons'), kindIn(items, 'list').choices[1]!.id])
			expect(shown).not.toContain(secret);
		expect(shown).not.toMatch(/\d{8,}|wamid\.\w|@/);
	});
});

describe('what went wrong', () => {
	const [, meta] = each.find(([id]) => id === 'meta')!;
	const refused = (category: string) => ({
		status: 'refused' as const,
		reason: 'Ana blocked 34600000001',
		failure: { code: '131047', category },
	});

	it('a refusal says its category and its code, and nothing else', () => {
		const report = reportOf(meta, sentBy(meta, {}, { buttons: refused('window') }));
		const row = rowOf(report, 'Reply Buttons: sent');
		expect(row).toMatchObject({ verdict: 'different', note: 'refused: window, code 131047' });
		expect(report.report).not.toContain('Ana');
	});

	it('a status that failed says why', () => {
		const items = sentBy(meta);
		const row = rowOf(
			reportOf(meta, [...items, ...statusOf(meta, items, 'list', 'failed')]),
			'List: statuses',
		);
		expect(row).toMatchObject({ verdict: 'different' });
		expect(row!.note).toMatch(/^failed: \w+, code \d+$/);
	});

	it('without a live check it says what to do', () => {
		expect(reportOf(meta, [{}]).report).toContain('run the operation Live Check first');
	});

	it('others who write meanwhile are left out', () => {
		const other = {
			event: 'message',
			kind: 'text',
			id: 'x',
			text: 'Hi',
			from: { phone: '34600000009' },
		};
		const { report } = reportOf(meta, [...sentBy(meta), other]);
		expect(report).toContain('1 events of other people are left out');
		expect(report).not.toContain('Belongs to no message');
	});

	it('a photo that comes as something else is shown by its shape', () => {
		const from = { phone: PERSON };
		const raw = { type: 'file', payload: { url: 'https://example.com/ana.jpg' } };
		const photo = { event: 'message', kind: 'file', id: 'x', from, raw };
		const { report, rows } = reportOf(meta, [...sentBy(meta), photo]);
		expect(report).toContain('Belongs to no message');
		expect(report).toContain('payload.url: link');
		expect(rows.find(({ what }) => what.startsWith('Photo'))!.verdict).toBe('confirmed');
	});
});

/** Each in many places at once: as a value, as a name of a field, as a list, in words, as JSON inside a text. */
const SECRETS = [
	'EAAGm0PX4ZCpsBAKZCdZCnXhGQ7bZBhD',
	'+34 612 345 678',
	'34612345678',
	'Zacarías Quintanilla',
	'zacarias_quintanilla',
	'sk_live_51HqLyjWDarjtT1zdp7dc',
	'The parcel lies behind the green door of number 12, ring twice',
	'zacarias@quintanilla.example',
	'`code` | <b>bold</b> ```',
];

const hostile = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ depthSize: 'small' },
		fc.constantFrom(...SECRETS),
		fc.constantFrom(...SECRETS).map((secret) => JSON.stringify({ [secret]: secret })),
		fc.constantFrom('text', 'reply', 'button_reply', '', null, 0, true),
		fc.array(tie('value'), { maxLength: 3 }),
		fc.dictionary(fc.constantFrom(...SECRETS, 'type', 'message', 'status', 'id'), tie('value'), {
			maxKeys: 4,
		}),
	),
})).value;

/** Names of fields that the code reads, with anything behind them. */
const event = fc.record(
	{
		event: fc.constantFrom('message', 'reply', 'status', 'template', 'account'),
		kind: hostile,
		status: hostile,
		id: hostile,
		timestamp: hostile,
		from: fc.oneof(hostile, fc.constant({ phone: PERSON })),
		recipient: hostile,
		messageId: fc.oneof(hostile, fc.constant(idOf('buttons'))),
		context: fc.oneof(hostile, fc.constant({ messageId: idOf('list') })),
		replyId: hostile,
		title: fc.oneof(hostile, fc.constant('Yes')),
		reference: hostile,
		media: hostile,
		contacts: hostile,
		location: hostile,
		errors: fc.oneof(hostile, fc.array(fc.record({ code: hostile }))),
		failure: hostile,
		raw: hostile,
	},
	{ requiredKeys: ['event'] },
);

describe.each(each)('whatever is collected with %s', (_id, provider) => {
	const items = sentBy(provider);
	const broken = fc.record(
		{
			liveCheck: fc.constant('r1'),
			kind: fc.constantFrom(...items.map(({ kind }) => kind)),
			name: hostile,
			status: hostile,
			messageId: hostile,
			reference: hostile,
			choices: hostile,
			to: fc.oneof(hostile, fc.constant({ phone: PERSON })),
			sentAt: hostile,
			failure: fc.oneof(hostile, fc.record({ code: hostile, category: hostile })),
			reason: hostile,
		},
		{ requiredKeys: ['liveCheck', 'kind'] },
	);

	it('no secret of it gets into the report', () => {
		fc.assert(
			fc.property(
				fc.array(fc.oneof(event, broken, hostile), { maxLength: 8 }),
				fc.boolean(),
				(given, genuine) => {
					const { report, rows } = reportOf(provider, [...(genuine ? items : []), ...given]);
					const shown = report + JSON.stringify(rows);
					for (const secret of SECRETS) expect(shown).not.toContain(secret);
					expect(shown).not.toMatch(/Quintanilla|612|EAAG|sk_live|parcel lies/i);
				},
			),
			{ numRuns: 150 },
		);
	});
});
