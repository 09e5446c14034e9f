/** Where Meta was told to send webhooks: the app's callback, the WABA's and the numbers' overrides. */

interface AppSubscription {
	callbackUrl: string;
	fields: Array<{ name: string; version: string }>;
}

export interface Registrations {
	/** One callback per app and object (G:webhooks/subscriptions-edge). */
	app: AppSubscription | null;
	wabaSubscribed: boolean;
	wabaOverride: string | null;
	phoneOverrides: Map<string, string>;
}

export function noRegistrations(): Registrations {
	return { app: null, wabaSubscribed: false, wabaOverride: null, phoneOverrides: new Map() };
}

export function subscribedToMessages(registrations: Registrations): boolean {
	return registrations.app?.fields.some((field) => field.name === 'messages') ?? false;
}

/** Number, then WABA, then app; nothing arrives without both subscriptions (CA:webhook-overrides). */
export function callbackFor(registrations: Registrations, phoneNumberId: string): string | null {
	const { app, wabaSubscribed, wabaOverride, phoneOverrides } = registrations;
	if (!app || !wabaSubscribed || !subscribedToMessages(registrations)) return null;
	return phoneOverrides.get(phoneNumberId) ?? wabaOverride ?? app.callbackUrl;
}
