import type { SimulatedPhoneNumber } from '../../account.mts';
import type { World } from '../../world.mts';
import { healthStatus } from './checkup.mts';
import { type GraphCall, paged, pickFields, requireScope } from './graph.mts';

const DEFAULT_FIELDS = [
	'verified_name',
	'code_verification_status',
	'display_phone_number',
	'quality_rating',
	'platform_type',
	'throughput',
	'webhook_configuration',
	'id',
];

/** The read names differ from the written one (CA:webhook-overrides). */
function webhookConfiguration(world: World, phoneNumberId: string) {
	const { app, wabaOverride, phoneOverrides } = world.registrations;
	const phone = phoneOverrides.get(phoneNumberId);
	return {
		...(phone && { phone_number: phone }),
		...(wabaOverride && { whatsapp_business_account: wabaOverride }),
		...(app && { application: app.callbackUrl }),
	};
}

function phoneNode(world: World, number: SimulatedPhoneNumber): Record<string, unknown> {
	return {
		id: number.id,
		display_phone_number: number.displayPhoneNumber,
		verified_name: number.verifiedName,
		code_verification_status: 'VERIFIED',
		quality_rating: world.switches.quality,
		quality_score: { score: world.switches.quality },
		name_status: 'APPROVED',
		status: world.switches.numberStatus,
		platform_type: 'CLOUD_API',
		throughput: { level: 'STANDARD' },
		account_mode: 'LIVE',
		is_official_business_account: false,
		messaging_limit_tier: 'TIER_2K',
		whatsapp_business_manager_messaging_limit: 'TIER_2K',
		health_status: healthStatus(world, number.id),
		last_onboarded_time: '2026-01-01T00:00:00+0000',
		webhook_configuration: webhookConfiguration(world, number.id),
	};
}

export function phoneNumberById(world: World, id: string): SimulatedPhoneNumber | undefined {
	return world.account.phoneNumbers.find((number) => number.id === id);
}

function picked(call: GraphCall, number: SimulatedPhoneNumber): Record<string, unknown> {
	const node = phoneNode(call.world, number);
	return pickFields('WhatsAppBusinessPhoneNumber', node, call.query.fields, DEFAULT_FIELDS);
}

export function getPhoneNumber(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_management');
	const number = phoneNumberById(call.world, call.objectId);
	return number && picked(call, number);
}

export function listPhoneNumbers(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_management');
	const { account } = call.world;
	const numbers = account.phoneNumbers.map((number) => picked(call, number));
	return paged(call, `${account.wabaId}/phone_numbers`, numbers);
}
