import { failure } from '../../../../nodes/providers/infobip/failure';
import { FAILURES, reasonFor, reportFailure } from '../../../../nodes/providers/infobip/errorCodes';
import { CHAT_ERRORS, REJECTED } from '../../../fixtures/infobip/documentedCodes';
import { account } from '../../../fixtures/infobip/account';

const exception = (text: string, validationErrors?: unknown) => ({
	requestError: { serviceException: { messageId: 'BAD_REQUEST', text, validationErrors } },
});

describe('a refused call', () => {
	it('says which fields were wrong', () => {
		const errors = { 'content.text': ['must not be blank', 'too short'], to: 'is wrong' };
		expect(failure(400, exception('Bad request', errors))).toEqual({
			code: 'BAD_REQUEST',
			category: 'request',
			message:
				'Infobip refused the call: Bad request: content.text must not be blank too short; to is wrong',
			hint: expect.stringContaining('value'),
			retry: 'never',
		});
	});

	it('reads the newer envelope too', () => {
		const body = {
			errorCode: 'E400',
			description: 'Request cannot be processed.',
			violations: [{ property: 'to', violation: 'must not be null' }],
		};
		expect(failure(400, body)).toMatchObject({
			code: 'E400',
			message: 'Infobip refused the call: Request cannot be processed.: to must not be null',
		});
	});

	it('never repeats a key', () => {
		const text = `No App ${account.apiKey}, nor ${account.apiKey}`;
		expect(JSON.stringify(failure(400, exception(text)))).not.toContain(account.apiKey.slice(0, 8));
		expect(JSON.stringify(failure(401, exception(text)))).not.toContain('0123');
	});

	it('waits after too many calls, and tries nothing else again', () => {
		expect(failure(429, exception('Too many requests'))).toMatchObject({
			retry: 'later',
			afterSeconds: 30,
		});
		for (const status of [200, 302, 400, 404, 500, 503]) {
			expect(failure(status, '<html>').retry).toBe('never');
		}
	});

	it('survives anything', () => {
		for (const body of [null, 7, [], { messages: [7] }, { requestError: [] }, exception('x', 7)]) {
			expect(failure(400, body).message).toMatch(/\w+ \w+/);
		}
	});
});

describe('a message that did not arrive', () => {
	const rejected = { groupName: 'REJECTED', name: 'REJECTED_OPERATOR', description: 'Rejected' };
	const undelivered = { groupId: 2, name: 'UNDELIVERABLE_NOT_DELIVERED' };
	const error = (name: string, more = {}) => ({ id: 7, name, description: '', ...more });

	it.each([
		['EC_CUSTOMER_SERVICE_WINDOW_CLOSED', 'window'],
		['EC_OUTSIDE_24H', 'window'],
		['RE_ENGAGEMENT_MESSAGE', 'window'],
		['EC_NO_ACTIVE_SESSION', 'window'],
		['EC_TEMPLATE_PAUSED', 'template'],
		['EC_PAIR_RATE_LIMIT', 'limit'],
		['REJECTED_NOT_ENOUGH_CREDITS', 'account'],
		['EC_UNKNOWN_SUBSCRIBER', 'recipient'],
		['EC_USER_NOT_ON_WHATSAPP', 'recipient'],
		['EC_MEDIA_DOWNLOAD_ERROR', 'request'],
	])('by the name %s is about the %s', (name, category) => {
		expect(reportFailure(error(name), rejected)).toMatchObject({ code: name, category });
	});

	it('is judged by its group where its name says nothing', () => {
		expect(reportFailure(undefined, rejected)).toMatchObject({ category: 'request' });
		expect(reportFailure(error('EC_X'), undelivered)).toMatchObject({ category: 'recipient' });
		expect(reportFailure({ id: 0, name: 'NO_ERROR' }, { groupId: 4 })).toMatchObject({
			code: 'failed',
			message: 'The message could not be delivered in time',
		});
	});

	it('may be tried later where Infobip calls it passing, but not in a closed window', () => {
		const passing = { permanent: false };
		expect(reportFailure(error('EC_X', passing), undelivered).retry).toBe('later');
		expect(reportFailure(error('EC_X', { permanent: true }), undelivered).retry).toBe('never');
		expect(reportFailure(error('EC_OUTSIDE_24H', passing), rejected).retry).toBe('never');
		expect(reportFailure(error('EC_FLOOD', { permanent: true }), rejected).retry).toBe('never');
	});
});

describe('every documented code', () => {
	const undelivered = { groupId: 2, id: 9, name: 'UNDELIVERABLE_NOT_DELIVERED' };

	it.each(CHAT_ERRORS)('%i %s has a row, whatever its description says', (id, name, permanent) => {
		const description = 'template credit 24 hours too many account recipient media';
		const failure = reportFailure({ id, name, description, permanent }, undelivered);
		const [category, retry, message, hint] = FAILURES[name];
		expect(failure).toMatchObject({ code: name, category, hint });
		expect(failure.message).toBe(`${message}: ${description}`);
		if (retry !== 'never') expect(failure.afterSeconds).toBeGreaterThan(0);
	});

	it.each(REJECTED)('status %i %s has a row', (id, name) => {
		const status = { groupId: 5, groupName: 'REJECTED', id, name, description: 'Said' };
		const [category, retry] = FAILURES[name];
		expect(reportFailure(undefined, status)).toMatchObject({ code: name, category, retry });
	});

	it('is known by its ID where the name is another, and by its name where the ID is', () => {
		expect(reportFailure({ id: 7010, name: 'EC_NEW' }, undelivered).category).toBe('window');
		expect(reportFailure({ id: 7999, name: 'EC_NO_SESSION' }, undelivered).category).toBe('window');
	});

	it.each([
		[7013, 'service', 'later'],
		[7016, 'limit', 'later'],
		[7019, 'account', 'never'],
		[7020, 'recipient', 'never'],
		[7024, 'limit', 'later'],
		[7031, 'template', 'never'],
		[7032, 'limit', 'later'],
		[7036, 'template', 'later'],
		[7082, 'service', 'later'],
		[7084, 'account', 'never'],
	])('%i is sorted under %s: %s', (id, category, retry) => {
		expect(reportFailure({ id, permanent: true }, undelivered)).toMatchObject({ category, retry });
	});
});

it('a text that means nothing has no reason', () => {
	for (const text of ['', 'Bad request', 'must not be blank', 'x'.repeat(1e6)]) {
		expect(reasonFor(text)).toBeUndefined();
	}
});
