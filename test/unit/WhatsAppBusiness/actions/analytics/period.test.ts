import { DateTime } from 'luxon';
import { readPeriod } from '../../../../../nodes/WhatsAppBusiness/actions/analytics/period';

const now = DateTime.fromISO('2026-11-20T12:00:00Z');
const settings = { zone: 'Europe/Madrid', now, lookBackDays: 90 };
const seconds = (iso: string) => Date.parse(iso) / 1000;

it.each<[string, unknown, string]>([
	['a date picked in the editor', '2026-11-05T00:00:00', '2026-11-04T23:00:00Z'],
	['a bare date', '2026-11-05', '2026-11-04T23:00:00Z'],
	['a database date', '2026-11-05 10:00:00', '2026-11-05T09:00:00Z'],
	['a date with its zone', '2026-11-05T10:00:00Z', '2026-11-05T10:00:00Z'],
	["luxon's", DateTime.fromISO('2026-11-05T10:00:00Z'), '2026-11-05T10:00:00Z'],
	['a Date', new Date('2026-11-05T10:00:00Z'), '2026-11-05T10:00:00Z'],
])('reads %s, in the zone of the workflow', (_what, from, start) => {
	expect(readPeriod(from, '', settings)).toEqual({
		ok: true,
		from: seconds(start),
		to: now.toSeconds(),
	});
});

it.each<[string, unknown, unknown, RegExp]>([
	['no beginning', '', '', /"From" is empty/],
	['no date', 'yesterday', '', /"yesterday" in "From" is no date/],
	['an end that is none', '2026-11-05', 7, /"7" in "To" is no date/],
	['the end before the beginning', '2026-11-05', '2026-11-04', /not before/],
	['too long ago', '2026-08-01', '', /more than 90 days ago/],
])('refuses %s', (_what, from, to, message) => {
	expect(readPeriod(from, to, settings)).toMatchObject({
		ok: false,
		message: expect.stringMatching(message),
		hint: expect.stringMatching(/./),
	});
});
