import { meta } from '../meta';
import { sent } from '../meta/send';
import type { Provider } from '../provider';
import { checkup } from './checkup';
import { failure } from './failure';
import { detour, markRead, send } from './send';
import { media } from './media';
import { parse } from './events';
import { registration, callbackUrl } from './registration';
import { selfTest, verify } from './webhook';
import { sender } from './account';
import { templateChanges } from './templateChanges';
import { templateLibrary } from './templateLibrary';
import { templates } from './templates';
import { unconfirmed } from './unconfirmed';

/** 360dialog passes Meta's messages, webhooks and errors on as they are. */
export const dialog360: Provider = {
	id: 'dialog360',
	name: '360dialog',
	credential: 'dialog360Api',
	supports: meta.supports,
	webhooks: {
		proof: 'secret',
		secretName: 'webhook secret',
		redelivers: true,
		// Meta's `biz_opaque_callback_data`; 360dialog does not say whether it comes through.
		repeatsReference: false,
		pasting:
			"In the 360dialog Hub open your number → Manage WhatsApp Business Account → WhatsApp Channel → Channel Webhook, enter this node's production URL, and add a header named X-Webhook-Secret (or as the credential says) with the webhook secret of the credential.",
	},
	send,
	sent,
	failure,
	detour,
	markRead,
	verify,
	parse,
	sender,
	templates,
	templateChanges,
	templateLibrary,
	media,
	registration,
	callbackUrl,
	checkup,
	selfTest,
	unconfirmed,
};
