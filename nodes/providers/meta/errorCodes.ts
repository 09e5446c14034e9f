import type { FailureRow } from '../failure';
import { FURTHER_FAILURES } from './furtherErrorCodes';

const HOUR = 3600;
const DAY = 24 * HOUR;
const TOKEN =
	'Create a new system-user token in Meta Business Settings and put it in the credential';
const PERMISSION =
	'Give the token the permissions whatsapp_business_messaging and whatsapp_business_management, and give its system user this WhatsApp account';
const LATER = 'Wait a little and try again';
const NO_INSIGHTS = 'WhatsApp does not count how templates do in this account';
const INSIGHTS =
	'Switch template insights on in WhatsApp Manager (they cannot be switched off again); accounts in the EU, the UK and Japan have none';
const VALUES = 'Compare the values with the template in WhatsApp Manager';

/**
 * What each error code of the Cloud API means and whether trying again helps. The page of 18 June 2026, and
 * from pywa 4.4.0 what is newer: 131063, 131064, 132008.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 * @see https://developers.facebook.com/docs/graph-api/webhooks/getting-started (2200)
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/errors (131035)
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/analytics (200005 to 200007)
 */
const MESSAGES: Readonly<Record<string, FailureRow>> = {
	'0': ['access', 'never', 'WhatsApp did not accept the access token', TOKEN],
	'1': [
		'service',
		'now',
		'WhatsApp could not handle the request',
		'Try once more; then check the values',
		5,
	],
	'2': ['service', 'now', 'WhatsApp is down or overloaded', LATER, 30],
	'3': ['access', 'never', 'The app may not use this function', PERMISSION],
	'4': ['limit', 'later', 'The app has made too many calls', LATER, HOUR, 'everybody'],
	'10': ['access', 'never', 'The permission for this call was not granted', PERMISSION],
	'33': [
		'account',
		'never',
		'This phone number no longer exists',
		'Choose the sending number again',
	],
	'100': [
		'request',
		'never',
		'WhatsApp did not accept a value',
		'Check the value that the text above names, and that the sending number belongs to this WhatsApp account',
	],
	'190': ['access', 'never', 'The access token is wrong or has expired', TOKEN],
	'200': ['access', 'never', 'The token lacks a permission', PERMISSION],
	'368': [
		'account',
		'never',
		'Meta has blocked this account for breaking its policies',
		'See Account Quality in Meta Business Settings',
	],
	'2200': [
		'request',
		'never',
		'Meta could not verify the callback URL',
		'The address must be reachable from the internet by https and answer with the verify token of this credential; if it is right, activate the workflow once more',
	],
	'80007': [
		'limit',
		'later',
		'This WhatsApp account has made too many calls',
		LATER,
		HOUR,
		'everybody',
	],
	'130429': [
		'limit',
		'now',
		'Messages were sent faster than this number allows',
		'Send more slowly',
		5,
	],
	'130472': [
		'recipient',
		'never',
		'WhatsApp holds marketing messages back from this person',
		'Reach this person another way',
	],
	'130497': [
		'recipient',
		'never',
		'This account may not write to people in this country',
		'See WhatsApp Business Messaging Policy for the country',
	],
	'131000': ['service', 'now', 'Something went wrong inside WhatsApp', LATER, 5],
	'131005': ['access', 'never', 'The token may not do this', PERMISSION],
	'131008': [
		'request',
		'never',
		'A value that WhatsApp needs is missing',
		'Fill in the value that the text above names',
	],
	'131009': [
		'request',
		'never',
		'A value is not valid',
		'Correct the value that the text above names',
	],
	'131016': ['service', 'now', 'WhatsApp is not available right now', LATER, 30],
	'131021': [
		'recipient',
		'never',
		'Sender and recipient are the same number',
		'Write to another number',
	],
	'131026': [
		'recipient',
		'never',
		'The message cannot be delivered to this number',
		'Check that the number is on WhatsApp, its app is up to date and its terms are accepted',
	],
	'131030': [
		'recipient',
		'never',
		'This number is not on the list of test recipients',
		'Add the number under API Setup in the Meta app, or use a production number',
	],
	'131031': [
		'account',
		'never',
		'This WhatsApp account is locked',
		'See Account Quality in Meta Business Settings',
	],
	'131035': [
		'service',
		'never',
		'WhatsApp could not deliver a webhook for so long that it threw it away',
		'Find out why n8n was not reachable; whoever wrote or tapped in that time has to be asked again',
	],
	'131037': [
		'account',
		'never',
		'The display name of the sending number is not approved',
		'Have the display name approved in WhatsApp Manager',
	],
	'131042': [
		'account',
		'never',
		'There is a payment problem with this WhatsApp account',
		'Check the payment method in WhatsApp Manager',
	],
	'131045': [
		'account',
		'never',
		'The sending number is not registered correctly',
		'Register the number again',
	],
	'131047': [
		'window',
		'never',
		'More than 24 hours have passed since this person last wrote',
		'Send an approved template instead',
	],
	'131048': [
		'limit',
		'later',
		'WhatsApp limits this number because people reported its messages as spam',
		'Check the quality of the number in WhatsApp Manager',
		6 * HOUR,
		'everybody',
	],
	'131049': [
		'limit',
		'later',
		'WhatsApp chose not to deliver this marketing message now',
		'Do not send it again within 24 hours',
		DAY,
	],
	'131050': [
		'recipient',
		'never',
		'This person has stopped marketing messages from you',
		'Take this person off the list',
	],
	'131051': [
		'request',
		'never',
		'WhatsApp does not support this kind of message',
		'Send another kind of message',
	],
	'131052': [
		'request',
		'never',
		'The file that the person sent could not be downloaded',
		'Ask the person to send it again',
	],
	'131053': [
		'request',
		'never',
		'The file could not be used',
		'Check its type and size, and that its link is public',
	],
	'131055': [
		'request',
		'never',
		'This function is not allowed here',
		'Use the ordinary messages function',
	],
	'131056': [
		'limit',
		'now',
		'Too many messages went to this one person in a short time',
		'Leave six seconds between messages to one person',
		4,
	],
	'131057': ['service', 'later', 'The account is in maintenance', LATER, 2 * 60],
	'131059': [
		'request',
		'never',
		'The list changed while it was being read',
		'Read the list again from the start',
	],
	'131060': [
		'recipient',
		'never',
		'This message is not available',
		'Ask the person to send it again',
	],
	'131062': [
		'recipient',
		'never',
		'This message cannot be sent to a user ID',
		'Use the phone number of the person',
	],
	'131063': [
		'account',
		'never',
		'This account has switched marketing templates off for the way they were sent',
		'Switch them on again for the Cloud API in WhatsApp Manager',
	],
	'131064': [
		'account',
		'later',
		'WhatsApp limits this account because its templates have the wrong category',
		'Correct the categories of the templates in WhatsApp Manager, and send to nobody new until the limit is lifted',
		DAY,
	],
	'132000': ['template', 'never', 'The number of values does not match the template', VALUES],
	'132001': [
		'template',
		'never',
		'The template does not exist in this language or is not approved',
		'Choose the template again from the list',
	],
	'132005': ['template', 'never', 'The filled-in template is too long', 'Shorten the values'],
	'132007': [
		'template',
		'never',
		'The content of the template breaks a WhatsApp policy',
		'See the template in WhatsApp Manager',
	],
	'132008': ['template', 'never', 'A value of the template is not accepted', VALUES],
	'132012': ['template', 'never', 'A value has not the form that the template wants', VALUES],
	'132015': [
		'template',
		'later',
		'The template is paused because of its quality',
		'Wait until WhatsApp lifts the pause, or use another template',
		3 * HOUR,
	],
	'132016': ['template', 'never', 'The template is disabled for good', 'Use another template'],
	'132018': [
		'template',
		'never',
		'A value of the template is not valid',
		'Values may hold no line breaks, no tabs and no more than four spaces in a row',
	],
	'132068': ['template', 'never', 'The Flow is blocked', 'See the Flow in WhatsApp Manager'],
	'132069': [
		'template',
		'later',
		'The Flow is throttled',
		'Mend the Flow in WhatsApp Manager',
		HOUR,
	],
	'133000': [
		'account',
		'never',
		'The number was not deregistered cleanly',
		'Deregister the number again, then register it',
	],
	'133004': ['service', 'now', 'WhatsApp is not available right now', LATER, 30],
	'133005': [
		'account',
		'never',
		'The two-step verification PIN is wrong',
		'Set the PIN again in WhatsApp Manager',
	],
	'133006': [
		'account',
		'never',
		'The number must be verified again',
		'Verify the number in WhatsApp Manager',
	],
	'133008': [
		'account',
		'later',
		'The PIN was wrong too often',
		'Wait as long as the text above says',
		HOUR,
	],
	'133009': ['account', 'later', 'The PIN was entered too fast', LATER, 60],
	'133010': [
		'account',
		'never',
		'The sending number is not registered',
		'Register the number in WhatsApp Manager',
	],
	'133015': [
		'account',
		'later',
		'The number was deleted a moment ago',
		'Wait five minutes and try again',
		5 * 60,
	],
	'133016': ['account', 'later', 'The number was registered too often', 'Wait 72 hours', 3 * DAY],
	'134011': [
		'account',
		'never',
		'The WhatsApp payments terms are not accepted',
		'Accept the terms in WhatsApp Manager',
	],
	'135000': [
		'request',
		'never',
		'WhatsApp did not accept the message',
		'Check the values of the message',
	],
	'137000': [
		'recipient',
		'never',
		'The person behind this number has changed',
		'Check who uses this number now',
	],
	'200005': ['account', 'never', NO_INSIGHTS, INSIGHTS],
	'200006': ['account', 'never', NO_INSIGHTS, INSIGHTS],
	'200007': ['account', 'never', NO_INSIGHTS, INSIGHTS],
};

/** Every code that is known: of messages, and of all else that is called. */
export const FAILURES: Readonly<Record<string, FailureRow>> = { ...MESSAGES, ...FURTHER_FAILURES };
