import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
	afterWorkingTime,
	readWorkingHours,
	type WorkingHours,
} from '../../../../nodes/WhatsAppBusinessApproval/parameters/workingHours';
import { processorTime } from '../../../fixtures/processorTime.cjs';

const WEEKDAYS = [1, 2, 3, 4, 5];
const DAILY = [1, 2, 3, 4, 5, 6, 7];
const MADRID = { days: WEEKDAYS, from: '09:00', to: '17:00', zone: 'Europe/Madrid' };
const NIGHT = { days: WEEKDAYS, from: '22:00', to: '06:00', zone: 'Europe/Madrid' };

/** Start and result as ISO times in the zone; the start with its offset where it is ambiguous. */
function after(start: string, minutes: number, hours: WorkingHours): string | undefined {
	const at = DateTime.fromISO(start, { zone: hours.zone }).toJSDate();
	const end = afterWorkingTime(at, minutes, hours);
	if (end === undefined) return undefined;
	return DateTime.fromJSDate(end, { zone: hours.zone }).toISO({
		suppressMilliseconds: true,
		suppressSeconds: true,
	})!;
}

describe('working hours', () => {
	it.each([
		MADRID,
		NIGHT,
		{ ...MADRID, days: [7] },
		{ ...MADRID, from: '00:00', to: '23:59', zone: 'Asia/Kolkata' },
		{ ...MADRID, zone: 'UTC' },
	])('are read: %j', (hours) => {
		expect(readWorkingHours({ ...hours, more: 1 })).toEqual(hours);
	});

	it.each([
		undefined,
		null,
		'09:00-17:00',
		[],
		{},
		{ ...MADRID, days: [] },
		{ ...MADRID, days: 1 },
		{ ...MADRID, days: '12345' },
		{ ...MADRID, days: [0] },
		{ ...MADRID, days: [1, 8] },
		{ ...MADRID, days: [1.5] },
		{ ...MADRID, days: ['1'] },
		{ ...MADRID, days: [NaN] },
		{ ...MADRID, from: '9:00' },
		{ ...MADRID, from: '24:00' },
		{ ...MADRID, from: '09:60' },
		{ ...MADRID, from: '09:00:00' },
		{ ...MADRID, from: '09:00\n' },
		{ ...MADRID, from: 540 },
		{ ...MADRID, to: '' },
		{ ...MADRID, to: ' 17:00' },
		{ ...MADRID, to: '09:00' },
		{ ...MADRID, zone: '' },
		{ ...MADRID, zone: 'local' },
		{ ...MADRID, zone: 'Europe/Nowhere' },
		{ ...MADRID, zone: undefined },
	])('are refused: %j', (value) => {
		expect(readWorkingHours(value)).toBe('invalid');
	});
});

