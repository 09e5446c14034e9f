import type { Failure } from '../../whatsapp/failure';

type Row = [
	category: Failure['category'],
	retry: Failure['retry'],
	message: string,
	hint: string,
	afterSeconds?: number,
];

const HOUR = 3600;
const DAY = 24 * HOUR;
const LATER = 'Wait a little and try again';
const ADDRESS = 'Check the number; it needs its country code';
const TEMPLATE = 'See the content template in the Twilio Console and choose it again from the list';
const SENDER =
	'Choose a number that stands under Messaging → Senders → WhatsApp senders in the Twilio Console';
const MEDIA = 'Check that the link is public, and the type and size of the file';

/**
 * What Twilio's error codes mean and whether trying again helps. Most of WhatsApp's reasons come
 * later, in the status of a message that was taken in.
 *
 * @see https://www.twilio.com/docs/api/errors
 */
export const FAILURES: Readonly<Record<string, Row>> = {
	'20003': [
		'access',
		'never',
		'Twilio did not accept the credential',
		'Copy Account SID and auth token again from the Twilio Console; an API key must belong to the same account and region',
	],
	'20008': [
		'access',
		'never',
		'This cannot be done with test credentials',
		'Use the live Account SID and auth token',
	],
	'20404': [
		'request',
		'never',
		'Twilio does not know what was asked for',
		'Check the Account SID in the credential, and choose number and template again',
	],
	'20429': ['limit', 'now', 'Twilio got too many requests at once', 'Send more slowly', 5],
	'21211': ['recipient', 'never', 'The recipient is no valid number', ADDRESS],
	'21212': ['request', 'never', 'The sending number is not valid', SENDER],
	'21408': [
		'recipient',
		'never',
		'This Twilio account may not write to this country',
		'Allow the country under Messaging → Settings → Geo permissions',
	],
	'21606': ['request', 'never', 'This number cannot send this message', SENDER],
	'21608': [
		'recipient',
		'never',
		'A trial account may only write to verified numbers',
		'Verify the number in the Twilio Console, or upgrade the account',
	],
	'21609': [
		'request',
		'never',
		'Twilio did not accept the URL for statuses',
		'This n8n needs a public https address, without underscores in its name',
	],
	'21610': [
		'recipient',
		'never',
		'This person has opted out with STOP',
		'Write again only after they have written START',
	],
	'21614': ['recipient', 'never', 'The recipient is no mobile number', ADDRESS],
	'21617': ['request', 'never', 'The text is longer than 1600 characters', 'Shorten the text'],
	'21619': ['request', 'never', 'The message has no text and no file', 'Fill in one of the two'],
	'21620': ['request', 'never', 'The link of the file is not valid', MEDIA],
	'21654': ['template', 'never', 'The message names no content template', TEMPLATE],
	'21655': ['template', 'never', 'There is no such content template any more', TEMPLATE],
	'21656': [
		'template',
		'never',
		'The values do not fit the content template',
		'Fill in every variable; values may hold no line breaks, no tabs and no more than four spaces in a row',
	],
	'21658': ['request', 'never', 'A value is longer than 1600 characters', 'Shorten the value'],
	'63001': [
		'account',
		'never',
		'WhatsApp does not let Twilio send from this number',
		'See the state of the WhatsApp sender in the Twilio Console',
	],
	'63003': [
		'recipient',
		'never',
		'WhatsApp could not find this recipient',
		'Check that the number is on WhatsApp',
	],
	'63005': [
		'request',
		'never',
		'WhatsApp did not accept the content of the message',
		'Check texts, buttons and files',
	],
	'63007': ['account', 'never', 'Twilio finds no WhatsApp sender of this number', SENDER],
	'63009': ['service', 'now', 'WhatsApp answered Twilio with an error', LATER, 30],
	'63010': ['service', 'now', 'Something went wrong inside Twilio', LATER, 30],
	'63012': ['service', 'now', 'Something went wrong inside WhatsApp', LATER, 30],
	'63013': [
		'request',
		'never',
		'The message breaks a policy of WhatsApp',
		'See the WhatsApp Business Messaging Policy',
	],
	'63015': [
		'recipient',
		'never',
		'This person has not joined the sandbox',
		'Have them send the join code to the sandbox number',
	],
	'63016': [
		'window',
		'never',
		'More than 24 hours have passed since this person last wrote',
		'Send an approved template instead',
	],
	'63017': ['limit', 'now', 'Twilio limits the rate of this number', 'Send more slowly', 5],
	'63018': ['limit', 'now', 'WhatsApp limits the rate of this number', 'Send more slowly', 5],
	'63019': ['request', 'never', 'The file could not be loaded', MEDIA],
	'63021': [
		'request',
		'never',
		'WhatsApp found something invalid in the message',
		'Check texts, buttons and files',
	],
	'63024': [
		'recipient',
		'never',
		'WhatsApp cannot deliver to this recipient',
		'Check that the number is on WhatsApp',
	],
	'63027': ['template', 'never', 'The template does not exist in this language', TEMPLATE],
	'63028': ['template', 'never', 'The number of values does not match the template', TEMPLATE],
	'63030': [
		'request',
		'never',
		'WhatsApp does not know a value of this kind of message',
		'Check texts, buttons and files',
	],
	'63031': [
		'recipient',
		'never',
		'Sender and recipient are the same number',
		'Write to another number',
	],
	'63032': [
		'recipient',
		'never',
		'WhatsApp holds this message back from this person',
		'Reach this person another way',
	],
	'63033': [
		'recipient',
		'never',
		'This person is blocked from getting messages',
		'Reach this person another way',
	],
	'63038': [
		'limit',
		'later',
		'The account has sent all it may send today',
		'Wait until tomorrow, or have the limit raised',
		DAY,
	],
	'63041': [
		'template',
		'later',
		'The template is paused because of its quality',
		'Wait until WhatsApp lifts the pause, or use another template',
		3 * HOUR,
	],
	'63042': ['template', 'never', 'The template is disabled for good', 'Use another template'],
	'63049': [
		'limit',
		'later',
		'WhatsApp chose not to deliver this marketing message now',
		'Do not send it again within 24 hours',
		DAY,
	],
	'63051': [
		'account',
		'never',
		'This WhatsApp account is locked',
		'See Account Quality in Meta Business Settings',
	],
};
