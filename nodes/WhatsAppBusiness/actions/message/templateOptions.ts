import type { INodeProperties } from 'n8n-workflow';

const shownForTemplates = { show: { '/operation': ['sendTemplate'] } };

/** Which translation a person gets, among the options. */
export const languageOption: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'string',
	default: '',
	placeholder: 'e.g. es or pt_BR',
	description:
		'The language of the person. The template goes out in it if it is approved in that language, otherwise in the language chosen above.',
	displayOptions: shownForTemplates,
};

/** Amounts and dates in words, among the options. */
export const showAsOption: INodeProperties = {
	displayName: 'Show As',
	name: 'showAs',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	placeholder: 'Add variable',
	description:
		'Variables that are amounts of money or dates, to be written as people read them in the language of the template',
	displayOptions: shownForTemplates,
	options: [
		{
			displayName: 'Variable',
			name: 'variable',
			values: [
				{
					displayName: 'Variable Name or ID',
					name: 'id',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getTextVariables',
						loadOptionsDependsOn: ['template.value', 'provider'],
					},
					default: '',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
				{
					displayName: 'As',
					name: 'as',
					type: 'options',
					options: [
						{
							name: 'Amount of Money',
							value: 'amount',
							description: 'From a number, e.g. 12.5 becomes €12.50',
						},
						{
							name: 'Date',
							value: 'date',
							description: 'E.g. 2026-11-05 becomes November 5, 2026.',
						},
						{
							name: 'Date and Time',
							value: 'dateTime',
							description: 'E.g. 2026-11-05T18:30 becomes November 5, 2026 at 6:30 PM.',
						},
					],
					default: 'amount',
				},
				{
					displayName: 'Currency',
					name: 'currency',
					type: 'string',
					default: 'EUR',
					placeholder: 'e.g. EUR',
					description: 'The three letters of the currency',
					displayOptions: { show: { as: ['amount'] } },
				},
			],
		},
	],
};
