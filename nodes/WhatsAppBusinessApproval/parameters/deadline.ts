import { DateTime } from 'luxon';
import type { IExecuteFunctions } from 'n8n-workflow';
import { readDate } from '../../core/date';
import { numberOf } from '../../core/number';
import { textOf } from '../../core/text';
import { configurationError } from '../../n8n/errors';
import { isHumanReview } from '../output/humanReview';
import { type ApprovalOptions, DEADLINE_AFTER, type DeadlineSetting, type Unit } from './options';
import { afterWorkingTime, readWorkingHours, type WorkingHours } from './workingHours';

/**
 * When to stop waiting, and when to remind; ISO 8601.
 *
 * @throws NodeOperationError naming the option to correct
 */
export function readTimes(
	context: IExecuteFunctions,
	item: number,
	options: ApprovalOptions,
): { deadline?: string; remindAt?: string } {
	const node = context.getNode();
	const now = new Date();
	const hours = readHours(context, options);
	const setting = readSetting(context, item, options);
	const deadline = deadlineOf(setting, now, context.getTimezone(), hours);
	if (deadline === 'invalid') {
		throw configurationError(
			node,
			`${deadlineWords(setting)}, so nobody was asked`,
			setting?.limitType === 'atSpecifiedTime'
				? 'Give a date and time to come in "Date and Time", like 2026-11-30T14:00'
				: 'Give a number above 0 in "Amount", like 4 or 1.5',
		);
	}
	const before = options.reminder?.values?.amount ?? 1;
	if (Number.isNaN(numberOf(before))) {
		throw configurationError(
			node,
			`The reminder "${textOf(before)}" is no time before the deadline, so nobody was asked`,
			'In the option "Reminder" give a number in "Before the Deadline", like 1 or 1.5',
		);
	}
	const reminder = reminderOf(options.reminder?.values, deadline, now, setting, hours);
	if (reminder === 'invalid') {
		throw configurationError(
			node,
			deadline === undefined
				? 'A reminder comes before the deadline, but there is none, so nobody was asked'
				: 'The reminder would have to be sent before the question, so nobody was asked',
			'Let the node wait for longer than the reminder needs, with a deadline',
		);
	}
	if (reminder !== undefined && isHumanReview(node)) {
		throw configurationError(
			node,
			'An agent that waits for a review cannot have reminders sent, so nobody was asked',
			'Remove the option "Reminder"',
		);
	}
	return { deadline: deadline?.toISOString(), remindAt: reminder?.toISOString() };
}

/** What the panel says, or, in a node of before version 1.2, the option; undefined for no deadline. */
function readSetting(
	context: IExecuteFunctions,
	item: number,
	{ deadline }: ApprovalOptions,
): DeadlineSetting | undefined {
	const limitType = context.getNodeParameter('limitType', item, 'none');
	if (limitType === 'none') return deadline?.values;
	return {
		limitType: limitType as DeadlineSetting['limitType'],
		resumeAmount: context.getNodeParameter('resumeAmount', item, 1),
		resumeUnit: context.getNodeParameter('resumeUnit', item, 'days') as Unit,
		maxDateAndTime: context.getNodeParameter('maxDateAndTime', item, ''),
	};
}

/** What is wrong with a deadline, with the value that is. */
function deadlineWords(setting: DeadlineSetting = {}): string {
	if (setting.limitType !== 'atSpecifiedTime')
		return `The deadline "${textOf(setting.resumeAmount)}" is no time to wait`;
	const value = textOf(setting.maxDateAndTime);
	if (value === '') return 'The deadline has no date';
	return readDate(setting.maxDateAndTime, 'utc') === undefined
		? `The deadline "${value}" is no date`
		: `The deadline "${value}" is past`;
}

function readHours(
	context: IExecuteFunctions,
	{ workingHours }: ApprovalOptions,
): WorkingHours | undefined {
	if (workingHours?.values === undefined) return undefined;
	const { days, from, to, timezone } = workingHours.values;
	const hours = readWorkingHours({
		days: days ?? [1, 2, 3, 4, 5],
		from: from ?? '09:00',
		to: to ?? '17:00',
		zone: timezone || context.getTimezone(),
	});
	if (hours !== 'invalid') return hours;
	throw configurationError(
		context.getNode(),
		'The working hours are not complete, so nobody was asked',
		'In the option "Working Hours" choose at least one day, times like 09:00 and 17:00, and a time zone like Europe/Madrid',
	);
}

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
			? readDate(setting.maxDateAndTime, zone)
			: after(now, ...durationOf(setting), hours);
	return at?.isValid && at.toMillis() > now.getTime() ? at.toJSDate() : 'invalid';
}

/** Amount and unit, as the panel shows them where n8n left them out. */
const durationOf = (setting: DeadlineSetting | undefined): [number, Unit] => [
	numberOf(setting?.resumeAmount ?? DEADLINE_AFTER.amount),
	setting?.resumeUnit ?? DEADLINE_AFTER.unit,
];

function after(
	now: Date,
	amount: number,
	unit: Unit,
	hours: WorkingHours | undefined,
): DateTime | undefined {
	if (Number.isNaN(amount)) return undefined;
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
	reminder: { amount?: unknown; unit?: Unit } | undefined,
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
			? new Date(deadline.getTime() - numberOf(amount) * MINUTES[unit] * 60_000)
			: afterWorkingTime(
					now,
					minutesOf(...durationOf(setting), hours) - minutesOf(numberOf(amount), unit, hours),
					hours,
				);
	return at !== undefined && at > now && at < deadline ? at : 'invalid';
}
