import type { INodeProperties } from 'n8n-workflow';
import { languageOptions } from '../../approvals/languages';
import { footerField, headerField } from '../../n8n/fields';
import { languages } from '../languages';
import { IN_REVIEW } from './displayOptions';

const { again, askAgain, confirmation, listButton, others } = languages.en;

/** What people read besides the question and its buttons, and in which language. */
export const textOptions: INodeProperties[] = [
	{
		displayName: 'Already Answered Note',
		name: 'againText',
		type: 'string',
		displayOptions: { hide: IN_REVIEW },
		default: again,
		description:
			'What somebody is told who answers a second time while others are still to decide. Leave it empty to say nothing.',
	},
	{
		displayName: 'Confirmation',
		name: 'confirmation',
		type: 'string',
		default: confirmation,
		description:
			'What the person is told after the decision; {choice} stands for the answer. Leave it empty to say nothing.',
	},
	footerField,
	headerField,
	{
		displayName: 'Language',
		name: 'language',
		type: 'options',
		options: languageOptions,
		default: 'en',
		description:
			'Of the buttons, of everything the person is told, and of the words that count, as far as you do not write your own',
	},
	{
		displayName: 'List Button Label',
		name: 'listButton',
		type: 'string',
		default: listButton,
		placeholder: 'e.g. See routes',
		description: 'What opens the list when there are more than three choices; up to 20 characters',
		displayOptions: { show: { '/responseType': ['choices'] } },
	},
	{
		displayName: 'Not Understood Note',
		name: 'notUnderstoodText',
		type: 'string',
		default: askAgain,
		description:
			'What comes before the question when it is put again; {answers} lists what can be typed. Leave it empty to say nothing.',
	},
	{
		displayName: 'Note to the Others',
		name: 'othersText',
		type: 'string',
		displayOptions: { hide: IN_REVIEW },
		default: others,
		description:
			'What the others are told when one of several has decided; {person} and {choice} are filled in. Leave it empty to say nothing.',
	},
];
