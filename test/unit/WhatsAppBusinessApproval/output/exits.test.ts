import { DateTime } from 'luxon';
import {
	deadlineOf,
	reminderOf,
} from '../../../../nodes/WhatsAppBusinessApproval/parameters/deadline';
import {
	noAnswerExit,
	notDeliveredExit,
	onExit,
	outcomeItem,
} from '../../../../nodes/WhatsAppBusinessApproval/output/exits';
import { notesAfter } from '../../../../nodes/WhatsAppBusinessApproval/decide/notes';
import { sent } from '../asked';
import type { ApprovalState } from '../../../../nodes/WhatsAppBusinessApproval/state';

describe('the item that leaves', () => {
	const incoming = {
		order: 7,
		approved: true,
		decision: 'approved',
		data: { approved: true, total: 3 },
		approval: { decision: 'approved', approved: true },
	};

	it.each(['noAnswer', 'notDelivered', 'rejected', 'chosen'] as const)(
		'of %s carries no approval that came in',
		(decision) => {
			const { json } = outcomeItem({ json: incoming }, { decision, history: [] });
			expect(json).toMatchObject({
				order: 7,
				approved: false,
				data: { approved: false, total: 3 },
				approval: { decision, approved: false, choice: null, person: null },
			});
		},
	);

	it('of an approval says so everywhere, and leaves the incoming item alone', () => {
		const before = JSON.stringify(incoming);
		const { json } = outcomeItem({ json: { data: 'text' } }, { decision: 'approved', history: [] });
		expect(json).toMatchObject({ data: { approved: true }, approval: { approved: true } });
		expect(json).not.toHaveProperty('approved');
		outcomeItem({ json: incoming }, { decision: 'approved', history: [] });
		expect(JSON.stringify(incoming)).toBe(before);
	});
});

it('exits: answers first, then No Answer, then Not Delivered; or one for all', () => {
	const three = { answers: 3, oneOutput: false, humanReview: false };
	const item = { json: {} };
	expect(onExit([item], 1, three)).toEqual([[], [item], [], [], []]);
	expect([noAnswerExit(three), notDeliveredExit(three)]).toEqual([3, 4]);
	expect(onExit([item], 4, { answers: 3, oneOutput: true, humanReview: false })).toEqual([[item]]);
});

describe('the deadline', () => {
	const now = new Date('2026-11-22T10:00:00.000Z');
	const at = (setting: Parameters<typeof deadlineOf>[0], zone = 'Europe/Madrid') => {
		const deadline = deadlineOf(setting, now, zone);
		return deadline instanceof Date ? deadline.toISOString() : deadline;
	};

	it.each([
		[undefined, undefined],
		[
			{ limitType: 'afterTimeInterval', resumeAmount: 90, resumeUnit: 'minutes' },
			'2026-11-22T11:30:00.000Z',
		],
		[
			{ limitType: 'afterTimeInterval', resumeAmount: 2, resumeUnit: 'days' },
			'2026-11-24T10:00:00.000Z',
		],
		[
			{ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-11-23T09:00:00' },
			'2026-11-23T08:00:00.000Z',
		],
		[
			{ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-11-23T09:00:00Z' },
			'2026-11-23T09:00:00.000Z',
		],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: '2026-11-21T09:00:00' }, 'invalid'],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: 'soon' }, 'invalid'],
		[{ limitType: 'atSpecifiedTime' }, 'invalid'],
		...[
			'2026-11-23 09:00:00',
			new Date('2026-11-23T08:00:00Z'),
			DateTime.fromISO('2026-11-23T08:00:00Z'),
			Date.parse('2026-11-23T08:00:00Z'),
			String(Date.parse('2026-11-23T08:00:00Z')),
		].map(
			(maxDateAndTime) =>
				[{ limitType: 'atSpecifiedTime', maxDateAndTime }, '2026-11-23T08:00:00.000Z'] as const,
		),
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: 4711 }, 'invalid'],
		[{ limitType: 'atSpecifiedTime', maxDateAndTime: new Date(NaN) }, 'invalid'],
		[
			{ limitType: 'afterTimeInterval', resumeAmount: '1,5', resumeUnit: 'hours' },
			'2026-11-22T11:30:00.000Z',
		],
		[{ limitType: 'afterTimeInterval', resumeAmount: '1,500', resumeUnit: 'hours' }, 'invalid'],
		[{ limitType: 'afterTimeInterval', resumeAmount: 'soon', resumeUnit: 'hours' }, 'invalid'],
		[{ limitType: 'afterTimeInterval', resumeAmount: 0, resumeUnit: 'hours' }, 'invalid'],
	] as const)('%j is %s', (setting, expected) => {
		expect(at(setting)).toBe(expected);
	});
});

