import * as fc from 'fast-check';
import type { Failure } from '../../../../nodes/whatsapp/failure';
import { failure, fromCode } from '../../../../nodes/providers/meta/failure';
import { FAILURES } from '../../../../nodes/providers/meta/errorCodes';
import { OLD_CODES } from '../../../../nodes/providers/meta/oldErrorCodes';
import { type CodeKind, DOCUMENTED } from '../../../fixtures/meta/documentedCodes';

const refused = (code: number | string, message = 'Why', details?: string) =>
	failure(400, {
		error: { message, type: 'OAuthException', code, error_data: { details }, fbtrace_id: 'A1' },
	});

const RETRY: Record<CodeKind, Failure['retry']> = {
	R: 'now',
	L: 'later',
	A: 'never',
	F: 'never',
	X: 'never',
};
/** Limits that pass within seconds can be waited out; an upgrade of the number takes minutes. */
const EXCEPTIONS: Record<number, Failure['retry']> = {
	130429: 'now',
	131056: 'now',
	131057: 'later',
};

describe('every documented code', () => {
	it.each(DOCUMENTED)(
		'%i is known, and trying again is right for a code of kind %s',
		(code, kind) => {
			const { retry, message, hint, afterSeconds } = refused(code);
			expect(retry).toBe(EXCEPTIONS[code] ?? RETRY[kind]);
			expect(message).not.toContain(`code ${code}`);
			expect(hint.length).toBeGreaterThan(10);
			if (retry === 'never') expect(afterSeconds).toBeUndefined();
			else expect(afterSeconds).toBeGreaterThan(0);
		},
	);

	it('has a row, and no row is without a documented code', () => {
		expect(Object.keys(FAILURES).map(Number)).toEqual(DOCUMENTED.map(([code]) => code));
	});

	it.each([
		[131048, 3600],
		[131049, 24 * 3600],
		[132015, 3 * 3600],
		[133015, 5 * 60],
		[133016, 72 * 3600],
		[80007, 3600],
	])('%i is not tried again before %i seconds', (code, seconds) => {
		expect(refused(code).afterSeconds).toBeGreaterThanOrEqual(seconds);
	});

	it.each([[130429], [131056], [1], [131000]])('%i is over within seconds', (code) => {
		expect(refused(code).afterSeconds).toBeLessThanOrEqual(10);
	});

	it.each([
		[131047, 'window'],
		[132001, 'template'],
		[131050, 'recipient'],
		[190, 'access'],
		[131031, 'account'],
		[130429, 'limit'],
		[131016, 'service'],
		[100, 'request'],
		[80008, 'limit'],
		[613, 'limit'],
		[131063, 'account'],
		[131064, 'account'],
		[132008, 'template'],
		[134101, 'template'],
		[139200, 'account'],
		[2494100, 'service'],
	])('%i is sorted under %s', (code, category) => {
		expect(refused(code).category).toBe(category);
	});
});

// https://developers.facebook.com/documentation/business-messaging/whatsapp/direct-send/api-reference
it('an account without Direct Send is told from other invalid parameters by the words', () => {
	const error = { code: 100, message: '(#100) Direct Send isn’t enabled for this account.' };
	expect(failure(400, { error })).toMatchObject({
		code: '100',
		category: 'account',
		hint: 'Send an approved template instead',
	});
	expect(failure(400, { error: { code: 100, message: 'Invalid' } }).category).toBe('request');
});

describe('what passes, says Meta', () => {
	const transient = (code: number) =>
		failure(400, { error: { code, message: 'Why', is_transient: true } });

	it('is no fault of the message, whatever its code', () => {
		expect(transient(987654)).toMatchObject({ category: 'service', retry: 'now' });
		expect(transient(100)).toMatchObject({ category: 'request', retry: 'later' });
		expect(transient(80008)).toEqual(refused(80008));
	});

	it('is not what does not pass', () => {
		const error = { code: 987654, message: 'Why', is_transient: false };
		expect(failure(400, { error }).retry).toBe('never');
	});
});

describe('a template that is refused', () => {
	const template = (error_subcode: number) =>
		failure(400, {
			error: { code: 100, message: 'Invalid parameter', error_subcode, error_user_msg: 'For you' },
		});

	it('is explained by its subcode, in the words for people', () => {
		expect(template(2388299)).toMatchObject({
			code: '100',
			message: 'The template begins or ends with a variable: For you',
		});
		expect(template(33).message).toBe('WhatsApp did not accept a value: For you');
	});
});

