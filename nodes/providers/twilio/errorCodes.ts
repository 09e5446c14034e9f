import type { FailureRow } from '../failure';
import { ADDRESS, CHANNEL_FAILURES, LATER, MEDIA, SENDER, TEMPLATE } from './channelErrorCodes';

const MAYBE =
	'The message may or may not have been taken; look at Monitor → Logs → Messaging in the Twilio Console before sending it again';

/** Of calls: what is refused at once. */
const CALLS: Readonly<Record<string, FailureRow>> = {
	'10001': [
		'account',
		'never',
		'The Twilio account is not active',
		'Sign in to the Twilio Console, and see what it says about the account',
	],
	'10002': [
		'account',
		'never',
		'A trial account may not do this',
		'Upgrade the account in the Twilio Console',
	],
	'20001': [
		'request',
		'never',
		'Twilio does not know a field of the call',
		'Correct what the text above names',
	],
	'20002': ['request', 'never', 'The name is not valid', 'Give another name'],
	'20003': [
		'access',
		'never',
		'Twilio did not accept the credential',
		'Copy Account SID and auth token again from the Twilio Console; an API key must belong to the same account and region',
	],
	'20004': [
		'request',
		'never',
		'Twilio does not do this here',
		'Check base URL, region and edge in the credential',
	],
	'20005': [
		'account',
		'never',
		'The Twilio account is not active',
		'Sign in to the Twilio Console, and see what it says about the account',
	],
	'20006': [
		'access',
		'never',
		'The credential may not do this',
		'Use an API key, or the auth token, that may send messages and manage content',
	],
	'20008': [
		'access',
		'never',
		'This cannot be done with test credentials',
		'Use the live Account SID and auth token',
	],
	'20009': ['request', 'later', 'It cannot be deleted before it is complete', LATER, 60],
	'20010': [
		'account',
		'never',
		'This is switched off for the account',
		'Ask Twilio’s support to switch it on',
	],
	'20404': [
		'request',
		'never',
		'Twilio does not know what was asked for',
		'Check the Account SID in the credential, and choose number and template again',
	],
	'20409': [
		'request',
		'never',
		'It was changed by somebody else at the same time',
		'Look at it again, then try once more',
	],
	'20422': ['request', 'never', 'A value is not valid', 'Correct what the text above names'],
	'20429': ['limit', 'now', 'Twilio got too many requests at once', 'Send more slowly', 5],
	'20500': ['service', 'never', 'Something went wrong inside Twilio', MAYBE],
	'20503': ['service', 'never', 'Twilio is not available right now', MAYBE],
	'21211': ['recipient', 'never', 'The recipient is no valid number', ADDRESS],
	'21212': ['account', 'never', 'The sending number is not valid', SENDER],
	'21408': [
		'recipient',
		'never',
		'This Twilio account may not write to this country',
		'Allow the country under Messaging → Settings → Geo permissions',
	],
	'21601': ['account', 'never', 'The sending number cannot send messages', SENDER],
	'21602': ['request', 'never', 'The message has no text', 'Fill in the text'],
	'21603': ['request', 'never', 'No sender is named', SENDER],
	'21604': ['request', 'never', 'No recipient is named', 'Fill in the recipient'],
	// "… for this destination": other recipients may get theirs.
	'21606': ['request', 'never', 'This number cannot send this message', SENDER],
	'21607': [
		'account',
		'never',
		'A trial account may only send from the sandbox number',
		'Choose the sandbox number, or upgrade the account',
	],
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
	'21611': [
		'limit',
		'later',
		'Too many messages of this number are waiting to go out',
		'Send more slowly',
		60,
	],
	'21612': ['recipient', 'never', 'This number cannot be reached from this sender', ADDRESS],
	'21614': ['recipient', 'never', 'The recipient is no mobile number', ADDRESS],
	'21616': [
		'request',
		'never',
		'The account has the sending number more than once',
		'Name the sender in full, with whatsapp: and its country code',
	],
	'21617': ['request', 'never', 'The text is longer than 1600 characters', 'Shorten the text'],
	'21618': [
		'request',
		'never',
		'The text cannot be sent',
		'Look for signs in the text that cannot be shown',
	],
	'21619': ['request', 'never', 'The message has no text and no file', 'Fill in one of the two'],
	'21620': ['request', 'never', 'The link of the file is not valid', MEDIA],
	'21621': ['request', 'never', 'The sending number cannot send files', SENDER],
	'21622': [
		'account',
		'never',
		'The account may not send files',
		'Ask Twilio’s support to switch it on',
	],
	'21623': [
		'request',
		'never',
		'The message has more files than one message may have',
		'Send one file in each message',
	],
	'21624': [
		'request',
		'never',
		'The time for which the message is valid is not accepted',
		'Correct what the text above names',
	],
	'21626': [
		'request',
		'never',
		'Twilio does not know the event that it is to report',
		"Check the sender's webhooks in the Twilio Console",
	],
	'21653': [
		'request',
		'never',
		'The message names too many recipients',
		'Send it to each person alone',
	],
	'21654': ['template', 'never', 'The message names no content template', TEMPLATE],
	'21655': ['template', 'never', 'There is no such content template any more', TEMPLATE],
	'21656': [
		'template',
		'never',
		'The values do not fit the content template',
		'Fill in every variable; values may hold no line breaks, no tabs and no more than four spaces in a row',
	],
	'21658': ['request', 'never', 'A value is longer than 1600 characters', 'Shorten the value'],
	'21701': [
		'account',
		'never',
		'There is no such messaging service',
		'Choose the sender again from the list',
	],
	'21702': [
		'account',
		'never',
		'The messaging service sends nothing at the moment',
		'See it under Messaging → Services in the Twilio Console',
	],
	'21703': [
		'account',
		'never',
		'The messaging service has no number that can send this',
		'Add a WhatsApp sender to it under Messaging → Services in the Twilio Console',
	],
	'21704': [
		'account',
		'never',
		'The messaging service has no numbers',
		'Add a WhatsApp sender to it under Messaging → Services in the Twilio Console',
	],
	'21705': [
		'account',
		'never',
		'The messaging service is not valid',
		'Choose the sender again from the list',
	],
	'21709': [
		'account',
		'never',
		'The messaging service may not use this sender',
		'Choose the sender again from the list',
	],
};

/**
 * What Twilio's error codes mean and whether trying again helps. Most of WhatsApp's reasons come
 * later, in the status of a message that was taken in.
 *
 * @see https://www.twilio.com/docs/api/errors
 * @see https://www.twilio.com/docs/whatsapp/api/error-code-mapping
 */
export const FAILURES: Readonly<Record<string, FailureRow>> = { ...CALLS, ...CHANNEL_FAILURES };
