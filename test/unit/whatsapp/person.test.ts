import { canonicalPerson, isPerson, parseRecipient } from '../../../nodes/whatsapp/person';

describe('whom to write to', () => {
	it('can be named by phone number', () => {
		expect(parseRecipient(' +34 600 000 001 ')).toEqual({ phone: '34600000001' });
	});

	it.each([
		'ES.13491208655302741918',
		'US.ENT.1349120865530274',
		'BR.a1B2',
		`ES.${'1'.repeat(128)}`,
	])('can be named by user ID: %s', (userId) => {
		expect(parseRecipient(` ${userId}\n`)).toEqual({ userId });
	});

	it.each([
		'',
		'Ana',
		'@ana',
		'es.1001',
		'ESP.1001',
		'ES.',
		'ES.ENT.',
		'ES.10 01',
		'ES.1001/..',
		`ES.${'1'.repeat(129)}`,
		'ana@example.com',
		'{{ $json.phone }}',
	])('is not named by %j', (input) => {
		expect(parseRecipient(input)).toBeUndefined();
	});
});

describe('one spelling per person', () => {
	it('is the same for every form of a number', () => {
		const spelling = canonicalPerson({ phone: '5511987650001' });
		for (const phone of ['551187650001', '+55 11 98765-0001', '0055 (11) 8765 0001']) {
			expect(canonicalPerson({ phone })).toBe(spelling);
		}
	});

	it('is the user ID where there is one, with its case', () => {
		expect(canonicalPerson({ userId: 'ES.a', phone: '34600000001' })).toBe('user:ES.a');
		expect(canonicalPerson({ userId: 'ES.A' })).not.toBe(canonicalPerson({ userId: 'ES.a' }));
	});

	it('never mixes numbers up with user IDs', () => {
		expect(canonicalPerson({ phone: '34600000001' })).not.toBe(
			canonicalPerson({ userId: '34600000001' }),
		);
	});
});

describe('the person who was asked', () => {
	const byPhone = [{ phone: '5511987650001' }];
	const byUserId = [{ userId: 'ES.1001' }];

	it('is known by number in each of its forms', () => {
		expect(isPerson(byPhone, { phone: '551187650001' })).toBe(true);
		expect(isPerson(byPhone, { phone: '551187650001', userId: 'BR.5' })).toBe(true);
	});

	it('is known by user ID with or without a number', () => {
		expect(isPerson(byUserId, { userId: 'ES.1001' })).toBe(true);
		expect(isPerson(byUserId, { userId: 'ES.1001', phone: '34600000001' })).toBe(true);
	});

	it('may be known under several identities', () => {
		const asked = [{ phone: '34600000001' }, { userId: 'ES.1001' }];
		expect(isPerson(asked, { userId: 'ES.1001' })).toBe(true);
		expect(isPerson(asked, { phone: '34600000001' })).toBe(true);
	});

	it.each([
		['somebody else', byPhone, { phone: '5511987650002' }],
		['another user ID', byUserId, { userId: 'ES.1002' }],
		['a user ID in other case', byUserId, { userId: 'es.1001' }],
		['the same name', byPhone, { name: 'Ana', username: '@ana' }],
		['somebody whose number is hidden, where a number was asked', byPhone, { userId: 'BR.5' }],
		['somebody without a user ID, where one was asked', byUserId, { phone: '34600000001' }],
		['nobody', byPhone, {}],
	])('is not %s', (_, asked, person) => {
		expect(isPerson(asked, person)).toBe(false);
	});

	it('is nobody when nobody was asked, or the asked one is unknown', () => {
		expect(isPerson([], { phone: '34600000001' })).toBe(false);
		expect(isPerson([{}], {})).toBe(false);
		expect(isPerson([{ phone: 'unknown' }], { phone: 'unknown' })).toBe(false);
		expect(isPerson([{ phone: '' }], { phone: '' })).toBe(false);
	});
});
