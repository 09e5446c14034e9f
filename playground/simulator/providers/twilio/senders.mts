import { z } from 'zod';

import type { SimulatedPhoneNumber } from '../../account.mts';
import { callableUrl } from '../../api.mts';
import { type World, changed } from '../../world.mts';
import { type Query, addressOf, onlyKnown, paged, PAGING, senderSid } from './account.mts';
import { badRequest, notFound, schemaRefusal, TwilioRefusal } from './failure.mts';

const URL_BASE = 'https://messaging.twilio.com/v2/Channels/Senders';

const url = z.string().nullable().optional();
const method = z.enum(['POST', 'PUT']).nullable().optional();

/** twilio_messaging_v2.json: messaging.v2.channels_sender.webhook */
const update = z.strictObject({
	webhook: z.strictObject({
		callback_url: url,
		callback_method: method,
		fallback_url: url,
		fallback_method: method,
		status_callback_url: url,
		status_callback_method: method,
	}),
});

type Webhook = Record<string, string | null | undefined>;

const key = ({ id }: SimulatedPhoneNumber) => `webhook:${id}`;

/** Where a number's webhooks go. The first number's messages go where the page says. */
export function webhookOf(world: World, number: SimulatedPhoneNumber): Webhook {
	const kept = (world.resources.get(key(number)) as Webhook | undefined) ?? {};
	return isFirst(world, number) ? { ...kept, callback_url: world.callback } : kept;
}

const isFirst = ({ account }: World, { id }: SimulatedPhoneNumber) =>
	account.phoneNumbers[0]?.id === id;

function shown(world: World, number: SimulatedPhoneNumber, status = 'ONLINE') {
	const webhook = webhookOf(world, number);
	const sid = senderSid(number);
	return {
		sid,
		status,
		sender_id: addressOf(number),
		configuration: { waba_id: world.account.wabaId, verification_method: null },
		webhook: {
			callback_url: webhook.callback_url ?? null,
			callback_method: webhook.callback_method ?? null,
			fallback_url: webhook.fallback_url ?? null,
			fallback_method: webhook.fallback_method ?? null,
			status_callback_url: webhook.status_callback_url ?? null,
			status_callback_method: webhook.status_callback_method ?? null,
		},
		profile: { name: number.verifiedName, about: null },
		properties: { quality_rating: 'HIGH', messaging_limit: '10K Customers/24hr' },
		offline_reasons: null,
		compliance: null,
		url: `${URL_BASE}/${sid}`,
	};
}

export function listSenders(world: World, query: Query) {
	onlyKnown(query, [...PAGING, 'Channel']);
	if (query.Channel !== 'whatsapp') throw badRequest('Channel is required');
	const items = world.account.phoneNumbers.map((number) => shown(world, number));
	return paged(URL_BASE, 'senders', query, items);
}

function senderBySid(world: World, sid: string): SimulatedPhoneNumber {
	const found = world.account.phoneNumbers.find((number) => senderSid(number) === sid);
	if (found) return found;
	throw notFound(`/v2/Channels/Senders/${sid}`);
}

export const readSender = (world: World, sid: string) => shown(world, senderBySid(world, sid));

/** What is given is changed, the rest stays; an empty URL, or none, takes it away. */
export function updateSender(world: World, sid: string, body: unknown) {
	const number = senderBySid(world, sid);
	const parsed = update.safeParse(body);
	if (!parsed.success) throw schemaRefusal(parsed.error);
	const { webhook } = parsed.data;
	for (const name of ['callback_url', 'fallback_url', 'status_callback_url'] as const) {
		if (webhook[name]) checkUrl(name, webhook[name]);
	}
	const kept = { ...webhookOf(world, number), ...webhook };
	const next: Webhook = Object.fromEntries(
		Object.entries(kept).map(([name, value]) => [name, value || null]),
	);
	world.resources.set(key(number), next);
	if (isFirst(world, number)) world.callback = next.callback_url ?? null;
	changed(world);
	// The change is carried out a little later (202).
	return shown(world, number, 'ONLINE:UPDATING');
}

/** Twilio itself takes http too; the double asks for https wherever it is not on this machine. */
export function checkUrl(name: string, value: string): void {
	const url = callableUrl(value);
	// No underscores, at most 4000 characters: twilio.com/docs/api/errors/21609
	if (!url || url.hostname.includes('_') || value.length > 4000) {
		throw new TwilioRefusal(400, 21609, `The ${name} URL is not a valid URL`);
	}
}
