import { MEDIA_TYPES } from '../../whatsapp/messages';
import type { Provider } from '../provider';
import { analytics } from './analytics';
import { callbackUrl, registration } from './registration';
import { blocking } from './blocking';
import { checkup } from './checkup';
import { failure } from './failure';
import { detour, markRead, send, sent } from './send';
import { media } from './media';
import { messagingLimit, senders } from './senders';
import { parse } from './events';
import { selfTest, challenge, verify } from './webhook';
import { templateChanges } from './templateChanges';
import { templateLibrary } from './templateLibrary';
import { templates } from './templates';
import { unconfirmed } from './unconfirmed';

/** Meta's own Cloud API. */
export const meta: Provider = {
	id: 'meta',
	name: 'Meta WhatsApp Cloud API',
	credential: 'metaWhatsAppCloudApi',
	// https://developers.facebook.com/documentation/business-messaging/whatsapp/messages
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
			body: 4096,
			header: 60,
			footer: 60,
			button: 20,
			description: 72,
			sections: { count: 10, title: 24 },
		},
		// Not documented by Meta; 128 is the tightest limit seen among its partners.
		template: { payload: 128, components: true, cards: true, offers: true },
		// …/whatsapp/direct-send/supported-features-and-limits and …/direct-send/api-reference; what its pages say
		// of buttons is the same as above.
		directSend: { text: 1024, withoutIt: ['100', '139200'] },
		reference: 512,
		media: { types: MEDIA_TYPES, caption: 1024, id: true, voice: true },
		// No limit of an address is stated for links; 2000 is that of a template's.
		link: { label: 20, url: 2000, body: 1024, header: 60, footer: 60, headerMedia: true },
		// Not documented by Meta either; Infobip states 1000.
		location: { name: 1000, address: 1000 },
		locationRequest: { body: 1024 },
		contacts: { count: 257 },
		reaction: true,
		product: { body: 1024, footer: 60 },
		productList: {
			count: 30,
			sections: { count: 10, title: 24 },
			body: 1024,
			header: 60,
			footer: 60,
		},
		catalog: { body: 1024, footer: 60 },
		callPermissionRequest: { body: 1024 },
		contactInfoRequest: { body: 1024 },
		addressRequest: { body: 1024, header: 60, footer: 60 },
		flow: {
			cta: 30,
			body: 1024,
			header: 60,
			footer: 60,
			headerMedia: true,
			names: true,
			screenFromServer: true,
		},
		quote: 'any',
		userIds: true,
		typing: true,
	},
	webhooks: {
		proof: 'signature',
		secretName: 'app secret',
		redelivers: true,
		repeatsReference: true,
		pasting:
			"In your Meta app open WhatsApp → Configuration, paste this node's production URL as callback URL, enter the verify token of the credential, and subscribe to the field messages.",
	},
	send,
	detour,
	sent,
	failure,
	markRead,
	challenge,
	verify,
	parse,
	senders,
	templates,
	templateChanges,
	templateLibrary,
	media,
	analytics,
	blocking,
	registration,
	messagingLimit,
	callbackUrl,
	checkup,
	selfTest,
	unconfirmed,
};
