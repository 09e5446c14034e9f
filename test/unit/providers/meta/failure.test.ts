import * as fc from 'fast-check';
import type { Failure } from '../../../../nodes/whatsapp/failure';
import { failure, fromCode } from '../../../../nodes/providers/meta/failure';
import { FAILURES } from '../../../../nodes/providers/meta/errorCodes';

const refused = (code: number | string, message = 'Why', details?: string) =>
	failure(400, {
		error: { message, type: 'OAuthException', code, error_data: { details }, fbtrace_id: 'A1' },
	});

/**
 * Whether trying again helps, after the table of
 * https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 * `R` transient, `L` later, `A` authorization, `F` the request or set-up, `X` give up.
 */
type Kind = 'R' | 'L' | 'A' | 'F' | 'X';
const DOCUMENTED: Array<[code: number, kind: Kind]> = [
	[0, 'A'],
	[1, 'R'],
	[2, 'R'],
	[3, 'A'],
	[4, 'L'],
	[10, 'A'],
	[33, 'F'],
	[100, 'F'],
	[190, 'A'],
	[200, 'A'],
	[368, 'X'],
	[80007, 'L'],
	[130429, 'L'],
	[130472, 'X'],
	[130497, 'X'],
	[131000, 'R'],
	[131005, 'A'],
	[131008, 'F'],
	[131009, 'F'],
	[131016, 'R'],
	[131021, 'F'],
	[131026, 'X'],
	[131030, 'F'],
	[131031, 'X'],
	[131037, 'F'],
	[131042, 'F'],
	[131045, 'F'],
	[131047, 'F'],
	[131048, 'L'],
	[131049, 'L'],
	[131050, 'X'],
	[131051, 'F'],
	[131052, 'X'],
	[131053, 'F'],
	[131055, 'F'],
	[131056, 'L'],
	[131057, 'R'],
	[131059, 'F'],
	[131060, 'X'],
	[131062, 'F'],
	[132000, 'F'],
	[132001, 'F'],
	[132005, 'F'],
	[132007, 'F'],
	[132012, 'F'],
	[132015, 'L'],
	[132016, 'X'],
	[132018, 'F'],
	[132068, 'F'],
	[132069, 'L'],
	[133000, 'F'],
	[133004, 'R'],
	[133005, 'F'],
	[133006, 'F'],
	[133008, 'L'],
	[133009, 'L'],
	[133010, 'F'],
	[133015, 'L'],
	[133016, 'L'],
	[134011, 'F'],
	[135000, 'F'],
	[137000, 'F'],
];
const RETRY: Record<Kind, Failure['retry']> = {
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
		// 2200 is of the Graph API (callback verification), 20000x of the page on analytics; the Cloud
		// API's list has neither.
		expect(
			Object.keys(FAILURES)
				.map(Number)
				.filter((code) => code !== 2200 && Math.floor(code / 10) !== 20000),
		).toEqual(DOCUMENTED.map(([code]) => code));
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
	])('%i is sorted under %s', (code, category) => {
		expect(refused(code).category).toBe(category);
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
