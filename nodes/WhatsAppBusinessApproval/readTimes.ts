import type { IExecuteFunctions } from 'n8n-workflow';
import { mistake } from '../n8n/errors';
import { deadlineOf, reminderOf } from './parameters/deadline';
import { isHumanReview } from './output/humanReview';
import type { ApprovalOptions } from './parameters/options';
import { readWorkingHours, type WorkingHours } from './parameters/workingHours';

/**
 * When to stop waiting, and when to remind; ISO 8601.
 *
 * @throws NodeOperationError naming the option to correct
 */
export function readTimes(
	context: IExecuteFunctions,
	options: ApprovalOptions,
): { deadline?: string; remindAt?: string } {
	const node = context.getNode();
	const now = new Date();
	const hours = readHours(context, options);
	const setting = options.deadline?.values;
	const deadline = deadlineOf(setting, now, context.getTimezone(), hours);
	if (deadline === 'invalid') {
		throw mistake(
			node,
			'The deadline is no date in the future, so nobody was asked',
			'Correct the option "Deadline"',
		);
	}
	const reminder = reminderOf(options.reminder?.values, deadline, now, setting, hours);
	if (reminder === 'invalid') {
		throw mistake(
			node,
			deadline === undefined
				? 'A reminder comes before the deadline, but there is none, so nobody was asked'
				: 'The reminder would have to be sent before the question, so nobody was asked',
			'Set the option "Deadline", to a time later than the reminder needs',
		);
	}
	if (reminder !== undefined && isHumanReview(node)) {
		throw mistake(
			node,
			'An agent that waits for a review cannot have reminders sent, so nobody was asked',
			'Remove the option "Reminder"',
		);
	}
	return { deadline: deadline?.toISOString(), remindAt: reminder?.toISOString() };
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
	throw mistake(
		context.getNode(),
		'The working hours are not complete, so nobody was asked',
		'In the option "Working Hours" choose at least one day, times like 09:00 and 17:00, and a time zone like Europe/Madrid',
	);
}