describe('a deadline in working hours', () => {
	// A Friday, 16:30 in Madrid.
	const now = new Date('2026-11-20T15:30:00.000Z');
	const hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', zone: 'Europe/Madrid' };

	it.each([
		[2, 'hours', '2026-11-23T09:30:00.000Z'],
		[30, 'minutes', '2026-11-20T16:00:00.000Z'],
		[1, 'days', '2026-11-23T15:30:00.000Z'],
	] as const)('of %d %s', (resumeAmount, resumeUnit, expected) => {
		const setting = { limitType: 'afterTimeInterval', resumeAmount, resumeUnit } as const;
		expect((deadlineOf(setting, now, 'UTC', hours) as Date).toISOString()).toBe(expected);
	});

	it('at a date is that date', () => {
		const setting = {
			limitType: 'atSpecifiedTime',
			maxDateAndTime: '2026-11-21T12:00:00Z',
		} as const;
		expect(deadlineOf(setting, now, 'UTC', hours)).toEqual(new Date('2026-11-21T12:00:00Z'));
	});
});

describe('the reminder', () => {
	const now = new Date('2026-11-22T10:00:00.000Z');
	const deadline = new Date('2026-11-22T14:00:00.000Z');

	it('comes so long before the deadline', () => {
		const at = reminderOf({ amount: 90, unit: 'minutes' }, deadline, now);
		expect(at).toEqual(new Date('2026-11-22T12:30:00.000Z'));
		expect(reminderOf(undefined, deadline, now)).toBeUndefined();
	});

	it('in working hours never comes before work begins', () => {
		// Friday, 15:10 in Madrid; two hours end on Monday at 09:10.
		const friday = new Date('2026-11-20T14:10:00.000Z');
		const hours = { days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', zone: 'Europe/Madrid' };
		const setting = { resumeAmount: 2, resumeUnit: 'hours' } as const;
		const until = deadlineOf(setting, friday, 'UTC', hours) as Date;
		expect(until).toEqual(new Date('2026-11-23T08:10:00.000Z'));
		const at = (amount: number) =>
			reminderOf({ amount, unit: 'minutes' }, until, friday, setting, hours);
		expect(at(30)).toEqual(new Date('2026-11-20T15:40:00.000Z'));
		expect(at(5)).toEqual(new Date('2026-11-23T08:05:00.000Z'));
		expect(at(120)).toBe('invalid');
	});

	it.each([
		['there is no deadline', { amount: 1 }, undefined],
		['it would come before the question', { amount: 4 }, deadline],
		['it would come with the deadline', { amount: 0 }, deadline],
	])('is none when %s', (_when, setting, until) => {
		expect(reminderOf(setting, until, now)).toBe('invalid');
	});
});

describe('what people are told after the decision', () => {
	const people = ['1', '2', '3'].map((phone, index) => ({
		person: { phone },
		identities: [],
		messages: index < 2 ? [sent('wamid.question')] : [],
	}));
	const texts = { confirmation: 'Noted: {choice}', others: '{person} said {choice}' };
	const state = { people, texts } as unknown as ApprovalState;

	it('fits each who was asked', () => {
		expect(notesAfter(state, 1, 'Yes', { phone: '2', name: 'Diego' })).toEqual([
			{ to: { phone: '1' }, text: 'Diego said Yes' },
			{ to: { phone: '2' }, text: 'Noted: Yes' },
		]);
	});

	it('is nothing where the text is empty', () => {
		const silent = { ...state, texts: { ...state.texts, confirmation: '', others: '' } };
		expect(notesAfter(silent, 0, 'Yes', {})).toEqual([]);
	});
});
