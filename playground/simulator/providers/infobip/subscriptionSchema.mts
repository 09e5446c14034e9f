import { z } from 'zod';

/** The Subscriptions API (openapi 3.210.0, platform/subscriptions-api). */

/** Becomes part of a path, so nothing that would have to be encoded. */
const id = z
	.string()
	.min(1)
	.max(255)
	.regex(/^[\w.~-]+$/, 'must not include characters that require URL encoding');

function mayBeCalled(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname } = new URL(url);
	const own = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
	return protocol === 'https:' || (protocol === 'http:' && own);
}

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
	notifyUrl: z.string().max(512).refine(mayBeCalled, 'must be a public https URL'),
});
const byId = z.strictObject({ authId: id });
const profile = z.strictObject({ webhook, security: byId.optional() });
const newProfile = profile.extend({
	profileId: id,
	security: z.union([byId, newSecurity]).optional(),
});

const EVENTS = [
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
export type Profile = z.infer<typeof profile>;
export type Subscription = z.infer<typeof subscription>;
