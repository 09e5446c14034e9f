import * as fc from 'fast-check';
import { account } from '../../../fixtures/dialog360/account';
import { failure } from '../../../../nodes/providers/dialog360/failure';

const closed = {
	error: {
		message: '(#131047) Re-engagement message',
		code: 131047,
		error_data: { details: 'More than 24 hours have passed.' },
	},
};

// https://docs.360dialog.com/partner/support-and-updates/help-and-troubleshooting/error-messages
describe('a refusal', () => {
	it('of WhatsApp is told as WhatsApp tells it, also inside "detail"', () => {
		for (const body of [closed, { detail: closed }]) {
			expect(failure(400, body)).toMatchObject({
				code: '131047',
				category: 'window',
				retry: 'never',
				message: expect.stringContaining('More than 24 hours have passed.'),
			});
		}
	});

	it('of the time before the Cloud API is told by its code', () => {
		const body = { errors: [{ code: 470, title: 'Failed', details: 'Too late' }] };
		expect(failure(400, body)).toMatchObject({ code: '470', category: 'window' });
	});

	it('about WhatsApp’s own token sends nobody to Meta', () => {
		const refused = failure(401, { error: { message: 'Expired', code: 190 } });
		expect(refused.category).toBe('access');
		expect(refused.hint).toMatch(/360dialog/);
	});

	it.each([
		[401, { error: 'Invalid api_key' }, 'access', 'never', /did not accept the API key$/],
		[401, '', 'access', 'never', /API key/],
		[403, { message: 'The endpoint is blocked' }, 'account', 'never', /switched this off/],
		[403, '', 'access', 'never', /does not allow this/],
		[429, '', 'limit', 'later', /Too many calls/],
		[429, { error: 'x' }, 'limit', 'later', /Too many calls.*: x/],
		[
			400,
			{ meta: { developer_message: 'You have exceeded the endpoint rate limit.' } },
			'limit',
			'later',
			/rate limit/,
		],
		[
			400,
			{ error: 'Could not send message due to lack of payment.' },
			'account',
			'never',
			/unpaid/,
		],
		[
			400,
			{ meta: { developer_message: 'Your WhatsApp for Business API has been disabled' } },
			'account',
			'never',
			/switched this off/,
		],
		[
			400,
			{
				meta: {
					httpCode: 400,
					developerMessage: 'You have exceeded the limit of 1 request every 60 seconds.',
					success: false,
				},
			},
			'limit',
			'later',
			/Too many calls.*every 60 seconds/,
		],
		[
			400,
			{ meta: { developerMessage: 'Could not send message due to lack of payment.' } },
			'account',
			'never',
			/unpaid/,
		],
		[400, { detail: 'to is missing' }, 'request', 'never', /HTTP 400\): to is missing/],
		[404, '<html>', 'request', 'never', /HTTP 404\)$/],
		[500, { error: 'Internal server error: rate limit' }, 'service', 'never', /HTTP 500/],
		[502, '<html>', 'service', 'never', /HTTP 502/],
		[200, '', 'service', 'never', /HTTP 200/],
	])('%i %j', (status, body, category, retry, words) => {
		const refused = failure(status, body);
		expect(refused).toMatchObject({ category, retry, code: `http_${status}` });
		expect(refused.message).toMatch(words);
	});

	it('never repeats the API key', () => {
		for (const status of [400, 401, 403, 404, 429, 500]) {
			const refused = failure(status, { error: `Bad key ${account.apiKey}` });
			expect(JSON.stringify(refused)).not.toContain(account.apiKey);
		}
	});

	it('of any shape gives words', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 599 }), fc.jsonValue(), (status, body) => {
				for (const answer of [body, { error: body }, { detail: { error: body } }, { meta: body }]) {
					const { message, hint } = failure(status, answer);
					expect(message.length).toBeGreaterThan(0);
					expect(hint.length).toBeGreaterThan(0);
				}
			}),
		);
	});
});
