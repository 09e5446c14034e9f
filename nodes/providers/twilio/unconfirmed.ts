import {
	answered,
	bringsItsId,
	byUserId,
	type LiveEvidence,
	taken,
	type Unconfirmed,
} from '../unconfirmed';

/** In the words of docs/providers/twilio.md. */
export const unconfirmed: readonly Unconfirmed[] = [
	{ assumption: 'The description of a list row may be left out', look: taken('list') },
	{
		assumption: 'A line break outside a variable is fine in a content that is not approved',
		look: taken('buttons'),
	},
	{
		assumption: 'A tap carries `ButtonPayload`, a list answer `ListId`',
		look: answered(['buttons', 'list'], bringsItsId),
	},
	{
		assumption: "A template's button is told from a reply button by `MessageType=button`",
		look: answered(['template'], ({ kind }) => kind === 'template'),
	},
	{ assumption: 'Deleting a content deletes the template at WhatsApp as well' },
	{ assumption: 'The button that copies a code needs a label, although WhatsApp shows its own' },
	{
		assumption: 'WhatsApp approves templates with variable button IDs',
		look: answered(['template'], bringsItsId),
	},
	{ assumption: 'A user ID can be written to as `whatsapp:US.1234…`', look: byUserId },
	{ assumption: 'An empty URL, or none, takes the webhook of a sender away' },
	{
		assumption: 'A sender that belongs to a messaging service has no callback URL of its own there',
	},
	{ assumption: 'The search for contents by name takes a plain name' },
	{ assumption: 'All regions have the hosts for Content and Senders too' },
	{ assumption: 'A form that somebody filled in comes in `InteractiveData`' },
	{ assumption: 'Reactions, orders and contacts that people send', look: reactionsAndContacts },
	{ assumption: 'A fragment such as `#rc=3` is not part of what is signed' },
];

function reactionsAndContacts(live: LiveEvidence) {
	const came = ['askReaction', 'askContact'].some((kind) => {
		const sent = live.of(kind);
		return sent !== undefined && sent.replies.length + sent.messages.length > 0;
	});
	return came ? { as: true, found: 'something came' } : undefined;
}
