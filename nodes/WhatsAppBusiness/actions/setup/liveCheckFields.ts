import type { INodeProperties } from 'n8n-workflow';
import { defaultCountryField } from '../../../n8n/defaultCountry';
import { templateField } from '../../../n8n/fields';

/** The collection "Options" of the live check, as n8n hands it over. */
export interface LiveOptions {
	audioLink?: string;
	defaultCountry?: string;
	documentLink?: string;
	flow?: string;
	imageLink?: string;
	seconds?: unknown;
	stickerLink?: string;
	videoLink?: string;
}

const linkField = (what: string, name: string, example: string): INodeProperties => ({
	displayName: `${what} Link`,
	name,
	type: 'string',
	default: '',
	placeholder: `e.g. https://example.com/${example}`,
	description: `A public link. Without it, no ${what.toLowerCase()} is sent.`,
});

export const liveOptionFields: INodeProperties[] = [
	linkField('Audio', 'audioLink', 'sound.mp3'),
	defaultCountryField,
	linkField('Document', 'documentLink', 'sample.pdf'),
	{
		displayName: 'Flow ID',
		name: 'flow',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1234567890123456',
		description: 'A published form to fill in. Without it, no flow is sent.',
	},
	linkField('Image', 'imageLink', 'picture.jpg'),
	{
		displayName: 'Seconds Between Messages',
		name: 'seconds',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 60, numberPrecision: 1 },
		default: 3,
		description: 'So that they arrive in order and you can follow',
	},
	linkField('Sticker', 'stickerLink', 'sticker.webp'),
	linkField('Video', 'videoLink', 'film.mp4'),
];

export const liveCheckFields: INodeProperties[] = [
	{
		displayName: 'To',
		name: 'to',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +34 600 000 001',
		description:
			'Your own number. Write from it to your business number first: only then may more than templates be sent to it for 24 hours.',
	},
	{
		displayName: 'Message ID',
		name: 'messageId',
		type: 'string',
		default: '',
		placeholder: 'e.g. wamid.HBgL…',
		description:
			'Of what you wrote from that number, to be marked as read, reacted to and quoted. The trigger gives it as "ID". Without it, these are left out.',
	},
	{
		...templateField,
		description:
			'Sent with the examples of its variables; best one with a quick reply. Without it, none is sent.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: liveOptionFields,
	},
];
