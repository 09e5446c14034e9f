import { answered, bringsItsId, namesItsMessage, type Unconfirmed } from '../unconfirmed';

/** In the words of docs/providers/meta.md. */
export const unconfirmed: readonly Unconfirmed[] = [
	{ assumption: 'It is 131063 that asks for the Marketing Messages API' },
	{
		assumption: 'What comes on `standby`',
		look: ({ events }) =>
			events.some(({ standby }) => standby === true) ? { as: true, found: 'it came' } : undefined,
	},
	{ assumption: "The app's own secret signs callbacks of a number override" },
	{
		assumption: 'The permission for setting an override is `whatsapp_business_management`',
	},
	{ assumption: 'Which error a message to somebody blocked gives' },
	{
		assumption:
			'Somebody who wrote more than 24 hours ago is refused with 131047 or 139100 when they are to be blocked',
	},
	{ assumption: 'The form of `request_contact_info`, and `user_id` in a request to block' },
	{ assumption: 'One message may hold 257 contacts' },
	{ assumption: 'An address comes back with its fields under `values`' },
	{
		assumption: 'A tap on a template always says which message it answers',
		look: answered(['template'], namesItsMessage),
	},
	{
		assumption: 'A quick reply of a template carries up to 128 characters',
		look: answered(['template'], bringsItsId),
	},
	{
		assumption:
			'Direct Send takes a tracking reference, and the IDs of its buttons come back as the payload of a tap',
	},
	{ assumption: 'A sample of a code to copy may have 20 characters' },
	{ assumption: 'Subscribing an app to webhook fields keeps those that it has' },
];
