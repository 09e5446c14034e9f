import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { defaultCountryField } from '../../n8n/defaultCountry';
import { withTexts } from '../../n8n/readText';
import type { HeaderMedia } from '../../whatsapp/messages';

/** One entry of the option "Show As". */
export interface Manner {
	/** Of the variable. */
	id: string;
	as: 'amount' | 'date' | 'dateTime';
	currency?: string;
}

/** The option "Header Media". */
export type LinkedMedia = Extract<HeaderMedia, { link: string }>;

/** What to do with somebody who has not written in 24 hours. */
export type OutsideWindow = 'refuse' | 'whenClosed' | 'always';

/**
 * The collection "Options" of one item, as n8n hands it over; what is not set is filled in where it has a
 * value then, and else missing. Operations declare their own, under these names.
 */
export interface SendOptions {
	atTheSameTime?: unknown;
	checkDailyLimit?: boolean;
	components?: unknown;
	convertMarkdown?: boolean;
	defaultCountry: string;
	doNotWriteTo: string;
	draft?: boolean;
	dryRun?: boolean;
	firstScreen?: string;
	firstScreenData?: unknown;
	firstScreenFromServer?: boolean;
	flowReference?: string;
	footer?: string;
	header?: string;
	headerMedia?: { media?: LinkedMedia };
	language?: string;
	messagesPerSecond?: unknown;
	outsideWindow?: OutsideWindow;
	previewUrl?: boolean;
	reference?: string;
	replyTo?: string;
	showAs?: { variable?: Manner[] };
	splitLongText?: boolean;
}

/**
 * Reads the options of one item. The only place that does.
 *
 * @param own those that the operation declares and reads here; without them its texts are as n8n gives them
 */
export function readOptions(
	context: IExecuteFunctions,
	itemIndex: number,
	own: readonly INodeProperties[] = [],
): SendOptions {
	const given = context.getNodeParameter('options', itemIndex, {}) as Partial<SendOptions>;
	return { defaultCountry: '', doNotWriteTo: '', ...withTexts(given, [...commonOptions, ...own]) };
}

/** What every message can have. */
export const commonOptions: INodeProperties[] = [
	{
		displayName: 'At the Same Time',
		name: 'atTheSameTime',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 250 },
		default: 20,
		description: 'How many messages at most are on their way to the provider at a time',
	},
	defaultCountryField,
	{
		displayName: 'Do Not Write To',
		name: 'doNotWriteTo',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. +34 600 000 001, +34 600 000 002',
		description:
			'Phone numbers and user IDs of people who opted out, with commas or line breaks between. Their items come out as not sent. What cannot be read is refused before anything is sent.',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description:
			'Whether to check everything and show the filled message and the request, without sending anything',
	},
	{
		displayName: 'Messages per Second',
		name: 'messagesPerSecond',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1000, numberPrecision: 2 },
		default: 80,
		description:
			'How fast to send from one number. Without this option: as fast as the provider allows, which is 80 at most of them.',
	},
	{
		displayName: 'Reply To Message ID',
		name: 'replyTo',
		type: 'string',
		default: '',
		placeholder: 'e.g. wamid.HBgL…',
		description: 'The message that this one quotes. Not every provider can.',
	},
	{
		displayName: 'Tracking Reference',
		name: 'reference',
		type: 'string',
		default: '',
		placeholder: 'e.g. order-4711',
		description:
			'Comes back with each delivery status of this message, up to 512 characters. The person does not see it. Without one, templates of Meta, Interakt and Infobip bring back template: and their name.',
	},
];
