import { z } from 'zod';

import { callableUrl } from '../../api.mts';
import { type World, changed } from '../../world.mts';
import { senderOf, WEBHOOK_PASSWORD, WEBHOOK_USER } from './account.mts';

/** The Subscriptions API (openapi 3.210.0, platform/subscriptions-api). */

/** Becomes part of a path, so nothing that would have to be encoded. */
const id = z
	.string()
	.min(1)
	.max(255)
	.regex(/^[\w.~-]+$/, 'must not include characters that require URL encoding');

const credentials = z.union([
	z.strictObject({ username: z.string().min(1).max(255), password: z.string().min(1).max(255) }),
	z.strictObject({
		secretKey: z.string().min(1).max(255),
		algorithm: z.enum(['HMAC_SHA_256', 'HMAC_SHA_384', 'HMAC_SHA_512']),
	}),
]);
const security = z.strictObject({ type: z.enum(['BASIC', 'HMAC']), credentials });
const newSecurity = security.extend({ authId: id });

const webhook = z.strictObject({
	contentType: z.string().max(255).optional(),
	notifyUrl: z
		.string()
		.max(512)
		.refine((url) => callableUrl(url) !== undefined, 'must be a public https URL'),
});
const byId = z.strictObject({ authId: id });
const profile = z.strictObject({ webhook, security: byId.optional() });
const newProfile = profile.extend({
	profileId: id,
	security: z.union([byId, newSecurity]).optional(),
});

export const EVENTS = [
	'ACCOUNT_REGISTRATION',
	'ACCOUNT_UPDATE_NOTIFICATION',
	'BILLING',
	'CLICK',
	'DELIVERY',
	'IDENTITY_CHANGE',
	'INBOUND_MESSAGE',
	'MARKETING_SUBSCRIPTION_UPDATE',
	'PAYMENT_STATUS',
	'SEEN',
	'TEMPLATE_UPDATE',
] as const;
const profileById = z.strictObject({ profileId: id });
const subscription = z.strictObject({
	name: z.string().min(1).max(255).optional(),
	events: z.array(z.enum(EVENTS)).max(255),
	resources: z.array(z.string().max(255)).max(255).optional(),
	profile: profileById,
});
const newSubscription = subscription.extend({
	subscriptionId: id,
	profile: z.union([profileById, newProfile]),
});

export const created = {
	security: newSecurity,
	profile: newProfile,
	subscription: newSubscription,
};
export const updated = { security, profile, subscription };

export type Security = z.infer<typeof security>;
type Profile = z.infer<typeof profile>;
type Subscription = z.infer<typeof subscription>;

/** What is registered at Infobip: three kinds of things, each under an ID that its maker chose. */
export interface Registered {
	security: Map<string, Security>;
	profile: Map<string, Profile>;
	subscription: Map<string, Subscription>;
	/** The callback as it followed from these. Another one was pasted by hand since. */
	callback: string | null;
}

const KEY = 'infobip';
const PORTAL = 'made-in-the-portal';

/** What is there now, also what somebody made in the portal meanwhile. */
export function registered(world: World): Registered {
	let found = world.resources.get(KEY) as Registered | undefined;
	if (!found) {
		found = { security: new Map(), profile: new Map(), subscription: new Map(), callback: null };
		world.resources.set(KEY, found);
	}
	if (found.callback !== world.callback) adopt(world, found);
	return found;
}

/** A pasted URL: a subscription of all senders, with the user name that the credential has. */
function adopt(world: World, found: Registered): void {
	for (const kind of ['security', 'profile', 'subscription'] as const) found[kind].clear();
	found.callback = world.callback;
	if (world.callback === null) return;
	found.security.set(PORTAL, {
		type: 'BASIC',
		credentials: { username: WEBHOOK_USER, password: WEBHOOK_PASSWORD },
	});
	found.profile.set(PORTAL, {
		webhook: { notifyUrl: world.callback },
		security: { authId: PORTAL },
	});
	found.subscription.set(PORTAL, {
		name: 'Made in the portal',
		events: ['INBOUND_MESSAGE', 'DELIVERY', 'SEEN'],
		resources: world.account.phoneNumbers.map(senderOf),
		profile: { profileId: PORTAL },
	});
}

/** After a change through the API: what the page shows as the callback. */
export function settle(world: World): void {
	const found = registered(world);
	const [number] = world.account.phoneNumbers;
	const sender = number === undefined ? '' : senderOf(number);
	found.callback = profileFor(world, sender, 'INBOUND_MESSAGE')?.webhook.notifyUrl ?? null;
	world.callback = found.callback;
	changed(world);
}

/** Each event goes to one subscription; one that names the sender comes before one that does not. */
export function profileFor(
	world: World,
	sender: string,
	event: Subscription['events'][number],
): Profile | undefined {
	const { subscription, profile } = registered(world);
	const taking = [...subscription.values()].filter(({ events }) => events.includes(event));
	const match =
		taking.find(({ resources }) => resources?.includes(sender)) ??
		taking.find(({ resources }) => (resources ?? []).length === 0);
	return match && profile.get(match.profile.profileId);
}

/** How webhooks to a URL are proven. */
export function securityFor(world: World, target: string): Security | undefined {
	const { profile, security } = registered(world);
	const known = [...profile.values()].find(({ webhook }) => webhook.notifyUrl === target);
	return known?.security && security.get(known.security.authId);
}
