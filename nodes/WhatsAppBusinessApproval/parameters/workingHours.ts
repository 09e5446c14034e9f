import { IANAZone } from 'luxon';

/** When people work: one shift on each of the days. */
export interface WorkingHours {
	/** ISO weekdays, 1 = Monday … 7 = Sunday. */
	days: number[];
	/** `HH:mm` */
	from: string;
	/** `HH:mm`. At or before `from`, the shift ends on the day after the one it belongs to. */
	to: string;
	/** IANA name, e.g. `Europe/Madrid`. */
	zone: string;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const MAX_SHIFTS = 3660;

/**
 * Reads working hours.
 *
 * @returns `invalid` when they are none: no day or one that is no weekday, times that are not
 * `HH:mm` or the same, or an unknown time zone
 */
export function readWorkingHours(value: unknown): WorkingHours | 'invalid' {
	if (typeof value !== 'object' || value === null) return 'invalid';
	const { days, from, to, zone } = value as Partial<Record<keyof WorkingHours, unknown>>;
	if (!Array.isArray(days) || days.length === 0 || !days.every(isWeekday)) return 'invalid';
	if (!isTime(from) || !isTime(to) || from === to) return 'invalid';
	if (typeof zone !== 'string' || !IANAZone.isValidZone(zone)) return 'invalid';
	return { days, from, to, zone };
}

/**
 * The moment at which so many minutes of working time have passed since `start`; real minutes,
 * also when the clocks change. What runs out exactly with a shift ends with it, not when the next
 * one begins. No minutes end at once, inside or outside working hours.
 *
 * A time that the clocks skip is the moment of the change; of one that comes twice it is the first.
 *
 * @param hours as `readWorkingHours` gives them
 * @returns undefined beyond 3660 shifts (ten years of daily ones), and for what is no time to wait
 */
export function afterWorkingTime(
	start: Date,
	minutes: number,
	hours: WorkingHours,
): Date | undefined {
	if (Number.isNaN(start.getTime()) || !(minutes >= 0)) return undefined;
	if (minutes === 0) return new Date(start);
	let left = minutes * MINUTE;
	for (const shift of shiftsAround(start.getTime(), hours)) {
		const begin = Math.max(shift.begin, start.getTime());
		const length = Math.max(0, shift.end - begin);
		if (left <= length) return new Date(begin + left);
		left -= length;
	}
	return undefined;
}

/** Shifts in their order, from the week before: the one that runs at `moment` may have begun then. */
function* shiftsAround(moment: number, { days, from, to, zone: name }: WorkingHours) {
	const zone = IANAZone.create(name);
	const weekdays = [...new Set(days)].sort((a, b) => a - b);
	const today = Math.floor((moment + zone.offset(moment) * MINUTE) / DAY) * DAY;
	const monday = today - ((today / DAY + 3) % 7) * DAY - 7 * DAY;
	const overnight = to <= from ? DAY : 0;
	for (let shift = 0; shift < MAX_SHIFTS; shift++) {
		const week = Math.floor(shift / weekdays.length);
		const day = monday + (week * 7 + weekdays[shift % weekdays.length] - 1) * DAY;
		yield {
			begin: momentOf(day + timeOfDay(from), zone),
			end: momentOf(day + overnight + timeOfDay(to), zone),
		};
	}
}

/**
 * When the clocks of a zone first show a time. Not luxon's own conversion: for a time that comes
 * twice its result depends on the day on which it is asked, and a skipped one it moves by an hour.
 *
 * @param wall the time shown, as if it were UTC
 */
function momentOf(wall: number, zone: IANAZone): number {
	// No zone is a day away from UTC, so these lie before and after.
	const before = zone.offset(wall - DAY) * MINUTE;
	const after = zone.offset(wall + DAY) * MINUTE;
	const shows = (moment: number) => moment + zone.offset(moment) * MINUTE;
	if (shows(wall - before) === wall) return wall - before;
	if (shows(wall - after) === wall) return wall - after;
	// Skipped: the change is somewhere between the two readings.
	let skipped = wall - after;
	let reached = wall - before;
	while (reached - skipped > MINUTE) {
		const middle = skipped + Math.floor((reached - skipped) / 2 / MINUTE) * MINUTE;
		if (shows(middle) < wall) skipped = middle;
		else reached = middle;
	}
	return reached;
}

function timeOfDay(time: string): number {
	const [hour, minute] = time.split(':').map(Number);
	return (hour * 60 + minute) * MINUTE;
}

function isTime(value: unknown): value is string {
	return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

function isWeekday(value: unknown): value is number {
	return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 7;
}
