import { MEDIA_TYPES } from '../../whatsapp/messages';
import type { Provider } from '../provider';
import { sender } from './account';
import { callbackUrl, senders } from './senders';
import { checkup } from './checkup';
import { failure } from './failure';
import { parse } from './events';
import { preparation } from './contents';
import { registration } from './registration';
import { markRead, send, sent } from './send';
import { selfTest, verify } from './webhook';
import { templateChanges } from './templateChanges';
import { templates } from './templates';
import { unconfirmed } from './unconfirmed';

/** Twilio: Programmable Messaging with content templates. */
export const twilio: Provider = {
	id: 'twilio',
	name: 'Twilio',
	credential: 'twilioWhatsAppApi',
	supports: {
		text: { body: 1600 },
		// https://www.twilio.com/docs/content/twilio-quick-reply
		buttons: { count: 3, title: 20, id: 200, body: 1024, header: 60, footer: 60, folded: true },
		// https://www.twilio.com/docs/content/twiliolist-picker
		list: {
			count: 10,
			title: 24,
			id: 200,
			body: 1024,
			header: 60,
			footer: 60,
			folded: true,
			button: 20,
			description: 72,
		},
		// Where the author of the template made the id a variable; the tightest limit among providers.
		template: { payload: 128 },
		// Part of the URL for statuses, which may have 4000: https://www.twilio.com/docs/api/errors/21609
		reference: 512,
		// https://www.twilio.com/docs/whatsapp/guidance-whatsapp-media-messages: no caption with documents.
		media: { types: MEDIA_TYPES, caption: 1024, uncaptioned: ['document'] },
		userIds: true,
		typing: 'always',
	},
	webhooks: {
		proof: 'signature',
		secretName: 'auth token',
		redelivers: false,
		// In the URL for statuses; but where that is not known, or one gets lost, nothing does.
		repeatsReference: false,
		// Any other text might be sent to the person as an answer.
		answer: { contentType: 'text/xml', body: '<Response/>' },
		pasting:
			'In the Twilio Console open Messaging → Senders → WhatsApp senders and your number (or Try WhatsApp → Sandbox settings). Paste this node\'s production URL under "Webhook URL for incoming messages" ("When a message comes in" in the sandbox) and under "Status callback URL", both with the method HTTP POST. Paste it into "Webhook URL" of the credential as well.',
	},
	preparation,
	send,
	sent,
	failure,
	markRead,
	verify,
	parse,
	sender,
	senders,
	templates,
	templateChanges,
	registration,
	callbackUrl,
	checkup,
	selfTest,
	unconfirmed,
};
