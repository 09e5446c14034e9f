import { MEDIA_TYPES } from '../../whatsapp/messages';
import type { Provider } from '../provider';
import { sender } from './account';
import { checkup } from './checkup';
import { failure } from './failure';
import { markRead, send, sent } from './send';
import { parse } from './events';
import { callbackUrl, registration } from './registration';
import { selfTest, verify } from './webhook';
import { templateChanges } from './templateChanges';
import { templates } from './templates';
import { unconfirmed } from './unconfirmed';

/** Infobip's WhatsApp API. */
export const infobip: Provider = {
	id: 'infobip',
	name: 'Infobip',
	credential: 'infobipWhatsAppApi',
	// https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages
	supports: {
		text: { body: 4096 },
		buttons: {
			count: 3,
			title: 20,
			id: 256,
			body: 1024,
			header: 60,
			footer: 60,
			headerMedia: true,
		},
		list: {
			count: 10,
			title: 24,
			id: 200,
			body: 1024,
			header: 60,
			footer: 60,
			button: 20,
			description: 72,
			sections: { count: 10, title: 24 },
		},
		template: { payload: 128 },
		reference: 4000,
		// Infobip takes captions of 3000 characters; WhatsApp itself states 1024.
		media: { types: MEDIA_TYPES, caption: 1024, voice: true },
		link: { label: 20, url: 2000, body: 1024, header: 60, footer: 60, headerMedia: true },
		location: { name: 1000, address: 1000 },
		locationRequest: { body: 1024 },
		contacts: { count: 257 },
		callPermissionRequest: { body: 0 },
		product: { body: 1024, footer: 60 },
		productList: {
			count: 30,
			sections: { count: 10, title: 24 },
			body: 1024,
			header: 60,
			footer: 60,
		},
		// No picture above a flow, no name instead of its ID. OpenAPI 3.210.0, InteractiveFlowActionContent.
		flow: { cta: 20, body: 1024, header: 60, footer: 60, screenFromServer: true },
		// `replyToMessageId` takes the ID of an inbound message.
		quote: 'theirs',
		userIds: true,
		typing: true,
	},
	webhooks: {
		proof: 'secret',
		secretName: 'user name and password (or secret) for webhooks',
		redelivers: true,
		repeatsReference: true,
		pasting:
			"In the Infobip portal open Developer Tools → Subscriptions Management, create a subscription for WhatsApp with the events Inbound message, Delivery and Seen, give its notification profile this node's production URL, and set its security to the user name and password of the credential. With a secret in the URL, add ?secret= and the secret of the credential to the URL instead.",
	},
	send,
	sent,
	failure,
	markRead,
	verify,
	parse,
	sender,
	templates,
	templateChanges,
	registration,
	callbackUrl,
	checkup,
	selfTest,
	unconfirmed,
};
