import type { INodeProperties } from 'n8n-workflow';
import { answerOptions } from './answerOptions';
import { askOptions } from './askOptions';
import { FIRST_VERSIONS, SINCE_1_2 } from './displayOptions';
import { deadlineField, templateField } from './reach';
import { textOptions } from './textOptions';

/**
 * What few people need, in the order of use; n8n wants each collection in alphabetical order. Its menu shows
 * eight at once, so none has more.
 */
const threeCollections: INodeProperties[] = [
	{
		displayName: 'Texts and Language',
		name: 'texts',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: SINCE_1_2,
		options: textOptions,
	},
	{
		displayName: 'What Counts as an Answer',
		name: 'answers',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		description: 'A tap on a button always does',
		// Where the person writes the answer, everything counts.
		displayOptions: { hide: { ...SINCE_1_2.hide, responseType: ['freeText'] } },
		options: answerOptions,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: SINCE_1_2,
		options: askOptions,
	},
];

/** The same in one collection, as nodes of before 1.2 have saved them. */
const firstCollection: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions: FIRST_VERSIONS,
	options: [...askOptions, ...answerOptions, ...textOptions, deadlineField, templateField].sort(
		(one, other) => one.displayName.localeCompare(other.displayName),
	),
};

export const optionFields: INodeProperties[] = [firstCollection, ...threeCollections];

/** The collections that a node of this version has. */
export const optionFieldsOf = (version: number): INodeProperties[] =>
	version < 1.2 ? [firstCollection] : threeCollections;
