import {
	answered,
	bringsItsId,
	cameIn,
	namesItsMessage,
	sentBack,
	taken,
	type Unconfirmed,
} from '../unconfirmed';

/** In the words of docs/providers/gupshup.md. */
export const unconfirmed: readonly Unconfirmed[] = [
	{ assumption: 'The console keeps `?secret=…` at the end of the address', look: cameIn },
	{
		assumption:
			'Reply IDs of buttons, list rows and template buttons may have up to 128 characters',
		look: answered(['longId', 'list', 'template'], bringsItsId),
	},
	{
		assumption:
			"A tap on a reply button brings its reply ID, or at least its label and the ID of its message (Gupshup's samples have both)",
		look: answered(
			['buttons'],
			(reply, sent) =>
				bringsItsId(reply, sent) || (reply.title !== undefined && namesItsMessage(reply, sent)),
		),
	},
	{
		assumption: 'Buttons of a template are counted from 0, and links and phone buttons count too',
		look: answered(['template'], bringsItsId),
	},
	{ assumption: 'A location may have a name and an address of up to 1000 characters' },
	{
		assumption: 'Values stand in the order heading, text, links and codes; a one-time code twice',
	},
	{ assumption: "Headings of type location and document take Meta's form" },
	{ assumption: 'The list of templates comes in one piece, with its parts in `containerMeta`' },
	{
		assumption:
			'`GET /wa/app/<app ID>/subscription` tells the address (documented for partners only)',
	},
	{
		assumption: 'The names of fields in reactions, files and contacts that come in',
		look: sentBack(
			['askPhoto', 'askVoice', 'askDocument', 'askContact'],
			({ media, contacts }) => media?.url !== undefined || (contacts ?? []).length > 0,
		),
	},
	{ assumption: "Some failures come with Meta's codes instead of Gupshup's own" },
	{ assumption: "Who could not be blocked is told in Meta's form" },
	{
		assumption:
			'Titles of reply buttons may have emojis and marks such as `*` (the reference says no)',
		look: taken('emojiButton'),
	},
	{ assumption: 'A number may send 20 messages a second' },
	{ assumption: "Other limits are WhatsApp's" },
];
