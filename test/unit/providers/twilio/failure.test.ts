import { failure, fromCode } from '../../../../nodes/providers/twilio/failure';
import { FAILURES } from '../../../../nodes/providers/twilio/errorCodes';
import { DOCUMENTED } from '../../../fixtures/twilio/documentedCodes';

describe('a refusal', () => {
	it('is read from both forms of error', () => {
		const old = { code: 21211, message: "The 'To' number is not valid", status: 400 };
		expect(failure(400, old)).toMatchObject({
			code: '21211',
			category: 'recipient',
			message: "The recipient is no valid number: The 'To' number is not valid",
		});
		const problem = { code: 21655, title: 'Bad Request', detail: 'No such content', status: 400 };
		expect(failure(400, problem)).toMatchObject({
			code: '21655',
			message: 'There is no such content template any more: No such content',
		});
	});

	it('says nothing of the credential', () => {
		const message = `Authenticate SK${'a'.repeat(32)}`;
		expect(failure(401, { code: 20003, message }).message).toBe(
			'Twilio did not accept the credential',
		);
		expect(JSON.stringify(failure(400, { code: 99999, message }))).not.toContain('aaaa');
	});

	it('of an unknown code names it', () => {
		expect(failure(400, { code: 99999, message: 'Odd' })).toMatchObject({
			code: '99999',
			category: 'request',
			retry: 'never',
			message: 'Twilio refused the message (code 99999): Odd',
		});
		expect(failure(401, { code: 99999 })).toMatchObject({ category: 'access' });
		expect(failure(429, { code: 99999 })).toMatchObject({ category: 'limit', retry: 'now' });
		expect(fromCode('constructor').category).toBe('request');
	});

	it('without a code goes by the HTTP status', () => {
		expect(failure(403, '<html>')).toMatchObject({ code: 'http_403', category: 'access' });
		expect(failure(404, '')).toMatchObject({ category: 'request', retry: 'never' });
		for (const status of [200, 302, 500, 502, 503]) {
			expect(failure(status, '')).toMatchObject({ category: 'service', retry: 'never' });
		}
		expect(failure(503, { code: 20503, message: 'Busy' })).toMatchObject({
			code: '20503',
			category: 'service',
			retry: 'never',
		});
	});
});

describe('the table', () => {
	it.each([
		['63016', 'window', 'never'],
		['63018', 'limit', 'now'],
		['63003', 'recipient', 'never'],
		['63024', 'recipient', 'never'],
		['63041', 'template', 'later'],
		['20429', 'limit', 'now'],
		['21611', 'limit', 'later'],
		['30001', 'limit', 'later'],
		['30002', 'account', 'never'],
		['30004', 'recipient', 'never'],
		['30008', 'service', 'never'],
		['63014', 'recipient', 'never'],
		['63020', 'account', 'never'],
		['63022', 'account', 'never'],
		['63034', 'request', 'never'],
		['92006', 'template', 'never'],
	])('%s is about %s: %s', (code, category, retry) => {
		expect(fromCode(code)).toMatchObject({ category, retry });
	});

	it('has a row for every documented code, and no other', () => {
		expect(Object.keys(FAILURES).map(Number)).toEqual(DOCUMENTED);
	});

	it('says in each row what happened and what to do', () => {
		for (const [, retry, message, hint, afterSeconds] of Object.values(FAILURES)) {
			expect(afterSeconds !== undefined).toBe(retry !== 'never');
			expect(message).toMatch(/\w+ \w+/);
			expect(hint).toMatch(/\w+ \w+/);
		}
	});
});
