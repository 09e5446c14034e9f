import type { INodeProperties } from 'n8n-workflow';

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
