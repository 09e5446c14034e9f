import type { FailureRow } from '../failure';

const TEMPLATE = 'Send a template, or wait until the person writes';
const OPT_IN = 'Mark the person as opted in at Gupshup, then send a template';

/**
 * What the codes of failed messages mean that Gupshup adds to Meta's.
 *
 * @see https://docs.gupshup.io/docs/error-and-status-messages
 * @see https://partner-docs.gupshup.io/docs/error-codes (1001)
 */
export const FAILURES: Readonly<Record<string, FailureRow>> = {
	'470': ['window', 'never', 'The person has not written in the last 24 hours', TEMPLATE],
	'500': ['service', 'never', 'Gupshup could not handle the message', 'Ask Gupshup’s support'],
	'1001': [
		'account',
		'never',
		'The app and its number do not belong together',
		'Compare app name and source number in the credential with the Gupshup console',
	],
	'1002': [
		'recipient',
		'never',
		'This number is not on WhatsApp',
		'Check the number, with its country code',
	],
	'1003': [
		'account',
		'never',
		'The balance of the Gupshup wallet is too low',
		'Top up the wallet in the Gupshup console',
	],
	'1004': [
		'window',
		'never',
		'The person has not written in the last 24 hours, and the app may not send templates',
		'Switch templates on for the app in the Gupshup console',
	],
	'1005': ['window', 'never', 'The person has not written in the last 24 hours', TEMPLATE],
	'1006': [
		'window',
		'never',
		'The person has not written in the last 24 hours, and has not opted in to templates',
		OPT_IN,
	],
	'1007': [
		'window',
		'never',
		'The person has not written in the last 24 hours, and has not opted in to templates',
		OPT_IN,
	],
	'1008': [
		'window',
		'never',
		'The person has not written in the last 24 hours, and has not opted in',
		OPT_IN,
	],
	'1009': [
		'request',
		'never',
		'A value that Gupshup needs is missing',
		'Fill in the value that the text above names',
	],
	'1010': [
		'request',
		'never',
		'WhatsApp cannot fetch the file from its link',
		'Check that anybody can open the link; the sandbox takes only Gupshup’s sample files',
	],
	'1011': ['request', 'never', 'The file is too large', 'Send a smaller file'],
	'1012': [
		'recipient',
		'never',
		'The person has opted out of messages',
		'Write to this person in another way',
	],
	'4001': [
		'limit',
		'later',
		'The number has sent too many messages',
		'Stop sending for a while and ask Gupshup’s support',
		3600,
		'everybody',
	],
	'4002': [
		'service',
		'never',
		'WhatsApp gave Gupshup an answer that could not be understood',
		'The message may have gone out; look before sending it again',
	],
	'4003': [
		'template',
		'never',
		'The message does not match the template',
		'Compare the values with the template in the Gupshup console',
	],
	'4004': [
		'request',
		'never',
		'This kind of message works only for numbers on Meta’s cloud',
		'Ask Gupshup’s support to move the number',
	],
	'4005': [
		'template',
		'never',
		'The template is paused',
		'Use another template until it is lifted',
	],
};
