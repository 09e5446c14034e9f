import { DateTime } from 'luxon';
import { afterWorkingTime, type WorkingHours } from './workingHours';

/** The collection "Deadline", as n8n hands it over. */
export interface DeadlineSetting {
	limitType?: 'afterTimeInterval' | 'atSpecifiedTime';
	resumeAmount?: number;
	resumeUnit?: Unit;
	maxDateAndTime?: string;
}

export type Unit = 'minutes' | 'hours' | 'days';

const MINUTES = { minutes: 1, hours: 60, days: 24 * 60 };

/**
 * When the wait ends.
 *
 * @param zone the workflow's time zone, for dates without one
 * @param hours a duration counts only within these; a day is then one shift
 * @returns undefined for no deadline, `invalid` for one that is no date or already past
 */
export function deadlineOf(
	setting: DeadlineSetting | undefined,
	now: Date,
	zone: string,
	hours?: WorkingHours,
): Date | undefined | 'invalid' {
	if (setting === undefined) return undefined;
	const at =
		setting.limitType === 'atSpecifiedTime'
			? DateTime.fromISO(setting.maxDateAndTime ?? '', { zone })
			: after(now, Number(setting.resumeAmount ?? 1), setting.resumeUnit ?? 'hours', hours);
	return at?.isValid && at.toMillis() > now.getTime() ? at.toJSDate() : 'invalid';
}

function after(
	now: Date,
	amount: number,
	unit: Unit,
	hours: WorkingHours | undefined,
): DateTime | undefined {
	if (hours === undefined) return DateTime.fromJSDate(now).plus({ [unit]: amount });
	const at = afterWorkingTime(now, minutesOf(amount, unit, hours), hours);
	return at && DateTime.fromJSDate(at);
}

/** A day of working time is one shift. */
function minutesOf(amount: number, unit: Unit, hours: WorkingHours | undefined): number {
	return hours !== undefined && unit === 'days' ? amount * shift(hours) : amount * MINUTES[unit];
}

/** Minutes of one shift; over midnight when it ends before it begins. */
function shift({ from, to }: WorkingHours): number {
	const minutes = (time: string) => {
		const [hour, minute] = time.split(':').map(Number);
		return hour * 60 + minute;
	};
	return (minutes(to) - minutes(from) + 24 * 60) % (24 * 60) || 24 * 60;
}

/**
 * When to remind: so long before the deadline; in working time where the deadline is counted in it, so
 * that nobody is reminded before work begins.
 *
 * @param deadline as `deadlineOf` gives it for `setting`
 * @returns `invalid` when that is past already, or there is no deadline
 */
export function reminderOf(
	reminder: { amount?: number; unit?: Unit } | undefined,
	deadline: Date | undefined,
	now: Date,
	setting?: DeadlineSetting,
	hours?: WorkingHours,
): Date | undefined | 'invalid' {
	if (reminder === undefined) return undefined;
	if (deadline === undefined) return 'invalid';
	const { amount = 1, unit = 'hours' } = reminder;
	const at =
		hours === undefined || setting?.limitType === 'atSpecifiedTime'
			? new Date(deadline.getTime() - Number(amount) * MINUTES[unit] * 60_000)
			: afterWorkingTime(
					now,
					minutesOf(Number(setting?.resumeAmount ?? 1), setting?.resumeUnit ?? 'hours', hours) -
						minutesOf(Number(amount), unit, hours),
					hours,
				);
	return at !== undefined && at > now && at < deadline ? at : 'invalid';
}
