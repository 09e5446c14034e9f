import type { INodeProperties } from 'n8n-workflow';

/** A file for the reviewers. */
export const sampleField: INodeProperties = {
	displayName: 'Sample File (Input Field)',
	name: 'headerSample',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	description:
		'Name of the input field that holds a file like those to be sent: a JPEG, PNG, MP4 or PDF. Reviewers at WhatsApp look at it. Or the handle of an earlier upload (4::…).',
};

export const headerFields: INodeProperties[] = [
	{
		displayName: 'Header',
		name: 'headerFormat',
		type: 'options',
		options: [
			{ name: 'Document', value: 'document' },
			{ name: 'Image', value: 'image' },
			{ name: 'Location', value: 'location' },
			{ name: 'None', value: 'none' },
			{ name: 'Text', value: 'text' },
			{ name: 'Video', value: 'video' },
		],
		default: 'none',
		description: 'What stands above the body; each message brings its own file or place',
	},
	{
		displayName: 'Header Text',
		name: 'headerText',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Order {{1}}',
		description: 'Bold text, up to 60 characters, with at most one variable',
		displayOptions: { show: { headerFormat: ['text'] } },
	},
	{
		displayName: 'Header Example',
		name: 'headerExample',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4711',
		description: 'What could stand in place of the variable in the header',
		displayOptions: { show: { headerFormat: ['text'] } },
	},
	{
		...sampleField,
		required: true,
		displayOptions: { show: { headerFormat: ['document', 'image', 'video'] } },
	},
];

export const examplesField: INodeProperties = {
	displayName: 'Examples',
	name: 'examples',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Example',
	default: {},
	description: 'One for each variable of the text. Reviewers at WhatsApp read them.',
	options: [
		{
			displayName: 'Example',
			name: 'example',
			values: [
				{
					displayName: 'Variable',
					name: 'variable',
					type: 'string',
					default: '',
					placeholder: 'e.g. 1',
					description: 'Its number or name, without braces',
				},
				{
					displayName: 'Example',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. Ana',
					description: 'What could stand in its place',
				},
			],
		},
	],
};

export const bodyFields: INodeProperties[] = [
	{
		displayName: 'Body',
		name: 'body',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. Hello {{1}}, your order {{2}} is ready.',
		description:
			'Up to 1024 characters. Variables are {{1}}, {{2}} … or names like {{first_name}}; none at the beginning or the end.',
	},
	examplesField,
];

export const footerField: INodeProperties = {
	displayName: 'Footer',
	name: 'footer',
	type: 'string',
	default: '',
	placeholder: 'e.g. Rio Logistics',
	description: 'Small grey text below the body, up to 60 characters, without variables',
};

/** Fields that are shown only for certain values of another one. */
export const shownFor = (
	name: string,
	values: string[],
	fields: readonly INodeProperties[],
): INodeProperties[] =>
	fields.map((field) => ({
		...field,
		displayOptions: { show: { ...field.displayOptions?.show, [name]: values } },
	}));
