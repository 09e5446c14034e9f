import { subscribedToMessages } from '../registrations.mts';
import type { World } from '../world.mts';
import { changed } from '../world.mts';
import type { GraphCall } from '../providers/meta/graph.mts';
import { requireScope } from '../providers/meta/graph.mts';
import { checkCallbackUrl, verifyCallback } from '../providers/meta/challenge.mts';
import { invalidParameter } from '../whatsapp/refusal.mts';

const URL_LIMIT = 200;

/** Both overrides ask for this first; a fresh WABA needs the bodyless subscribe (CA:webhook-overrides). */
export function requireSubscribed(world: World): void {
	if (world.registrations.wabaSubscribed && subscribedToMessages(world.registrations)) return;
	throw invalidParameter(
		'Before override the current callback uri, your app must be subscribed to receive messages ' +
			'for WhatsApp Business Account',
	);
}

/** Checks and challenges the URL of an override; returns it. */
export async function acceptedOverride(
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