describe('working time', () => {
	it.each([
		['a whole shift', '2026-06-01T09:00', 480, MADRID, '2026-06-01T17:00+02:00'],
		['a minute more', '2026-06-01T09:00', 481, MADRID, '2026-06-02T09:01+02:00'],
		['within a shift', '2026-06-01T10:15', 60, MADRID, '2026-06-01T11:15+02:00'],
		['before a shift', '2026-06-01T03:00', 60, MADRID, '2026-06-01T10:00+02:00'],
		['after a shift', '2026-06-01T19:00', 60, MADRID, '2026-06-02T10:00+02:00'],
		['at the end of a shift', '2026-06-01T17:00', 60, MADRID, '2026-06-02T10:00+02:00'],
		['over a night', '2026-06-01T16:30', 60, MADRID, '2026-06-02T09:30+02:00'],
		['over a weekend', '2026-06-05T16:30', 60, MADRID, '2026-06-08T09:30+02:00'],
		['on a weekend', '2026-06-06T12:00', 60, MADRID, '2026-06-08T10:00+02:00'],
		['a week', '2026-06-03T12:00', 2400, MADRID, '2026-06-10T12:00+02:00'],
		['over a year’s end', '2026-12-31T16:00', 120, MADRID, '2027-01-01T10:00+01:00'],
		['over a leap day', '2028-02-28T16:00', 540, MADRID, '2028-02-29T17:00+01:00'],
		['part of a minute', '2026-06-01T09:00', 0.5, MADRID, '2026-06-01T09:00:30+02:00'],
		['no time in a shift', '2026-06-01T10:15', 0, MADRID, '2026-06-01T10:15+02:00'],
		['no time outside one', '2026-06-06T10:15', 0, MADRID, '2026-06-06T10:15+02:00'],
	])('%s', (_, start, minutes, hours, end) => {
		expect(after(start, minutes, hours)).toBe(end);
	});

	it.each([
		['in the evening', '2026-06-01T23:00', 60, '2026-06-02T00:00+02:00'],
		['after midnight', '2026-06-02T02:00', 240, '2026-06-02T06:00+02:00'],
		['into the next', '2026-06-02T02:00', 241, '2026-06-02T22:01+02:00'],
		['between two', '2026-06-02T12:00', 60, '2026-06-02T23:00+02:00'],
		['Friday’s, on Saturday', '2026-06-06T02:00', 240, '2026-06-06T06:00+02:00'],
		['from Friday’s to Monday’s', '2026-06-06T05:00', 120, '2026-06-08T23:00+02:00'],
		['no shift of Sunday’s on Monday', '2026-06-08T02:00', 60, '2026-06-08T23:00+02:00'],
	])('of shifts over midnight: %s', (_, start, minutes, end) => {
		expect(after(start, minutes, NIGHT)).toBe(end);
	});

	it('of a shift that belongs to Sunday, on Monday', () => {
		const sunday = { ...NIGHT, days: [7] };
		expect(after('2026-06-08T02:00', 240, sunday)).toBe('2026-06-08T06:00+02:00');
		expect(after('2026-06-08T02:00', 241, sunday)).toBe('2026-06-14T22:01+02:00');
	});

	it.each([
		['Kolkata', 'Asia/Kolkata', '2026-06-05T16:30', 60, '2026-06-08T09:30+05:30'],
		['Kathmandu', 'Asia/Kathmandu', '2026-06-05T16:30', 60, '2026-06-08T09:30+05:45'],
		['Kiritimati', 'Pacific/Kiritimati', '2026-06-05T16:30', 60, '2026-06-08T09:30+14:00'],
		['Niue', 'Pacific/Niue', '2026-06-05T16:30', 60, '2026-06-08T09:30-11:00'],
		['New York', 'America/New_York', '2026-03-06T16:30', 60, '2026-03-09T09:30-04:00'],
		['New York', 'America/New_York', '2026-10-30T16:30', 60, '2026-11-02T09:30-05:00'],
		['Madrid', 'Europe/Madrid', '2026-03-27T16:30', 60, '2026-03-30T09:30+02:00'],
		['Madrid', 'Europe/Madrid', '2026-10-23T16:30', 60, '2026-10-26T09:30+01:00'],
		['São Paulo', 'America/Sao_Paulo', '2018-11-02T16:30', 60, '2018-11-05T09:30-02:00'],
		['São Paulo', 'America/Sao_Paulo', '2019-02-15T16:30', 60, '2019-02-18T09:30-03:00'],
	])('in %s', (_, zone, start, minutes, end) => {
		expect(after(start, minutes, { ...MADRID, zone })).toBe(end);
	});

	it.each([
		[
			'the short night',
			'Europe/Madrid',
			'22:00',
			'06:00',
			'2026-03-28T22:00',
			420,
			'2026-03-29T06:00+02:00',
		],
		[
			'the long night',
			'Europe/Madrid',
			'22:00',
			'06:00',
			'2026-10-24T22:00',
			540,
			'2026-10-25T06:00+01:00',
		],
		[
			'the short day',
			'America/New_York',
			'01:00',
			'09:00',
			'2026-03-08T01:00',
			420,
			'2026-03-08T09:00-04:00',
		],
		[
			'the long day',
			'America/New_York',
			'00:00',
			'08:00',
			'2026-11-01T00:00',
			540,
			'2026-11-01T08:00-05:00',
		],
		[
			'no midnight',
			'America/Sao_Paulo',
			'00:00',
			'08:00',
			'2018-11-03T20:00',
			420,
			'2018-11-04T08:00-02:00',
		],
		[
			'midnight later',
			'America/Sao_Paulo',
			'16:00',
			'00:00',
			'2019-02-16T16:00',
			540,
			'2019-02-17T00:00-03:00',
		],
		[
			'a begin that is skipped',
			'Europe/Madrid',
			'02:30',
			'06:00',
			'2026-03-29T00:00',
			60,
			'2026-03-29T04:00+02:00',
		],
		[
			'an end that is skipped',
			'Europe/Madrid',
			'00:00',
			'02:30',
			'2026-03-29T00:00',
			120,
			'2026-03-29T03:00+02:00',
		],
		[
			'a shift that is skipped',
			'Europe/Madrid',
			'02:10',
			'02:50',
			'2026-03-29T00:00',
			1,
			'2026-03-30T02:11+02:00',
		],
		[
			'a begin that comes twice',
			'Europe/Madrid',
			'02:30',
			'06:00',
			'2026-10-25T00:00',
			60,
			'2026-10-25T02:30+01:00',
		],
		[
			'an end that comes twice',
			'Europe/Madrid',
			'00:00',
			'02:30',
			'2026-10-25T00:00',
			150,
			'2026-10-25T02:30+02:00',
		],
		[
			'a day that is skipped',
			'Pacific/Apia',
			'09:00',
			'17:00',
			'2011-12-29T16:00',
			120,
			'2011-12-31T10:00+14:00',
		],
	])('counts real minutes when the clocks change: %s', (_, zone, from, to, start, minutes, end) => {
		expect(after(start, minutes, { days: DAILY, from, to, zone })).toBe(end);
	});

	it('does not depend on the season in which it is asked', () => {
		const hours = { days: DAILY, from: '00:00', to: '02:30', zone: 'Europe/Madrid' };
		try {
			for (const now of ['2026-01-15T00:00:00Z', '2026-07-15T00:00:00Z']) {
				jest.useFakeTimers({ now: new Date(now) });
				const end = afterWorkingTime(new Date('2026-10-24T22:00:00Z'), 150, hours);
				expect(end?.toISOString()).toBe('2026-10-25T00:30:00.000Z');
			}
		} finally {
			jest.useRealTimers();
		}
	});

	it('takes the days in any order, each once', () => {
		const hours = { ...MADRID, days: [5, 1, 5, 3, 1] };
		expect(after('2026-06-01T16:00', 120, hours)).toBe('2026-06-03T10:00+02:00');
		expect(after('2026-06-05T16:00', 120, hours)).toBe('2026-06-08T10:00+02:00');
	});

	it('is bounded: a year of it on one day a week, but not a minute a week', () => {
		expect(after('2026-06-01T09:00', 525_600, { ...MADRID, days: [1] })).toBe(
			'2047-05-20T17:00+02:00',
		);
		expect(after('2026-06-01T09:00', 525_600, { ...MADRID, days: [1], to: '09:01' })).toBe(
			undefined,
		);
		// What has no end is given up after a number of days, not after as many minutes.
		const minuteAWeek = { ...MADRID, days: [1], to: '09:01' };
		const time = (minutes: number) =>
			processorTime(() => after('2026-06-01T09:00', minutes, minuteAWeek), 3);
		expect(time(10_000_000)).toBeLessThan(4 * time(525_600));
	});

	it.each([-1, NaN, Infinity])('has no end after %d minutes', (minutes) => {
		expect(afterWorkingTime(new Date(), minutes, MADRID)).toBeUndefined();
	});

	it('has no end when it never starts', () => {
		expect(afterWorkingTime(new Date(NaN), 1, MADRID)).toBeUndefined();
		expect(afterWorkingTime(new Date(8.64e15), 1, MADRID)).toBeUndefined();
	});

	it('leaves the start alone', () => {
		const start = new Date('2026-06-01T09:00:00Z');
		expect(afterWorkingTime(start, 0, MADRID)).not.toBe(start);
		afterWorkingTime(start, 100, MADRID);
		expect(start.toISOString()).toBe('2026-06-01T09:00:00.000Z');
	});
});

