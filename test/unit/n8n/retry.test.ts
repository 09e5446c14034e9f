import { failure as metaFailure } from '../../../nodes/providers/meta/failure';
import { failure as interaktFailure } from '../../../nodes/providers/interakt/failure';
import { retryPolicy } from '../../../nodes/n8n/retry';

const meta = (code: number) => metaFailure(400, { error: { code, message: 'x' } });

describe('sending a refused message again', () => {
	it('waits 4^X seconds where one person got too many, and lets the others go on', () => {
		const waits = [1, 2, 3].map((tries) => retryPolicy(meta(131056), tries, 0));
		expect(waits).toEqual([{ wait: 1000 }, { wait: 4000 }, { wait: 16_000 }]);
	});

	it('waits shortly, longer each time, and puts off what comes next where the number was too fast', () => {
		expect(retryPolicy(meta(130429), 1, 0)).toEqual({ wait: 1000, putOff: 25 });
		expect(retryPolicy(meta(130429), 2, 0)).toEqual({ wait: 2000, putOff: 25 });
		expect(retryPolicy(meta(131000), 1, 0)).toEqual({ wait: 5000 });
	});

	it('scatters those that were refused together', () => {
		const waits = [0, 0.5, 0.99].map((random) => retryPolicy(meta(131000), 1, random)!.wait);
		expect(new Set(waits).size).toBe(3);
		expect(Math.min(...waits)).toBe(5000);
	});

	it('waits as long as the provider says, up to a minute', () => {
		const { afterSeconds } = interaktFailure(429, {});
		expect(afterSeconds).toBe(60);
		expect(retryPolicy(interaktFailure(429, {}), 1, 0)).toEqual({ wait: 60_000, pause: 60_000 });
	});

	it.each([
		['waits for hours', meta(131048)],
		['waits a day', meta(131049)],
		['would be refused again', meta(131026)],
		['may have been taken', metaFailure(502, '<html>')],
		['got no answer at all', undefined],
		['has to wait nobody knows how long', { ...meta(131048), afterSeconds: undefined }],
	])('is not done where it %s', (_what, failure) => {
		expect(retryPolicy(failure, 1, 0)).toBeUndefined();
	});

	it('ends after four times', () => {
		expect(retryPolicy(meta(131000), 3, 0)).toBeDefined();
		expect(retryPolicy(meta(131000), 4, 0)).toBeUndefined();
		expect(retryPolicy(meta(131056), 4, 0)).toBeUndefined();
	});
});
