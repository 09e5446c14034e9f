import { MEDIA_TYPES } from '../../whatsapp/messages';
import type { Provider } from '../provider';
import { sender, callbackUrl } from './account';
import { blocking } from './blocking';
import { checkup } from './checkup';
import { failure } from './failure';
import { parse } from './events';
import { send, sent } from './send';
import { selfTest, verify } from './webhook';
import { templates } from './templates';
import { unconfirmed } from './unconfirmed';

/** Gupshup's self-serve API, webhooks of version 2. */
export const gupshup: Provider = {
	id: 'gupshup',
	name: 'Gupshup',
	credential: 'gupshupApi',
	// https://docs.gupshup.io/reference/msg; for texts that come back the least that any provider confirms.
	supports: {
		text: { body: 4096 },
		buttons: {
			count: 3,
			title: 20,
			id: 128,
			body: 1024,
			header: 20,
			footer: 60,
			headerMedia: true,
		},
		list: {
			count: 10,
			title: 24,
			id: 128,
			body: 1024,
			header: 60,
			footer: 60,
			button: 20,
			description: 72,
			sections: { count: 10, title: 24 },
		},
		template: { payload: 128 },
		media: { types: MEDIA_TYPES, caption: 1024 },
		location: { name: 1000, address: 1000 },
		// Its page on limits of 2022; partners are held to 10.
		perSecond: 20,
		// No `reference`: statuses repeat nothing but the message ID.
	},
	webhooks: {
		proof: 'secret',
		secretName: 'webhook secret',
		redelivers: true,
		repeatsReference: false,
		// https://docs.gupshup.io/docs/webhook-key-points: an empty response.
		answer: { contentType: 'text/plain', body: '' },
		pasting:
			'In the Gupshup console open your WhatsApp app → Webhooks → Add webhook, choose the payload format Gupshup (v2), enter this node\'s production URL with "?secret=" and the webhook secret of the credential at its end, and select the message events Sent, Delivered, Read and Failed and the incoming messages.',
	},
	send,
	sent,
	failure,
	verify,
	parse,
	sender,
	templates,
	blocking,
	callbackUrl,
	checkup,
	selfTest,
	unconfirmed,
};
