import { z } from 'zod';

import { changed } from '../../world.mts';
import type { GraphCall } from './graph.mts';
import { requireAppToken } from './graph.mts';
import { checkCallbackUrl, verifyCallback } from './challenge.mts';
import { invalidParameter } from '../../whatsapp/refusal.mts';

const OBJECT = 'whatsapp_business_account';

/** Every field of the object that an app can subscribe to (M:webhooks/overview). */
const FIELDS = new Set([
	'account_alerts',
	'account_offboarded',
	'account_reconnected',
	'account_review_update',
	'account_settings_update',
	'account_update',
	'automatic_events',
	'business_capability_update',
	'business_username_update',
	'calls',
	'consumer_profile',
	'flows',
	'group_lifecycle_update',
	'group_participants_update',
	'group_settings_update',
	'group_status_update',
	'history',
	'message_echoes',
	'message_template_components_update',
	'message_template_quality_update',
	'message_template_status_update',
	'messages',
	'messaging_handovers',
	'partner_solutions',
	'payment_configuration_update',
	'phone_number_name_update',
	'phone_number_quality_update',
	'security',
	'smb_app_state_sync',
	'smb_message_echoes',
	'template_category_update',
	'user_id_update',
	'user_preferences',
]);

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
