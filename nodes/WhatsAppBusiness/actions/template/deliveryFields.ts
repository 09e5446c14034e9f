import type { INodeProperties } from 'n8n-workflow';

export const giveUpField: INodeProperties = {
	displayName: 'Give Up After (Minutes)',
	name: 'giveUpAfter',
	type: 'number',
	typeOptions: { minValue: 0.5, numberPrecision: 1 },
	default: 10,
	description:
		'How long WhatsApp tries to deliver a message: 0.5 to 15 minutes for Authentication, 0.5 to 720 for Utility, 720 to 43200 for Marketing',
};

export const offerFields: INodeProperties[] = [
	{
		displayName: 'Limited-Time Offer',
		name: 'offerText',
		type: 'string',
		default: '',
		placeholder: 'e.g. Expiring offer!',
		description:
			'Up to 16 characters beside the countdown, for Marketing. Needs a button that opens a website; no footer.',
	},
	{
		displayName: 'Offer Countdown',
		name: 'offerCountdown',
		type: 'boolean',
		default: true,
		description:
			'Whether to show when the offer ends, which each message says. Needs a button that copies a code, before the others.',
	},
];
