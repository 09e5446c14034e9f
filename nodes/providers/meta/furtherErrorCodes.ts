import type { FailureRow } from '../failure';

const HOUR = 3600;
const DAY = 24 * HOUR;
const LATER = 'Wait a little and try again';
const CALLS = 'The Graph API has had too many calls';
const TEMPLATE = 'Correct the part that the text above names, and submit the template again';
const NUMBER = 'See the number in WhatsApp Manager, and follow Meta’s page on moving numbers';
const FLOW = 'See the Flow in WhatsApp Manager, and correct what the text above names';
const GROUP = 'See the group at whoever made it; this node neither makes nor changes groups';
const CALLING = 'This node makes no calls; see the settings for calls in WhatsApp Manager';
const NAME = 'See the user name of the number in WhatsApp Manager';
const SUPPORT = 'Ask Meta’s support, or the partner who set the account up';

type Rows = Readonly<Record<string, FailureRow>>;

/**
 * The Graph API's own, whatever is called.
 *
 * @see https://developers.facebook.com/docs/graph-api/guides/error-handling
 * @see https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 */
const GRAPH: Rows = {
	'17': ['limit', 'later', `${CALLS} with this token`, LATER, HOUR, 'everybody'],
	'32': ['limit', 'later', `${CALLS} for this page`, LATER, HOUR],
	'102': [
		'access',
		'never',
		'The session of the access token is over',
		'Create a new system-user token in Meta Business Settings and put it in the credential',
	],
	'341': ['limit', 'later', 'The app has reached a limit of Meta’s', LATER, HOUR, 'everybody'],
	'506': [
		'request',
		'never',
		'The same content was sent twice in a row',
		'Change the content, or leave the second one out',
	],
	'613': ['limit', 'later', `${CALLS} of this kind`, LATER, HOUR, 'everybody'],
	'80008': [
		'limit',
		'later',
		'Templates, numbers or analytics of this WhatsApp account were asked for too often',
		LATER,
		HOUR,
	],
	'1609005': [
		'request',
		'never',
		'Meta could not read the link',
		'Check the link, and that anybody can open it',
	],
};

/**
 * Templates that are made or changed.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/direct-send/supported-features-and-limits (2388318, 2388330)
 */
const TEMPLATES: Rows = {
	'2388019': [
		'request',
		'never',
		'The account has as many templates as it may have',
		'Delete templates that nobody uses',
	],
	'2388040': ['request', 'never', 'A part of the template is too long', TEMPLATE],
	'2388047': ['request', 'never', 'The header of the template is not accepted', TEMPLATE],
	'2388072': ['request', 'never', 'The body of the template is not accepted', TEMPLATE],
	'2388073': ['request', 'never', 'The footer of the template is not accepted', TEMPLATE],
	'2388293': [
		'request',
		'never',
		'The template has too many variables for so few words',
		'Write more words, or leave out variables',
	],
	'2388299': [
		'request',
		'never',
		'The template begins or ends with a variable',
		'Put words before and after it',
	],
	'2388318': [
		'request',
		'never',
		'WhatsApp made this template itself, so it cannot be changed',
		'Create a template of your own',
	],
	'2388330': [
		'request',
		'never',
		'WhatsApp made this template itself, so it cannot be deleted',
		'Leave it; nothing is sent by it unless you do so',
	],
};

/**
 * Accounts and numbers that are moved, and how apps of the phone are brought along.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
const ACCOUNTS: Rows = {
	'1752041': [
		'request',
		'never',
		'This business has been invited to marketing messages already',
		'Nothing: one invitation covers all its accounts',
	],
	'2388001': [
		'account',
		'never',
		'The number is not ready to be moved',
		'Confirm that the number is yours, and switch its two-step verification off',
	],
	'2388012': [
		'account',
		'never',
		'The number belongs to this account already',
		'Choose another number',
	],
	'2388091': ['account', 'never', 'The number is not being moved, so no code is sent', NUMBER],
	'2388093': ['account', 'never', 'The number is not being moved, so no code is checked', NUMBER],
	'2388103': ['account', 'never', 'The number cannot be moved', NUMBER],
	'2494100': ['service', 'later', 'The sending number is in maintenance', LATER, 5 * 60],
	'2593079': ['account', 'never', 'This account is to be moved somewhere else already', SUPPORT],
	'2593085': ['account', 'never', 'The owner of this account cannot be changed', SUPPORT],
	'2593107': [
		'request',
		'never',
		'Contacts or history of this number were asked for once already',
		'Take the number off and on board again',
	],
	'2593108': [
		'request',
		'never',
		'Contacts and history can be asked for only in the first 24 hours',
		'Take the number off and on board again',
	],
};

/**
 * Marketing templates on a way of their own.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes
 */
const MARKETING: Rows = {
	'134100': [
		'template',
		'never',
		'This way of sending takes marketing templates only',
		'Choose a template of the category marketing',
	],
	'134101': [
		'template',
		'later',
		'WhatsApp is still getting this new template ready',
		'Wait ten minutes and try again',
		10 * 60,
	],
	'134102': [
		'template',
		'never',
		'WhatsApp could not get this template ready, or the account may not send marketing messages this way',
		'See in WhatsApp Manager whether the account has been admitted to marketing messages',
	],
};

