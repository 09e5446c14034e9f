import { randomBytes } from 'node:crypto';

import type { SimulatedProvider } from '../../provider.mts';
import { ACCOUNT_SID, addressOf, API_KEY_SECRET, API_KEY_SID, AUTH_TOKEN } from './account.mts';
import { twilioRouter } from './router.mts';
import { webhookOf } from './senders.mts';
import { signatureOf } from './webhook.mts';
import { webhook } from './events.mts';

/** Twilio: forms, contents that must be made first, signed URLs, and every webhook once. */
export const twilio: SimulatedProvider = {
	id: 'twilio',
	name: 'Twilio',
	proofName: 'X-Twilio-Signature',
	credential: ({ phoneNumbers }, url) => ({
		type: 'twilioWhatsAppApi',
		data: {
			accountSid: ACCOUNT_SID,
			authToken: AUTH_TOKEN,
			apiKeySid: API_KEY_SID,
			apiKeySecret: API_KEY_SECRET,
			sender: phoneNumbers[0]?.displayPhoneNumber ?? '',
			advanced: true,
			webhookUrl: '',
			region: '',
			edge: '',
			baseUrl: url,
		},
	}),
	senderId({ phoneNumbers }, phoneNumberId) {
		const number = phoneNumbers.find(({ id }) => id === phoneNumberId);
		return number ? addressOf(number) : '';
	},
	receive: 'phone',
	secrets: () => [AUTH_TOKEN, API_KEY_SECRET],
	// A closed window shows in the status of a message that was taken (63016).
	switches: { windowRefusal: 'async' },
	router: twilioRouter,
	newMessageId: () => `SM${randomBytes(16).toString('hex')}`,
	targetOf(world, { phoneNumberId, value }) {
		const number = world.account.phoneNumbers.find(({ id }) => id === phoneNumberId);
		const { callback_url, status_callback_url } = number ? webhookOf(world, number) : {};
		const [status] = value.statuses ?? [];
		if (!status) return callback_url ?? null;
		const message = world.conversations.find(String(status.id));
		return message?.outgoing?.statusUrl ?? status_callback_url ?? null;
	},
	batches: false,
	webhook,
	prove(_world, rawBody, target, proof) {
		const token = proof === 'valid' ? AUTH_TOKEN : `${AUTH_TOKEN} but another`;
		const signature = proof === 'none' ? null : signatureOf(target, rawBody, token);
		const headers = {
			// Twilio may add a charset; without one it is the harder case.
			'content-type': 'application/x-www-form-urlencoded',
			'user-agent': 'TwilioProxy/1.1',
			...(signature && { 'X-Twilio-Signature': signature }),
		};
		return { target, headers, signature };
	},
	taken: (status) => status >= 200 && status < 300,
	redelivers: false,
};
