import { asObject } from '../../core/json';
import { isPerson } from '../../whatsapp/person';
import { answered, type Finding, type LiveEvidence, taken, type Unconfirmed } from '../unconfirmed';
import { isWhatsAppId } from './values';

/** In the words of docs/providers/infobip.md. */
export const unconfirmed: readonly Unconfirmed[] = [
	{ assumption: 'The header and the form of the HMAC signature' },
	{
		assumption: 'That `callbackData` comes back in reports and answers',
		look: answered(
			['buttons', 'list'],
			({ raw }, { reference }) => asObject(raw)?.callbackData === reference,
		),
	},
	{ assumption: 'Which name of the answered message an answer carries', look: nameOfTheAnswered },
	{ assumption: 'That a subscription naming a sender comes before one for all senders' },
	{
		assumption:
			'That news of templates and of the account come to a subscription that names a sender',
	},
	{ assumption: 'That subscriptions reach a number with a forwarding address' },
	{ assumption: 'How often and how long Infobip delivers a webhook again' },
	{ assumption: 'Which way round a seen report names person and sender', look: seenBy },
	{ assumption: 'The fields of payments, changed identities and news of the account' },
	{ assumption: 'How templates with named variables are listed' },
	{
		assumption: 'That button titles may have emojis (the reference says no)',
		look: taken('emojiButton'),
	},
	{ assumption: 'Codes of authentication templates go out as text and as URL button' },
	{ assumption: 'The limits of link buttons and contacts, taken from WhatsApp' },
	{ assumption: 'That audio takes `voice`' },
	{ assumption: 'That a request for a call has no words of its own' },
	{ assumption: 'That flagged and reinstated templates can be sent' },
	{ assumption: 'That "typing…" marks the message as read too, as at Meta' },
	{ assumption: 'The menus of the portal, which change' },
];

/** Either is read; which it is, nobody knows. */
function nameOfTheAnswered(live: LiveEvidence): Finding | undefined {
	const [reply] = live.of('buttons')?.replies ?? [];
	if (reply === undefined) return undefined;
	const name = asObject(asObject(asObject(reply.raw)?.message)?.context)?.id;
	if (name === live.of('buttons')?.messageId) return { as: true, found: 'the ID of the send' };
	if (typeof name === 'string' && isWhatsAppId(name))
		return { as: true, found: 'WhatsApp’s own ID' };
	return { as: false, found: name === undefined ? 'none' : 'another' };
}

function seenBy(live: LiveEvidence): Finding | undefined {
	const seen = live.events.flatMap((event) =>
		event.event === 'status' && event.status === 'read' ? [event] : [],
	);
	if (seen.length === 0) return undefined;
	return { as: seen.every(({ recipient }) => isPerson([live.to], recipient)) };
}