describe('codes from before the Cloud API', () => {
	it.each([
		['470', 'window'],
		['471', 'limit'],
		['1013', 'recipient'],
		['402', 'account'],
		['2001', 'template'],
	])('%s is about %s, and keeps its name', (code, category) => {
		expect(fromCode(code, 'Why')).toMatchObject({ code, category });
	});

	it('each mean a code of today', () => {
		for (const code of Object.values(OLD_CODES)) expect(FAILURES).toHaveProperty(code);
	});
});

describe('families of codes', () => {
	it.each([[200], [201], [240], [299]])('%i is a lack of permission', (code) => {
		expect(refused(code)).toMatchObject({ code: String(code), category: 'access', retry: 'never' });
	});

	it.each([[199], [300]])('%i is not', (code) => {
		expect(refused(code).category).toBe('request');
	});

	it.each([[2388019], [2388040], [2388293], [2388299]])('%i is about the request', (code) => {
		const { message, ...rest } = refused(code, 'Too many variables');
		expect(rest).toMatchObject({ code: String(code), category: 'request', retry: 'never' });
		expect(message).toContain('Too many variables');
	});

	it('an unknown code is named, and not tried again', () => {
		expect(refused(987654, 'Something new')).toMatchObject({
			code: '987654',
			retry: 'never',
			message: 'WhatsApp refused the call (code 987654): Something new',
		});
	});
});

describe('what Meta says about it', () => {
	it('is in the message: the details rather than the title', () => {
		expect(refused(131009, '(#131009) Parameter value is not valid', 'Title is too long')).toEqual(
			expect.objectContaining({ message: 'A value is not valid: Title is too long' }),
		);
		expect(refused(131009, '(#131009) Not valid').message).toBe(
			'A value is not valid: (#131009) Not valid',
		);
	});

	it('is read from a failed status the same way', () => {
		expect(fromCode('131047', 'Too late')).toMatchObject({
			category: 'window',
			message: 'More than 24 hours have passed since this person last wrote: Too late',
		});
		expect(fromCode('131047').message).not.toContain('undefined');
	});

	it.each([[190], [0], [10], [200], [100], [102], [2500], [1]])(
		'never repeats the access token (code %i)',
		(code) => {
			const token = 'EAAfictional01';
			const { message, hint } = refused(code, `Malformed access token ${token}`);
			expect(message + hint).not.toContain('fictional01');
			const { message: inDetails } = refused(code, 'Bad', `access token "${token}" is bad`);
			expect(inDetails).not.toContain('fictional01');
		},
	);
});

describe('an answer without Meta’s envelope', () => {
	const bodies = [undefined, null, '', '<html>Bad Gateway</html>', {}, [], { error: 'broken' }];

	it.each([[500], [502], [503], [504], [200], [302]])(
		'with HTTP %i leaves open whether the message went out, so it is not sent again',
		(status) => {
			for (const body of bodies) {
				const { category, retry, message, hint } = failure(status, body);
				expect({ category, retry }).toEqual({ category: 'service', retry: 'never' });
				expect(message).toContain(`HTTP ${status}`);
				expect(hint).toContain('may or may not');
			}
		},
	);

	it.each([[401], [403]])('with HTTP %i is about access', (status) => {
		for (const body of bodies) {
			expect(failure(status, body)).toMatchObject({
				code: `http_${status}`,
				category: 'access',
				retry: 'never',
			});
		}
	});

	it('with HTTP 429 can be tried again after a while', () => {
		expect(failure(429, 'Slow down')).toMatchObject({
			code: 'http_429',
			category: 'limit',
			retry: 'later',
			afterSeconds: 60,
		});
	});

	it.each([[400], [404]])('with HTTP %i is a fault in the request', (status) => {
		expect(failure(status, '<html>')).toMatchObject({ category: 'request', retry: 'never' });
	});
});

describe('an answer of any kind', () => {
	const expectFailure = (status: number, body: unknown) => {
		const { code, message, hint, retry } = failure(status, body);
		for (const text of [code, message, hint]) expect(typeof text).toBe('string');
		expect(['now', 'later', 'never']).toContain(retry);
	};

	it('is put into words', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 599 }),
				fc.jsonValue(),
				fc.option(fc.record({ code: fc.jsonValue(), error_data: fc.jsonValue() })),
				(status, body, error) => {
					expectFailure(status, body);
					expectFailure(status, { error });
				},
			),
		);
	});

	it('is put into words where the code is a name that every JavaScript object has', () => {
		for (const code of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
			expectFailure(400, { error: { code } });
		}
	});
});
