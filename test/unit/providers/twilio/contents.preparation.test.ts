import type { ButtonsMessage } from '../../../../nodes/whatsapp/messages';
import { contentNamed, preparation } from '../../../../nodes/providers/twilio/contents';
import { withReference } from '../../../../nodes/providers/twilio/senders';
import { account, from, WEBHOOK_URL } from '../../../fixtures/twilio/account';
import { played, senderEntry, senderPage } from '../../../fixtures/twilio/scriptedApi';
import { listOf } from '../../../fixtures/twilio/templateList';

const question: ButtonsMessage = {
	kind: 'buttons',
	from,
	to: { phone: '34600000001' },
	body: 'Approve?',
	buttons: [{ id: 'a', title: 'Yes' }],
};
const NAME = 'n8nwa_v1_qr_1_0';
const NEED = `content:${NAME}`;
const content = (rest: Record<string, unknown> = {}) => ({
	sid: 'HX1',
	...contentNamed(NAME)!,
	...rest,
});

describe('what a message needs', () => {
	it('is a content for buttons, a callback for a reference, else nothing', () => {
		expect(preparation.needs(question)).toEqual([NEED]);
		expect(preparation.needs({ ...question, reference: 'r' })).toEqual([NEED, `callback:${from}`]);
		const text = { ...question, kind: 'text' as const, text: 'Hi' };
		expect(preparation.needs(text)).toEqual([]);
		expect(preparation.needs({ ...text, reference: 'r' })).toEqual([`callback:${from}`]);
	});
});

describe('a content', () => {
	it('is searched by its name, and reused', () => {
		const { requests, result } = played(preparation.meet(NEED, account), [listOf([content()])]);
		expect(result).toEqual({ ok: true, value: 'HX1' });
		expect(requests).toEqual([
			{
				method: 'GET',
				url: 'https://content.twilio.com/v2/Content',
				query: { ContentName: NAME, PageSize: '100' },
			},
		]);
	});

	it('is reused with what Twilio adds to it', () => {
		const types = {
			'twilio/quick-reply': {
				body: '{{1}}',
				actions: [{ index: 0, type: 'QUICK_REPLY', title: '{{2}}', id: '{{3}}', more: null }],
			},
		};
		const { result } = played(preparation.meet(NEED, account), [listOf([content({ types })])]);
		expect(result).toEqual({ ok: true, value: 'HX1' });
	});

	/** A sample of twilio.com/docs/content writes its variables so. */
	it('is reused where Twilio writes its variables with spaces', () => {
		const types = JSON.parse(
			JSON.stringify(contentNamed(NAME)!.types).replace(/\{\{(\d)\}\}/g, '{{ $1 }}'),
		) as Record<string, unknown>;
		const { result } = played(preparation.meet(NEED, account), [listOf([content({ types })])]);
		expect(result).toEqual({ ok: true, value: 'HX1' });
	});

	const changed = [
		{ friendly_name: `${NAME}1` },
		{ types: {} },
		{ types: { ...contentNamed(NAME)!.types, 'twilio/text': { body: '{{1}}' } } },
		{ types: { 'twilio/quick-reply': { body: '{{1}}', actions: [] } } },
		{
			types: {
				'twilio/quick-reply': {
					body: 'Now: {{1}}',
					actions: [{ type: 'QUICK_REPLY', title: '{{2}}', id: '{{3}}' }],
				},
			},
		},
		{
			types: {
				'twilio/quick-reply': {
					body: '{{1}}',
					footer: '{{4}}',
					actions: [{ type: 'QUICK_REPLY', title: '{{2}}', id: '{{3}}' }],
				},
			},
		},
	];
	it.each(changed)('is made anew where somebody changed it: %j', (rest) => {
		const { requests, result } = played(preparation.meet(NEED, account), [
			listOf([content(rest)]),
			{ status: 201, body: { sid: 'HX2' } },
		]);
		expect(result).toEqual({ ok: true, value: 'HX2' });
		expect(requests[1]).toEqual({
			method: 'POST',
			url: 'https://content.twilio.com/v1/Content',
			body: contentNamed(NAME),
		});
	});

	it('is searched on every page, always at the host of the credential', () => {
		const next = `https://content.twilio.com/v2/Content?ContentName=${NAME}&PageSize=100&PageToken=t`;
		const local = { ...account, baseUrl: 'http://127.0.0.1:9/' };
		const { requests } = played(preparation.meet(NEED, local), [
			listOf([], next),
			listOf([content()]),
		]);
		expect(requests[1]).toEqual({
			method: 'GET',
			url: 'http://127.0.0.1:9/v2/Content',
			query: { ContentName: NAME, PageSize: '100', PageToken: 't' },
		});
	});

	it('that cannot be had says why', () => {
		const refusal = { status: 401, body: { code: 20003, message: 'Authenticate' } };
		for (const answers of [[refusal], [listOf([]), refusal]]) {
			expect(played(preparation.meet(NEED, account), answers).result).toMatchObject({
				ok: false,
				failure: { category: 'access' },
			});
		}
	});

	it('is gone when Twilio says so, and only then', () => {
		const failure = {
			category: 'template' as const,
			message: '',
			hint: '',
			retry: 'never' as const,
		};
		const gone = (code: string) => preparation.isGone!({ ...failure, code });
		expect(['21654', '21655'].every(gone)).toBe(true);
		expect(['21656', '63016', '20429'].some(gone)).toBe(false);
	});
});

describe('the callback for statuses', () => {
	const meet = (credential: Record<string, unknown>, ...answers: unknown[]) =>
		played(preparation.meet(`callback:${from}`, credential), answers).result;

	it('is where the messages of the number go', () => {
		const page = senderPage([senderEntry('+14155550199', { callback_url: WEBHOOK_URL })]);
		expect(meet(account, page)).toEqual({ ok: true, value: WEBHOOK_URL });
	});

	it('is what the credential says where Twilio says nothing', () => {
		const given = { ...account, webhookUrl: 'https://n8n.example.com/webhook/own' };
		const value = given.webhookUrl;
		for (const answer of [
			senderPage([]),
			senderPage([senderEntry('+14155550199', null)]),
			{ status: 403, body: {} },
		]) {
			expect(meet(given, answer)).toEqual({ ok: true, value });
			expect(meet(account, answer)).toEqual({ ok: true, value: '' });
		}
		const service = `callback:MG${'0'.repeat(32)}`;
		expect(played(preparation.meet(service, given), []).result).toEqual({ ok: true, value });
	});

	it.each([
		['https://n8n.example.com/w', 'https://n8n.example.com/w?reference=a%2Fb'],
		['https://n8n.example.com/w?x=1', 'https://n8n.example.com/w?x=1&reference=a%2Fb'],
		['https://n8n.example.com/w#rc=3', 'https://n8n.example.com/w?reference=a%2Fb#rc=3'],
	])('%s carries the reference', (url, full) => {
		expect(withReference(url, 'a/b')).toBe(full);
	});
});
