import { z } from 'zod';

import { invalidParameter } from '../../whatsapp/refusal.mts';
import { type Registrations, type World, changed } from '../../world.mts';
import { checkCallbackUrl, verifyCallback } from './challenge.mts';
import { type GraphCall, parsedBody, requireAppToken, requireScope } from './graph.mts';

const OBJECT = 'whatsapp_business_account';

/**
 * Every field of the object that an app can subscribe to (M:webhooks/overview, April 2026), and `standby`,
 * which has a page of its own (M:webhooks/reference/standby, August 2026).
 */
const FIELDS = new Set(
	`
		account_alerts account_offboarded account_reconnected account_review_update
		account_settings_update account_update automatic_events business_capability_update
		business_username_update calls consumer_profile flows group_lifecycle_update
		group_participants_update group_settings_update group_status_update history message_echoes
		message_template_components_update message_template_quality_update
		message_template_status_update messages messaging_handovers partner_solutions
		payment_configuration_update phone_number_name_update phone_number_quality_update security
		smb_app_state_sync smb_message_echoes standby template_category_update user_id_update
		user_preferences
	`
		.trim()
		.split(/\s+/),
);

const text = z.union([z.string(), z.array(z.string())]).transform((value) => String(value));
const subscribeBody = z.object({
	object: z.string(),
	callback_url: z.string(),
	verify_token: z.string().min(1),
	fields: text.optional(),
});

