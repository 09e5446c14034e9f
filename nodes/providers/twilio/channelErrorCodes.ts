import type { FailureRow } from '../failure';

const HOUR = 3600;
const DAY = 24 * HOUR;
/** What to do, as several rows say it; those of calls too. */
export const LATER = 'Wait a little and try again';
export const ADDRESS = 'Check the number; it needs its country code';
export const TEMPLATE =
	'See the content template in the Twilio Console and choose it again from the list';
export const SENDER =
	'Choose a number that stands under Messaging → Senders → WhatsApp senders in the Twilio Console';
export const MEDIA = 'Check that the link is public, and the type and size of the file';

/**
 * Of messages on their way (30xxx), of WhatsApp (63xxx) and of contents (92xxx).
 *
 * @see https://www.twilio.com/docs/api/errors
 */
export const CHANNEL_FAILURES: Readonly<Record<string, FailureRow>> = {
	'30001': [
		'limit',
		'later',
		'More messages were waiting to go out than can wait',
		'Send more slowly',
		60,
	],
	'30002': [
		'account',
		'never',
		'The Twilio account is suspended',
		'Sign in to the Twilio Console, and see what it says about the account',
	],
	'30003': [
		'recipient',
		'never',
		'The phone of this person cannot be reached',
		'Try again when the phone is on, or use another way',
	],
	'30004': [
		'recipient',
		'never',
		'This person gets no messages from you',
		'Take this person off the list',
	],
	'30005': ['recipient', 'never', 'This number is not known or no longer in use', ADDRESS],
	'30006': ['recipient', 'never', 'This number cannot get messages', ADDRESS],
	'30007': [
		'request',
		'never',
		'The message was taken for spam',
		'Change the content, and write to people who have agreed to it',
	],
	'30008': [
		'service',
		'never',
		'The message was not delivered, and nobody says why',
		'Send it again once; if it fails again, ask Twilio’s support',
	],
	'30010': [
		'request',
		'never',
		'The message costs more than it may cost',
		'Raise the highest price of the sender',
	],
	'30012': [
		'request',
		'never',
		'The time for which the message is valid is too short',
		'Allow at least ten minutes',
	],
	'30013': [
		'request',
		'never',
		'The time for which the message is valid is too long',
		'Allow at most four hours',
	],
	'30014': ['recipient', 'never', 'The recipient is not valid', ADDRESS],
	'30015': ['request', 'never', 'Twilio cannot send on this channel', SENDER],
	'30016': ['request', 'never', 'Sender and recipient are not both on WhatsApp', SENDER],
	'30017': ['service', 'later', 'The network is busy', LATER, 60],
	'30019': [
		'request',
		'never',
		'The content is too large',
		'Shorten the text, or send a smaller file',
	],
	'30020': ['service', 'never', 'The message could not be scheduled', 'Send it again'],
	'30021': ['service', 'later', 'Something went wrong inside the messaging service', LATER, 60],
	'30022': [
		'limit',
		'later',
		'Messages were sent faster than the sender may',
		'Send more slowly',
		60,
	],
	'30023': [
		'limit',
		'later',
		'The sender has sent all it may send today',
		'Wait until tomorrow, or have the limit raised',
		DAY,
	],
	'30027': [
		'limit',
		'later',
		'The sender has sent all it may send today',
		'Wait until tomorrow, or have the limit raised',
		DAY,
	],
	'63001': [
		'account',
		'never',
		'WhatsApp does not let Twilio send from this number',
		'See the state of the WhatsApp sender in the Twilio Console',
	],
	'63002': ['account', 'never', 'WhatsApp does not know the sending number', SENDER],
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
	'63006': [
		'request',
		'never',
		'The content cannot be brought into WhatsApp’s form',
		'Check texts, buttons and files',
	],
	'63007': ['account', 'never', 'Twilio finds no WhatsApp sender of this number', SENDER],
	'63008': [
		'account',
		'never',
		'The sender is not set up right at Twilio',
		'See the WhatsApp sender in the Twilio Console',
	],
	'63009': ['service', 'now', 'WhatsApp answered Twilio with an error', LATER, 30],
	'63010': ['service', 'now', 'Something went wrong inside Twilio', LATER, 30],
	'63011': [
		'request',
		'never',
		'Twilio could not handle the message',
		'Check texts, buttons and files',
	],
	'63012': ['service', 'now', 'Something went wrong inside WhatsApp', LATER, 30],
	'63013': [
		'request',
		'never',
		'The message breaks a policy of WhatsApp',
		'See the WhatsApp Business Messaging Policy',
	],
	'63014': ['recipient', 'never', 'This person has blocked you', 'Take this person off the list'],
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
	'63020': [
		'account',
		'never',
		'There is a problem with the Meta business account, mostly its payment',
		'Check account and payment in Meta Business Settings',
	],
	'63021': [
		'request',
		'never',
		'WhatsApp found something invalid in the message',
		'Check texts, buttons and files',
	],
	'63022': [
		'account',
		'never',
		'The display name of the sender is not certified',
		'See the WhatsApp sender in the Twilio Console, and register it again',
	],
	'63023': [
		'service',
		'never',
		'WhatsApp refused the message without saying why',
		'Send it again once; if it fails again, ask Twilio’s support',
	],
	'63024': [
		'recipient',
		'never',
		'WhatsApp cannot deliver to this recipient',
		'Check that the number is on WhatsApp',
	],
	'63025': ['service', 'never', 'WhatsApp has this file already', 'Send the message again'],
	'63026': [
		'limit',
		'later',
		'People reported messages of this sender as spam',
		'Check the quality of the sender in WhatsApp Manager',
		6 * HOUR,
		'everybody',
	],
	'63027': ['template', 'never', 'The template does not exist in this language', TEMPLATE],
	'63028': ['template', 'never', 'The number of values does not match the template', TEMPLATE],
	'63029': [
		'template',
		'never',
		'The phone of this person could not load the template',
		'Have them update WhatsApp; if it stays so, choose the template again',
	],
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
	'63034': ['request', 'never', 'The file is too large', 'Send a smaller file'],
	'63035': [
		'recipient',
		'never',
		'This person has not accepted the invitation',
		'Have them accept it first',
	],
	'63036': [
		'recipient',
		'never',
		'This number cannot be reached on this channel',
		'Check that the number is on WhatsApp',
	],
	'63037': ['request', 'never', 'The file could not be brought to WhatsApp', MEDIA],
	'63038': [
		'limit',
		'later',
		'The account has sent all it may send today',
		'Wait until tomorrow, or have the limit raised',
		DAY,
		'everybody',
	],
	'63039': [
		'account',
		'later',
		'Meta warns that people find the messages a nuisance',
		'Send less, and to people who want it',
		DAY,
	],
	'63040': [
		'template',
		'never',
		'The template could not be submitted',
		'See the reason at the content template in the Twilio Console',
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
	'63055': [
		'template',
		'never',
		'Only marketing templates go by the Marketing Messages API',
		'Choose a template of the category Marketing, or switch that API off for the sender',
	],
	'92001': [
		'template',
		'never',
		'The content has no types',
		'See the content template in the Twilio Console',
	],
	'92002': ['template', 'never', 'The content has too many variables', 'Leave variables out'],
	'92003': [
		'template',
		'never',
		'The content names no language',
		'See the content template in the Twilio Console',
	],
	'92004': [
		'template',
		'never',
		'The language of the content is not known',
		'See the content template in the Twilio Console',
	],
	'92005': ['template', 'never', 'The message names no content template', TEMPLATE],
	'92006': ['template', 'never', 'There is no such content template any more', TEMPLATE],
	'92007': [
		'template',
		'never',
		'The values do not fit the content template',
		'Fill in every variable; values may hold no line breaks, no tabs and no more than four spaces in a row',
	],
	'92008': ['template', 'never', 'WhatsApp does not take this type of content', TEMPLATE],
};
