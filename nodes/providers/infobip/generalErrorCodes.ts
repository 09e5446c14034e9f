import type { CodedRow } from './chatErrorCodes';

const HOUR = 3600;
const DAY = 24 * HOUR;
const SUPPORT = 'Ask Infobip’s support, with the ID of the message';
const LATER = 'Wait a little and try again';
const SENDER = 'See the WhatsApp sender in the Infobip portal under Channels and Numbers';
const RECIPIENT = 'Check that the number is right and uses WhatsApp';
const LEAVE_OUT = 'Take this person off the list';
const VALUES = 'Correct what the text above names';

/**
 * Of the errors of all channels those that are about the account, the number or the amount; the rest is about
 * the networks of phones.
 *
 * @see https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes#general-error-codes
 */
export const GENERAL: CodedRow[] = [
	[1, 'EC_UNKNOWN_SUBSCRIBER', 'recipient', 'never', 'This number does not exist', RECIPIENT],
	[
		351,
		'EC_INVALID_DESTINATION_ADDRESS',
		'recipient',
		'never',
		'This number is not valid',
		RECIPIENT,
	],
	[
		352,
		'EC_INVALID_REQUEST_DESTINATION',
		'recipient',
		'never',
		'The country code of this number is not known',
		RECIPIENT,
	],
	[355, 'EC_MSG_TEXT_TOO_LONG', 'request', 'never', 'The text is too long', 'Shorten the text'],
	[368, 'EC_INVALID_SOURCE_ADDRESS', 'account', 'never', 'The sender is not valid', SENDER],
	[433, 'EC_ACCOUNT_ACCESS_DENIED', 'account', 'never', 'The account is closed to you', SUPPORT],
	[541, 'EC_LIMIT_REACHED', 'limit', 'later', 'A limit on sending was reached', LATER, HOUR],
	[
		542,
		'EC_QUOTA_REACHED',
		'limit',
		'later',
		'As much was sent today as may be sent',
		'Wait until tomorrow',
		DAY,
		'everybody',
	],
	[
		592,
		'EC_ACCOUNT_NOT_PROVISIONED_FOR_CHANNEL',
		'account',
		'never',
		'The account is not set up for this channel',
		'Ask Infobip to set it up',
	],
	[
		603,
		'EC_CONTENT_BLOCKED',
		'recipient',
		'never',
		'This person has opted out of messages',
		LEAVE_OUT,
	],
	[
		604,
		'EC_BLOCKED_BY_CAMPAIGN_BLACKLIST',
		'recipient',
		'never',
		'This number is on a list of numbers not to write to',
		LEAVE_OUT,
	],
	[
		607,
		'EC_REJECTED_SPAM_BY_OPERATOR',
		'request',
		'never',
		'The message was taken for spam',
		'Change the content',
	],
	[608, 'EC_SIGNALS_BLOCKED', 'request', 'never', 'The message was taken for fraud', SUPPORT],
	[
		609,
		'EC_SIGNALS_HARD_LIMIT_REACHED',
		'limit',
		'later',
		'As much was sent today as may be sent',
		'Wait until tomorrow',
		DAY,
		'everybody',
	],
	[
		2050,
		'EC_DEST_ADDRESS_BLACKLISTED',
		'recipient',
		'never',
		'This number is on a list of numbers not to write to',
		LEAVE_OUT,
	],
	[
		2052,
		'EC_BLACKLISTED_DESTINATIONADDRESS',
		'recipient',
		'never',
		'This number is on a list of numbers not to write to',
		'Take the number off the list in the Infobip portal, or off yours',
	],
	[2053, 'EC_BLACKLISTED_SENDERADDRESS', 'account', 'never', 'The sender is blocked', SENDER],
	[3041, 'EC_DEACTIVATED_LIST', 'recipient', 'never', 'This number is no longer in use', LEAVE_OUT],
	[
		4099,
		'EC_MONTHLY_LIMIT_REACHED',
		'account',
		'never',
		'The monthly limit of the account is used up',
		'Have the limit raised, or wait for the next month',
	],
	[
		4103,
		'EC_DESTINATION_FLOODING',
		'limit',
		'later',
		'Too many messages went to this one person in a short time',
		'Wait an hour before writing to this person',
		HOUR,
	],
	[
		4104,
		'EC_DESTINATION_TXT_FLOODING',
		'limit',
		'later',
		'The same text went to this one person too often',
		'Wait an hour, or change the text',
		HOUR,
	],
	[
		5492,
		'EC_DUPLICATE_MESSAGE',
		'request',
		'never',
		'The same message was sent to this person before',
		'Leave the second one out',
	],
];

