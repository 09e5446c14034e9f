import { failure, undelivered } from '../../../../nodes/providers/gupshup/failure';
import { FAILURES } from '../../../../nodes/providers/gupshup/errorCodes';

const says = (message: unknown) => ({ status: 'error', message });

describe('a refusal', () => {
	it.each([
		['Authentication Failed', 'access'],
		['Too Many Requests', 'limit'],
		['Invalid App Details', 'account'],
		['Invalid Destination', 'recipient'],
		['Insufficient wallet balance', 'account'],
		['Template did not match', 'template'],
		['User is inactive for session message and template did not match', 'window'],
		['Something new', 'request'],
	])('"%s" is about %s', (message, category) => {
		expect(failure(400, says(message))).toMatchObject({ code: 'http_400', category });
	});

	it('repeats what was said, but no key', () => {
		const key = 'abcdefghij'.repeat(3);
		expect(failure(400, says('Invalid Destination')).message).toContain('Invalid Destination');
		expect(failure(400, says(`No user with ${key}`)).message).toContain('No user with …');
		expect(failure(400, says(`Bad apikey ${key}`)).message).not.toContain(key);
		expect(failure(400, says('Bad apikey short-1')).message).not.toContain('short-1');
	});

	it('under a success is one too', () => {
		expect(failure(200, says('Invalid Destination')).category).toBe('recipient');
		expect(failure(202, '<html>')).toMatchObject({ category: 'service', retry: 'never' });
	});

	it('after which the message may have gone out is never tried again', () => {
		expect(failure(503, says('Too Many Requests')).retry).toBe('never');
	});
});

describe('a failed message', () => {
	// https://docs.gupshup.io/docs/error-and-status-messages, https://partner-docs.gupshup.io/docs/error-codes
	const DOCUMENTED = [
		470, 500, 1001, 1002, 1003, 1004, 1005, 1006, 1007, 1008, 1009, 1010, 1011, 1012, 4001, 4002,
		4003, 4004, 4005,
	];

	it('has a row for every documented code, and no other', () => {
		expect(Object.keys(FAILURES).map(Number)).toEqual(DOCUMENTED);
	});

	it('has words for every code', () => {
		for (const code of Object.keys(FAILURES)) {
			expect(undelivered(code, 'Reason')).toMatchObject({ code });
		}
	});

	it('repeats the reason, but no key', () => {
		expect(undelivered('1009', 'Required parameter is missing').message).toBe(
			'A value that Gupshup needs is missing: Required parameter is missing',
		);
		expect(undelivered('1003', `No ${'abcdefghij'.repeat(3)}`).message).toContain('No …');
	});

	it.each([
		['1001', undefined, 'account'],
		['4001', undefined, 'limit'],
		['471', undefined, 'limit'],
		['1013', undefined, 'recipient'],
		['131049', 'Template was not sent', 'limit'],
		['unknown', 'Insufficient wallet balance', 'account'],
		['9999', 'The template is paused', 'template'],
	])('%s "%s" is about %s', (code, reason, category) => {
		expect(undelivered(code, reason)).toMatchObject({ code, category });
	});

	it('of an unknown code says the code', () => {
		expect(undelivered('9999', 'Odd').message).toContain('9999');
		expect(undelivered('constructor').message).toContain('constructor');
	});
});
