import { randomUUID } from 'node:crypto';

import type { SimulatedProvider } from '../../provider.mts';
import { newWamid } from '../../wamid.mts';
import type { Change } from '../meta/events.mts';
import type { World } from '../../world.mts';
import { API_KEY, WEBHOOK_PASSWORD, WEBHOOK_USER, senderOf, senderOfNumber } from './account.mts';
import { inboundResult } from './events.mts';
import { prove } from './webhook.mts';
import { statusResult } from './reports.mts';
import { infobipRouter } from './router.mts';
import { profileFor, registered } from './subscriptions.mts';

/** Reports of a message with an address of its own go there, everything else to a subscription. */
function targetOf(world: World, { phoneNumberId, value }: Change): string | null {
	registered(world);
	const [status] = value.statuses ?? [];
	const stored = status && world.conversations.find(String(status.id));
	if (stored?.outgoing?.statusUrl) return stored.outgoing.statusUrl;
	const event = !status ? 'INBOUND_MESSAGE' : status.status === 'read' ? 'SEEN' : 'DELIVERY';
	const sender = senderOfNumber(world.account, phoneNumberId);
	return profileFor(world, sender, event)?.webhook.notifyUrl ?? null;
}

/** Messages and reports alike are lists named `results`. */
function webhook(world: World, changes: Change[]) {
	const inbound = changes.flatMap((change) =>
		(change.value.messages ?? []).map((message) => inboundResult(world, change, message)),
	);
	const reports = changes.flatMap((change) =>
		(change.value.statuses ?? []).flatMap((status) => statusResult(world, change, status) ?? []),
	);
	const results = [...inbound, ...reports];
	if (results.length === 0) return null;
	const counts = { messageCount: inbound.length, pendingMessageCount: 0 };
	const body = { results, ...(inbound.length > 0 && counts) };
	return { body, rawBody: JSON.stringify(body) };
}

/** Infobip: IDs that the client chooses, and webhooks by subscription. */
export const infobip: SimulatedProvider = {
	id: 'infobip',
	name: 'Infobip',
	proofName: 'Authorization',
	credential: ({ phoneNumbers: [number] }, url) => ({
		type: 'infobipWhatsAppApi',
		data: {
			baseUrl: url,
			apiKey: API_KEY,
			sender: number === undefined ? '' : senderOf(number),
			webhookAuth: 'basic',
			webhookUser: WEBHOOK_USER,
			webhookPassword: WEBHOOK_PASSWORD,
		},
	}),
	senderId: senderOfNumber,
	receive: 'phone',
	secrets: () => [API_KEY, WEBHOOK_PASSWORD],
	// A send is answered with PENDING; that the window is closed comes as a report.
	switches: { windowRefusal: 'async' },
	router: infobipRouter,
	newMessageId: (address, direction) =>
		direction === 'incoming' ? newWamid(address, direction) : randomUUID(),
	targetOf,
	batches: true,
	webhook,
	prove,
	taken: (status) => status >= 200 && status < 300,
	redelivers: true,
};
