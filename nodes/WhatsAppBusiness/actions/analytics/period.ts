import type { DateTime } from 'luxon';
import { readDate } from '../../../shared/readDate';

export type Period =
	| { ok: true; from: number; to: number }
	| { ok: false; message: string; hint: string };

/**
 * The time between two fields, in seconds since 1970.
 *
 * @param from,to as n8n hands dates over: text, or luxon's own from an expression; an empty `to` is now
 * @param zone of texts that name none
 */
export function readPeriod(
	from: unknown,
	to: unknown,
	{ zone, now, lookBackDays }: { zone: string; now: DateTime; lookBackDays: number },
): Period {
	const start = readDate(from, zone);
	const end = isEmpty(to) ? now : readDate(to, zone);
	if (start === undefined) return noDate('From', from);
	if (end === undefined) return noDate('To', to);
	if (start >= end) {
		return {
			ok: false,
			message: '"From" is not before "To"',
			hint: 'Choose an earlier date in "From"; an empty "To" means now',
		};
	}
	// A day of grace: the date may have been worked out at the start of a day.
	const earliest = now.minus({ days: lookBackDays + 1 });
	if (start < earliest) {
		return {
			ok: false,
			message: `"From" is more than ${lookBackDays} days ago; WhatsApp has no figures from then`,
			hint: `Choose a date after ${earliest.plus({ days: 1 }).toISODate()}`,
		};
	}
	return { ok: true, from: Math.floor(start.toSeconds()), to: Math.floor(end.toSeconds()) };
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

function noDate(field: string, value: unknown): Period {
	return isEmpty(value)
		? { ok: false, message: `"${field}" is empty`, hint: `Choose a date in "${field}"` }
		: {
				ok: false,
				message: `"${String(value)}" in "${field}" is no date`,
				hint: 'Choose a date, or write it like 2026-11-05',
			};
}
