import { cacheFor } from '../../../nodes/core/cache';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('a value serves for its time, which begins anew when it is set anew', () => {
	const cache = cacheFor<string>(1000);
	cache.set('a', 'one');
	jest.advanceTimersByTime(999);
	expect(cache.get('a')).toBe('one');
	cache.set('a', 'two');
	jest.advanceTimersByTime(999);
	expect(cache.get('a')).toBe('two');
	jest.advanceTimersByTime(1);
	expect(cache.get('a')).toBeUndefined();
});

it('of too many, what was set first is forgotten first', () => {
	const cache = cacheFor<number>(1000, 2);
	for (const [number, key] of ['a', 'b', 'a', 'c'].entries()) cache.set(key, number);
	expect(['a', 'b', 'c'].map((key) => cache.get(key))).toEqual([2, undefined, 3]);
});

it('forgets a value only while it is the one that is known', () => {
	const cache = cacheFor<string>(1000);
	cache.set('a', 'new');
	cache.delete('a', 'old');
	expect(cache.get('a')).toBe('new');
	cache.delete('a', 'new');
	expect(cache.get('a')).toBeUndefined();
});
