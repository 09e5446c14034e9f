import * as fc from 'fast-check';
import { media as dialogMedia } from '../../../../nodes/providers/dialog360/media';
import { analytics } from '../../../../nodes/providers/meta/analytics';
import { media } from '../../../../nodes/providers/meta/media';

const ACCOUNT = { accessToken: 'EAA', businessAccountId: '200', graphVersion: 'v24.0' };
const GRAPH = 'https://graph.facebook.com/v24.0';

describe('media', () => {
	const located = { url: 'https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1&ext=2' };

	it('shows the token to Meta alone', () => {
		const trusted = (url: string) => media.trusts(url, ACCOUNT);
		expect(trusted(located.url)).toBe(true);
		expect(trusted(`${GRAPH}/1/download`)).toBe(true);
		for (const url of [
			'https://lookaside.fbsbx.com.evil.example/x',
			'https://evil.example/lookaside.fbsbx.com',
			'https://lookaside.fbsbx.com@evil.example/x',
			'https://user@lookaside.fbsbx.com/x',
			'http://lookaside.fbsbx.com/x',
			'https://lookaside.fbsbx.com:8443/x',
			'http://graph.facebook.com/x',
			'https://graph.facebook.com.evil.example/x',
			'file:///etc/passwd',
			'nothing',
			'',
		]) {
			expect([url, trusted(url)]).toEqual([url, false]);
		}
	});

	it('is fetched through 360dialog with its key, whatever host the answer names', () => {
		const account = { apiKey: 'k' };
		const base = 'https://waba-v2.360dialog.io';
		const file = dialogMedia.located(located, account)!;
		expect(file.url).toBe(`${base}/whatsapp_business/attachments/?mid=1&ext=2`);
		expect(dialogMedia.trusts(file.url, account)).toBe(true);
		expect(dialogMedia.trusts(located.url, account)).toBe(false);
		expect(dialogMedia.upload({ name: 'a.pdf', mimeType: 'application/pdf' }, '', account)).toEqual(
			{
				method: 'POST',
				url: `${base}/media`,
				multipart: {
					fields: { messaging_product: 'whatsapp', type: 'application/pdf' },
					file: { field: 'file', name: 'a.pdf', mimeType: 'application/pdf' },
				},
			},
		);
		expect(dialogMedia.locate('12', account).url).toBe(`${base}/12`);
		expect(dialogMedia.remove('12', account)).toEqual({ method: 'DELETE', url: `${base}/12` });
	});
});

describe('analytics', () => {
	const period = { from: 1_790_000_000, to: 1_790_600_000, granularity: 'day' } as const;

	it('asks for fields and for the edge, each in its own words', () => {
		expect(analytics.request(ACCOUNT, { kind: 'messages', ...period })).toEqual({
			method: 'GET',
			url: `${GRAPH}/200`,
			query: { fields: 'analytics.start(1790000000).end(1790600000).granularity(DAY)' },
		});
		const breakdown = ['COUNTRY', 'TIER'];
		expect(analytics.request(ACCOUNT, { kind: 'pricing', ...period, breakdown }).query).toEqual({
			fields:
				'pricing_analytics.start(1790000000).end(1790600000).granularity(DAILY).metric_types([COST,VOLUME]).dimensions([COUNTRY,TIER])',
		});
		const query = { kind: 'templates', ...period, templateIds: ['1', '2'] } as const;
		expect(analytics.request(ACCOUNT, query, 'next')).toMatchObject({
			url: `${GRAPH}/200/template_analytics`,
			query: { granularity: 'daily', template_ids: '[1,2]', after: 'next' },
		});
	});

	const span = { start: 1_790_035_200, end: 1_790_121_600 };
	const dates = { start: '2026-09-22T00:00:00.000Z', end: '2026-09-23T00:00:00.000Z' };
	const read = (kind: 'messages' | 'pricing' | 'templates', body: unknown) =>
		analytics.page(body, { kind, ...period });

	it('reads rows for a table, dates as dates', () => {
		const messages = { analytics: { data_points: [{ ...span, sent: 5, delivered: 4 }] } };
		expect(read('messages', messages).items).toEqual([{ ...dates, sent: 5, delivered: 4 }]);
		const point = { ...span, country: 'US', pricing_category: 'UTILITY', volume: 3, cost: 0.06 };
		const pricing = { pricing_analytics: { data: [{ data_points: [point] }] } };
		expect(read('pricing', pricing).items).toEqual([
			{ ...dates, country: 'US', category: 'UTILITY', volume: 3, cost: 0.06 },
		]);
	});

	it('adds up clicks, and takes of the costs the amount spent', () => {
		const point = {
			...span,
			template_id: 7,
			sent: 9,
			delivered: 8,
			read: 6,
			clicked: [
				{ type: 'quick_reply_button', count: 2 },
				{ type: 'url_button', count: 9 },
				// The people behind the nine clicks: documented as further entries of the same list
				{ type: 'unique_url_button', count: 6 },
			],
			cost: [
				{ type: 'cost_per_delivered', value: 9 },
				{ type: 'amount_spent', value: 0.5 },
			],
		};
		const body = {
			data: [{ data_points: [point] }],
			paging: { cursors: { after: 'x' }, next: 'https://…' },
		};
		expect(read('templates', body)).toEqual({
			items: [
				{
					...dates,
					templateId: '7',
					sent: 9,
					delivered: 8,
					read: 6,
					clicked: 11,
					uniqueClicked: 6,
					cost: 0.5,
				},
			],
			cursor: 'x',
		});
	});

	it('no answer, however odd, makes a reader throw', () => {
		const odd = { start: 1e300, end: 'soon' };
		expect(read('messages', { analytics: { data_points: [odd, null, 7] } }).items).toEqual([]);
		fc.assert(
			fc.property(fc.anything(), (body) => {
				read('messages', body);
				read('pricing', { pricing_analytics: { data: [{ data_points: [body] }] } });
				read('templates', { data: [{ data_points: [body] }] });
				media.located(body, ACCOUNT);
				media.uploaded(body);
				media.trusts(String(JSON.stringify(body)), ACCOUNT);
				dialogMedia.located({ url: `x:${JSON.stringify(body)}` }, {});
			}),
		);
	});
});
