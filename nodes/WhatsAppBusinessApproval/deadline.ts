import { DateTime } from 'luxon';

/** The collection "Deadline", as n8n hands it over. */
export interface DeadlineSetting {
	limitType?: 'afterTimeInterval' | 'atSpecifiedTime';
	resumeAmount?: number;
	resumeUnit?: 'minutes' | 'hours' | 'days';
	maxDateAndTime?: string;
}

/**
 * When the wait ends.
 *
 * @param zone the workflow's time zone, for dates without one
 * @returns undefined for no deadline, `invalid` for one that is no date or already past
 */
export function deadlineOf(
	setting: DeadlineSetting | undefined,
	now: Date,
	zone: string,
): Date | undefined | 'invalid' {
	if (setting === undefined) return undefined;
	const at =
		setting.limitType === 'atSpecifiedTime'
			? DateTime.fromISO(setting.maxDateAndTime ?? '', { zone })
			: DateTime.fromJSDate(now).plus({
					[setting.resumeUnit ?? 'hours']: Number(setting.resumeAmount ?? 1),
				});
	return at.isValid && at.toMillis() > now.getTime() ? at.toJSDate() : 'invalid';
}
