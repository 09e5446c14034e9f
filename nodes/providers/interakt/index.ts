import { MEDIA_TYPES } from '../../whatsapp/messages';
import type { Provider } from '../provider';
import { sender, callbackUrl } from './account';
import { checkup } from './checkup';
import { failure } from './failure';
import { parse } from './events';
import { selfTest, verify } from './webhook';
import { send, sent } from './send';
import { templates } from './templates';
import { unconfirmed } from './unconfirmed';

/** Interakt. It states no limits of its own for session messages: WhatsApp's hold. */
export const interakt: Provider = {
	id: 'interakt',
	name: 'Interakt',
	credential: 'interaktApi',
	supports: {
		text: { body: 4096 },
		media: { types: MEDIA_TYPES, caption: 1024 },
		buttons: { count: 3, title: 20, id: 256, body: 1024, header: 60, footer: 60 },
		list: {
			count: 10,
			title: 24,
			id: 200,
			body: 4096,
			header: 60,
			footer: 60,
			button: 20,
			description: 72,
			sections: { count: 10, title: 24 },
		},
		template: { payload: 0 },
		reference: 512,
		// 300 calls a minute on the Growth plan, says its answer to too many.
		perSecond: 5,
	},
	webhooks: {
		proof: 'signature',
		secretName: 'webhook secret',
		redelivers: false,
		repeatsReference: true,
		pasting:
			"In Interakt open Settings → Developer Setting → Configure webhook. Paste this node's production URL as webhook URL, and put the webhook secret of the credential into the field for the secret key. Tick sent, delivered, read, failed and clicked of API messages, and incoming messages (message_received). Incoming messages, and so taps on reply buttons and lists, need Interakt's Advanced or Enterprise plan; statuses and taps on template buttons come with the Growth plan too.",
	},
	send,
	sent,
	failure,
	verify,
	parse,
	sender,
	templates,
	callbackUrl,
	checkup,
	selfTest,
	unconfirmed,
};