function fieldNames(value: string | undefined): string[] {
	return (value ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

export function listSubscriptions(call: GraphCall): unknown {
	requireAppToken(call);
	const { app } = call.world.registrations;
	if (!app) return { data: [] };
	return {
		data: [{ object: OBJECT, callback_url: app.callbackUrl, active: true, fields: app.fields }],
	};
}

export async function subscribeApp(call: GraphCall): Promise<unknown> {
	requireAppToken(call);
	const body = subscribeBody.safeParse({ ...call.query, ...call.body });
	if (!body.success) {
		const name = body.error.issues[0]?.path.join('.') ?? 'object';
		throw invalidParameter(`The parameter ${name} is required.`);
	}
	if (body.data.object !== OBJECT) {
		throw invalidParameter(`Param object must be one of {WHATSAPP_BUSINESS_ACCOUNT}`);
	}
	const names = fieldNames(body.data.fields);
	const unknown = names.find((name) => !FIELDS.has(name));
	if (unknown) {
		throw invalidParameter(`Invalid parameter`, `Unknown field "${unknown}" of object ${OBJECT}`);
	}
	const callbackUrl = checkCallbackUrl('callback_url', body.data.callback_url);
	await verifyCallback(call.world, callbackUrl, body.data.verify_token);
	call.world.registrations.app = {
		callbackUrl,
		fields: names.map((name) => ({ name, version: call.version })),
	};
	changed(call.world);
	return { success: true };
}

export function unsubscribeApp(call: GraphCall): unknown {
	requireAppToken(call);
	const { registrations } = call.world;
	const asked = { ...call.query, ...call.body } as Record<string, string | undefined>;
	if (asked.object !== undefined && asked.object !== OBJECT) {
		throw invalidParameter(`Param object must be one of {WHATSAPP_BUSINESS_ACCOUNT}`);
	}
	const names = fieldNames(asked.fields);
	if (registrations.app && names.length > 0) {
		registrations.app.fields = registrations.app.fields.filter(
			(field) => !names.includes(field.name),
		);
	} else {
		registrations.app = null;
	}
	changed(call.world);
	return { success: true };
}

const URL_LIMIT = 200;

/** Both overrides ask for this first; a fresh WABA needs the bodyless subscribe (CA:webhook-overrides). */
function requireSubscribed(world: World): void {
	if (world.registrations.wabaSubscribed && subscribedToMessages(world.registrations)) return;
	throw invalidParameter(
		'Before override the current callback uri, your app must be subscribed to receive messages ' +
			'for WhatsApp Business Account',
	);
}

/** Checks and challenges the URL of an override; returns it. */
async function acceptedOverride(
	world: World,
	override: { override_callback_uri: unknown; verify_token: unknown },
): Promise<string> {
	requireSubscribed(world);
	const uri = checkCallbackUrl('override_callback_uri', override.override_callback_uri);
	if (uri.length > URL_LIMIT) {
		throw invalidParameter(
			`Param override_callback_uri must be at most ${URL_LIMIT} characters long.`,
		);
	}
	if (typeof override.verify_token !== 'string' || override.verify_token === '') {
		throw invalidParameter('The parameter verify_token is required.');
	}
	await verifyCallback(world, uri, override.verify_token);
	return uri;
}

function appData(world: World) {
	const { account, registrations } = world;
	return {
		whatsapp_business_api_data: {
			id: account.appId,
			name: account.businessName,
			link: `https://www.facebook.com/games/?app_id=${account.appId}`,
		},
		...(registrations.wabaOverride && { override_callback_uri: registrations.wabaOverride }),
	};
}

export function listSubscribedApps(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_management');
	return { data: call.world.registrations.wabaSubscribed ? [appData(call.world)] : [] };
}

/** Without a body it subscribes the app, and removes an override that was there (CA:webhook-overrides). */
export async function subscribeToWaba(call: GraphCall): Promise<unknown> {
	requireScope(call, 'whatsapp_business_management');
	const { world, body } = call;
	const unknown = Object.keys(body).find(
		(key) => !['override_callback_uri', 'verify_token', 'access_token'].includes(key),
	);
	if (unknown) throw invalidParameter(`Unexpected key "${unknown}" on param "body"`);
	if (body.override_callback_uri === undefined && body.verify_token === undefined) {
		world.registrations.wabaSubscribed = true;
		world.registrations.wabaOverride = null;
		changed(world);
		return { success: true };
	}
	const { override_callback_uri, verify_token } = body;
	world.registrations.wabaOverride = await acceptedOverride(world, {
		override_callback_uri,
		verify_token,
	});
	changed(world);
	return { success: true, data: [appData(world)] };
}

/** Cuts the whole app off the WABA, its overrides with it (M:solution-providers/manage-webhooks). */
export function unsubscribeFromWaba(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_management');
	const { registrations } = call.world;
	registrations.wabaSubscribed = false;
	registrations.wabaOverride = null;
	registrations.phoneOverrides.clear();
	changed(call.world);
	return { success: true };
}

const configureBody = z.strictObject({
	access_token: z.string().optional(),
	webhook_configuration: z.strictObject({
		override_callback_uri: z.string(),
		verify_token: z.string().optional(),
	}),
});

/** The number's callback override; an empty URL removes it (OA: POST /{Phone-Number-ID}). */
export async function configurePhoneNumber(call: GraphCall): Promise<unknown> {
	requireScope(call, 'whatsapp_business_management');
	const { world, objectId } = call;
	const { webhook_configuration } = parsedBody(configureBody, call.body);
	const { override_callback_uri, verify_token } = webhook_configuration;
	if (override_callback_uri === '') {
		world.registrations.phoneOverrides.delete(objectId);
	} else {
		const uri = await acceptedOverride(world, { override_callback_uri, verify_token });
		world.registrations.phoneOverrides.set(objectId, uri);
	}
	changed(world);
	return { success: true };
}

function subscribedToMessages(registrations: Registrations): boolean {
	return registrations.app?.fields.some((field) => field.name === 'messages') ?? false;
}

/** Number, then WABA, then app; nothing arrives without both subscriptions (CA:webhook-overrides). */
export function callbackFor(registrations: Registrations, phoneNumberId: string): string | null {
	const { app, wabaSubscribed, wabaOverride, phoneOverrides } = registrations;
	if (!app || !wabaSubscribed || !subscribedToMessages(registrations)) return null;
	return phoneOverrides.get(phoneNumberId) ?? wabaOverride ?? app.callbackUrl;
}
