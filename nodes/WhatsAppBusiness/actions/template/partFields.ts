import type { INodeProperties } from 'n8n-workflow';

/** A file for the reviewers. */
export const sampleField: INodeProperties = {
	displayName: 'Sample File (Input Field)',
	name: 'headerSample',
	type: 'string',
	default: 'data',
	placeholder: 'e.g. data',
	description:
		'Name of the input field that holds a file like those to be sent: a JPEG, PNG, MP4 or PDF. Reviewers at WhatsApp look at it. Or the handle of an earlier upload (4::…). Infobip and Twilio take the public link of such a file instead.',
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

/** A template that brings a code for signing in. */
export const codeFields: INodeProperties[] = [
	{
		displayName:
			'WhatsApp writes the words: "… is your verification code." Each message brings its code.',
		name: 'codeNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Button',
		name: 'codeButton',
		type: 'options',
		options: [
			{ name: 'Copy Code', value: 'copy', description: 'Copies the code; works on every phone' },
			{
				name: 'One-Tap Autofill',
				value: 'autofill',
				description: 'Hands the code to your Android app; elsewhere it is copied',
			},
		],
		default: 'copy',
	},
	{
		displayName: 'App Package Name',
		name: 'appPackage',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. com.example.courier',
		displayOptions: { show: { codeButton: ['autofill'] } },
	},
	{
		displayName: 'App Signature Hash',
		name: 'appHash',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. K8a/AINcGX7',
		description: 'The 11 characters by which WhatsApp knows your app; its makers have them',
		displayOptions: { show: { codeButton: ['autofill'] } },
	},
	{
		displayName: 'Security Advice',
		name: 'codeWarning',
		type: 'boolean',
		default: true,
		description: 'Whether to add "For your security, do not share this code."',
	},
	{
		displayName: 'Code Options',
		name: 'codeOptions',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Autofill Label',
				name: 'autofillLabel',
				type: 'string',
				default: '',
				placeholder: 'e.g. Autofill',
				description: "Up to 25 characters. Empty means WhatsApp's own words.",
			},
			{
				displayName: 'Code Expires After (Minutes)',
				name: 'expiresAfter',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 90 },
				default: 10,
				description: 'Adds "This code expires in … minutes."',
			},
			{
				displayName: 'Copy Label',
				name: 'copyLabel',
				type: 'string',
				default: '',
				placeholder: 'e.g. Copy code',
				description: "Up to 25 characters. Empty means WhatsApp's own words.",
			},
		],
	},
];
