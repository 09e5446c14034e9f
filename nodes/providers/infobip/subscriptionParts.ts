import { asObject, asText, defined, type JsonObject } from '../../shared/json';
import type { InfobipAccount } from './account';
import { isSender, ownId } from './subscriptions';

const EVENTS = ['INBOUND_MESSAGE', 'DELIVERY', 'SEEN'];

/** How Infobip is to prove its calls; undefined where the URL does. */
export function securityBody(infobip: InfobipAccount): Record<string, unknown> | undefined {
	const { webhookAuth, webhookUser, webhookPassword, hmacSecret, hmacAlgorithm } = infobip;
	switch (webhookAuth) {
		case 'basic':
			return {
				type: 'BASIC',
				credentials: { username: webhookUser, password: webhookPassword },
			};
		case 'hmac':
			return {
				type: 'HMAC',
				credentials: { secretKey: hmacSecret, algorithm: hmacAlgorithm },
			};
		default:
			return undefined;
	}
}

export function profileBody(infobip: InfobipAccount, url: string): Record<string, unknown> {
	return defined({
		webhook: { contentType: 'application/json', notifyUrl: url },
		security: securityBody(infobip) === undefined ? undefined : { authId: ownId(infobip) },
	});
}

export function subscriptionBody(infobip: InfobipAccount): Record<string, unknown> {
	return {
		name: 'n8n WhatsApp Business',
		events: EVENTS,
		resources: [infobip.sender],
		profile: { profileId: ownId(infobip) },
	};
}

/** Is everything at Infobip as `subscribe` would set it? */
export function isAsWanted(
	infobip: InfobipAccount,
	found: Partial<Record<'subscription' | 'profile' | 'security', JsonObject>>,
	url: string,
): boolean {
	const { subscription, profile, security } = found;
	const list = (name: string) =>
		Array.isArray(subscription?.[name]) ? (subscription[name] as unknown[]) : [];
	const wanted = securityBody(infobip);
	return (
		EVENTS.every((event) => list('events').includes(event)) &&
		list('resources').some((entry) => isSender(asText(entry) ?? '', infobip.sender)) &&
		asObject(subscription?.profile)?.profileId === ownId(infobip) &&
		asObject(profile?.webhook)?.notifyUrl === url &&
		// A password may be shown masked: then it is set again, which does no harm.
		(wanted === undefined || sameFields(asObject(security?.credentials), wanted.credentials))
	);
}

const sameFields = (found: JsonObject | undefined, wanted: unknown) =>
	Object.entries(asObject(wanted) ?? {}).every(([name, value]) => found?.[name] === value);