/**
 * Flows, the list of blocked people, and templates without approval.
 *
 * @see https://developers.facebook.com/docs/whatsapp/flows/reference/error-codes
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/block-users
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/direct-send/api-reference (139200)
 */
const FLOWS_AND_BLOCKS: Rows = {
	'139000': [
		'account',
		'never',
		'Meta does not let this account make or publish Flows',
		'See Account Quality in Meta Business Settings',
	],
	'139001': ['request', 'never', 'The Flow could not be changed', FLOW],
	'139002': ['request', 'never', 'The Flow could not be published', FLOW],
	'139003': ['request', 'never', 'The Flow could not be retired', FLOW],
	'139004': ['request', 'never', 'The Flow could not be deleted', FLOW],
	'139100': [
		'recipient',
		'never',
		'Some of these people could not be blocked or unblocked',
		'Only people who wrote within the last 24 hours can be blocked',
	],
	'139101': [
		'request',
		'never',
		'The list of blocked people is full',
		'Unblock people whom you no longer need on it',
	],
	'139102': [
		'request',
		'never',
		'The list of blocked people changed while it was being read',
		'Read the list again from the start',
	],
	'139103': ['service', 'now', 'Something went wrong inside WhatsApp', LATER, 5],
	'139200': [
		'account',
		'never',
		'Meta does not let this account send without an approved template',
		'Send an approved template instead',
	],
};

/**
 * Groups.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/error-codes
 */
const GROUPS: Rows = {
	'131020': ['recipient', 'never', 'The group has no other member', GROUP],
	'131041': ['recipient', 'never', 'There is no such group, or the number is not in it', GROUP],
	'131201': ['request', 'never', 'It worked for some members of the group only', GROUP],
	'131202': ['request', 'never', 'A member of the group is named twice', GROUP],
	'131204': ['request', 'never', 'The group would have too many members', GROUP],
	'131207': ['recipient', 'never', 'WhatsApp has suspended the group', GROUP],
	'131208': ['limit', 'later', 'The number has worked on groups too often', LATER, HOUR],
	'131209': ['request', 'never', 'The picture of the group is not square', GROUP],
	'131210': ['request', 'never', 'The picture of the group is too small', GROUP],
	'131211': ['request', 'never', 'The number has as many groups as it may have', GROUP],
	'131212': ['request', 'never', 'This person is not in the group', GROUP],
	'131213': ['request', 'never', 'There is no such request to join the group', GROUP],
	'131214': [
		'request',
		'later',
		'The account may make no groups for now, because it sent too much advertising',
		'Wait some days',
		7 * DAY,
	],
	'131215': ['request', 'never', 'This number may not use groups', GROUP],
};

/**
 * Calls, and asking for permission to call.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/troubleshooting
 */
const CALLS_BY_VOICE: Rows = {
	'131044': [
		'account',
		'never',
		'There is a payment problem with this WhatsApp account',
		'Check the payment method in WhatsApp Manager',
	],
	'138000': ['request', 'never', 'Calls are switched off for this number', CALLING],
	'138001': ['recipient', 'never', 'This person cannot be called', CALLING],
	'138002': ['limit', 'later', 'The number makes too many calls at once', LATER, 60],
	'138003': ['recipient', 'later', 'This person is being called already', LATER, 5 * 60],
	'138004': ['request', 'never', 'The call could not be connected', CALLING],
	'138005': ['limit', 'later', 'The number has made too many calls', LATER, HOUR],
	'138006': [
		'recipient',
		'never',
		'This person has not allowed calls',
		'Ask for the permission to call first',
	],
	'138007': ['request', 'never', 'The call was not connected in time', CALLING],
	'138009': [
		'limit',
		'later',
		'This person was asked for the permission to call too often',
		'Wait a day before asking again',
		DAY,
	],
	'138012': [
		'limit',
		'later',
		'This person was called too often today',
		'Wait a day before calling again',
		DAY,
	],
	'138013': ['limit', 'later', 'The permission to call was looked up too often', LATER, HOUR],
	'138018': ['request', 'never', 'Calls cannot be switched on for this number', CALLING],
	'138024': ['request', 'never', 'This number cannot make calls by SIP', CALLING],
};

/**
 * User names of businesses.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids/
 */
const NAMES: Rows = {
	'147001': ['request', 'never', 'This user name is not free', 'Choose another user name'],
	'147002': ['request', 'never', 'This business may not have a user name yet', NAME],
	'147003': [
		'request',
		'never',
		'The user name belongs to a Facebook page that is not linked',
		NAME,
	],
	'147004': [
		'request',
		'never',
		'The user name belongs to an Instagram account that is not linked',
		NAME,
	],
	'147005': ['request', 'never', 'Another number of the business has this user name', NAME],
};

/** What Meta's codes mean that is not about a message; each part names its source. */
export const FURTHER_FAILURES: Rows = {
	...GRAPH,
	...TEMPLATES,
	...ACCOUNTS,
	...MARKETING,
	...FLOWS_AND_BLOCKS,
	...GROUPS,
	...CALLS_BY_VOICE,
	...NAMES,
};
