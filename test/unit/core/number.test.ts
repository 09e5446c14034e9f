import { numberOf } from '../../../nodes/core/number';

describe('a number as people write it', () => {
	it.each<[unknown, number]>([
		['1,5', 1.5],
		['1.5', 1.5],
		[' -3,70 ', -3.7],
		['0,1234', 0.1234],
		[2, 2],
		['90', 90],
	])('%j is read', (given, read) => {
		expect(numberOf(given)).toBe(read);
	});

	it.each([['1,500'], ['1,5,0'], ['one'], [''], [' '], [null], [undefined], [true]])(
		'%j is none, or could be two',
		(given) => {
			expect(numberOf(given)).toBeNaN();
		},
	);
});
