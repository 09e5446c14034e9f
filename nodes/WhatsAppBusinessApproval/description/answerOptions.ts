import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';
import { languages } from '../languages';
import { FOR_APPROVAL } from './displayOptions';

const { approveWords, askReason, rejectWords } = languages.en;
const APPROVE_WORDS = approveWords.join(', ');
const REJECT_WORDS = rejectWords.join(', ');

/** Offered once a reason is asked for. */
const AFTER_REJECTION: IDisplayOptions = { ...FOR_APPROVAL, show: { askReason: [true] } };

/** What counts besides a tap on a button, and what is asked after a rejection. */
export const answerOptions: INodeProperties[] = [
	{
		displayName: 'Accept Reactions',
		name: 'reactions',
		type: 'boolean',
		default: false,
		description:
			'Whether a 👍 on the question approves and a 👎 rejects. A thumb is easily put on the wrong message.',
		displayOptions: FOR_APPROVAL,
	},
	{
		displayName: 'Accept Typed Answers',
		name: 'typedAnswers',
		type: 'boolean',
		default: true,
		description:
			'Whether a reply to the question with "yes", "no", the label or the number of an answer counts. What is not clear is answered with the question again.',
		displayOptions: { hide: { '/responseType': ['freeText'] } },
	},
	{
		displayName: 'Ask for a Reason',
		name: 'askReason',
		type: 'boolean',
		default: false,
		description:
			'Whether somebody who rejects is asked why; the answer is in the field approval.comment',
		displayOptions: FOR_APPROVAL,
	},
	{
		displayName: 'Question for the Reason',
		name: 'reasonText',
		type: 'string',
		default: askReason,
		description: 'What somebody who rejects is asked; {choice} stands for the answer',
		displayOptions: AFTER_REJECTION,
	},
	{
		displayName: 'Wait for a Reason (Minutes)',
		name: 'reasonMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 60,
		description: 'Without a reason by then, the rejection stands without one',
		displayOptions: AFTER_REJECTION,
	},
	{
		displayName: 'Words for Approve',
		name: 'approveWords',
		type: 'string',
		default: APPROVE_WORDS,
		placeholder: 'e.g. yes, go ahead',
		description: 'What people may type, separated by commas',
		displayOptions: FOR_APPROVAL,
	},
	{
		displayName: 'Words for Reject',
		name: 'rejectWords',
		type: 'string',
		default: REJECT_WORDS,
		placeholder: 'e.g. no, wait',
		description: 'What people may type, separated by commas',
		displayOptions: FOR_APPROVAL,
	},
];