describe('working time counted minute by minute', () => {
	const formats = new Map<string, Intl.DateTimeFormat>();
	const NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

	/** What the clocks of the zone show, straight from Intl. */
	function shown(moment: number, zone: string) {
		if (!formats.has(zone)) {
			const fields = { weekday: 'short', hour: '2-digit', minute: '2-digit' } as const;
			const format = { ...fields, hourCycle: 'h23', timeZone: zone } as const;
			formats.set(zone, new Intl.DateTimeFormat('en-US', format));
		}
		const [weekday, time] = formats.get(zone)!.format(moment).split(/,? /);
		return { weekday: NAMES.indexOf(weekday) + 1, time };
	}

	function isWorking(moment: number, { days, from, to, zone }: WorkingHours): boolean {
		const { weekday, time } = shown(moment, zone);
		if (from < to) return days.includes(weekday) && time >= from && time < to;
		const dayBefore = weekday === 1 ? 7 : weekday - 1;
		return (days.includes(weekday) && time >= from) || (days.includes(dayBefore) && time < to);
	}

	// Where the hours that come twice lie, only whole hours: within them it is by definition that
	// the first one counts, which this counting does not know.
	const time = fc
		.tuple(fc.nat(23), fc.nat(59))
		.map(([hour, minute]) =>
			[hour, [1, 2, 23].includes(hour) ? 0 : minute]
				.map((part) => String(part).padStart(2, '0'))
				.join(':'),
		);
	const hours = fc
		.record({
			days: fc.subarray(DAILY, { minLength: 1 }),
			from: time,
			to: time,
			zone: fc.constantFrom(
				'Europe/Madrid',
				'America/Sao_Paulo',
				'America/New_York',
				'Asia/Kolkata',
				'Australia/Lord_Howe',
			),
		})
		.filter(({ from, to }) => from !== to);
	// Around changes of the clocks in one zone or another, and a year's end.
	const start = fc
		.tuple(
			fc.constantFrom(
				'2018-11-04',
				'2019-02-17',
				'2026-03-08',
				'2026-03-29',
				'2026-10-25',
				'2026-11-01',
				'2026-12-31',
			),
			fc.integer({ min: -5000, max: 1500 }),
		)
		.map(([day, minutes]) => Date.parse(day) + minutes * 60_000);

	it('is what was asked', () => {
		fc.assert(
			fc.property(start, hours, fc.integer({ min: 1, max: 700 }), (from, when, minutes) => {
				const shift =
					(Date.parse(`2026-01-02T${when.to}Z`) - Date.parse(`2026-01-02T${when.from}Z`)) / 60_000;
				// At most about three shifts: the counting is slow.
				const asked = Math.min(minutes, 3 * ((shift + 1440) % 1440));
				const end = afterWorkingTime(new Date(from), asked, when)!.getTime();
				let counted = 0;
				for (let moment = from; moment < end; moment += 60_000) {
					if (isWorking(moment, when)) counted++;
				}
				expect(counted).toBe(asked);
				// Nor later than it has to be.
				expect(isWorking(end - 60_000, when)).toBe(true);
			}),
			{ numRuns: 150 },
		);
	});
});