/**
 * What a `status` says where no error does, by its ID.
 *
 * @see https://www.infobip.com/docs/essentials/api-essentials/response-status-and-error-codes#general-status-codes
 */
export const STATUSES: CodedRow[] = [
	[
		6,
		'REJECTED_NETWORK',
		'recipient',
		'never',
		'The account does not reach this number',
		'Ask Infobip to open the country for the account',
	],
	[
		8,
		'REJECTED_PREFIX_MISSING',
		'recipient',
		'never',
		'This number is not valid',
		'Check the number; it needs its country code',
	],
	[
		10,
		'REJECTED_DND',
		'recipient',
		'never',
		'This person is on a list of people not to be written to',
		LEAVE_OUT,
	],
	[
		11,
		'REJECTED_SOURCE',
		'account',
		'never',
		'The sender is not registered with the account',
		SENDER,
	],
	[
		12,
		'REJECTED_NOT_ENOUGH_CREDITS',
		'account',
		'never',
		'The credit of the Infobip account is used up',
		'Top up the account',
	],
	[13, 'REJECTED_SENDER', 'account', 'never', 'The sender is blocked in the account', SENDER],
	[
		14,
		'REJECTED_DESTINATION_BLOCKLISTED',
		'recipient',
		'never',
		'This number is on a list of numbers not to write to',
		'Take the number off the list in the Infobip portal, or off yours',
	],
	[
		17,
		'REJECTED_PREPAID_PACKAGE_EXPIRED',
		'account',
		'never',
		'The credit of the Infobip account has expired',
		'Top up the account',
	],
	[
		18,
		'REJECTED_DESTINATION_NOT_REGISTERED',
		'recipient',
		'never',
		'This account may write to its own test number only',
		'Use the number that the account was opened with, or have the limit lifted',
	],
	[
		19,
		'REJECTED_ROUTE_NOT_AVAILABLE',
		'account',
		'never',
		'The account is not set up to send',
		SUPPORT,
	],
	[
		20,
		'REJECTED_FLOODING_FILTER',
		'limit',
		'later',
		'Too many messages went to this one person in a short time',
		'Wait an hour before writing to this person',
		HOUR,
	],
	[
		21,
		'REJECTED_SYSTEM_ERROR',
		'service',
		'later',
		'Something went wrong inside Infobip',
		LATER,
		60,
	],
	[
		23,
		'REJECTED_DUPLICATE_MESSAGE_ID',
		'request',
		'never',
		'A message with this ID was sent before',
		'Nothing: the first one counts',
	],
	[24, 'REJECTED_INVALID_UDH', 'request', 'never', 'The message is not well formed', VALUES],
	[
		25,
		'REJECTED_MESSAGE_TOO_LONG',
		'request',
		'never',
		'The message is too long',
		'Shorten the text',
	],
	[
		29,
		'EXPIRED_DLR_UNKNOWN',
		'recipient',
		'never',
		'Nobody knows whether the message arrived',
		'Look before sending it again',
	],
	[
		51,
		'MISSING_TO',
		'request',
		'never',
		'The message names nobody to write to',
		'Fill in the recipient',
	],
	[
		52,
		'REJECTED_DESTINATION',
		'recipient',
		'never',
		'This number is not valid',
		'Check the number; it needs its country code',
	],
	[87, 'SIGNALS_BLOCKED', 'request', 'never', 'The message was taken for fraud', SUPPORT],
	[
		100,
		'UNDELIVERABLE_REJECTED_PLATFORM',
		'request',
		'never',
		'Infobip did not accept the message',
		VALUES,
	],
];
