import { analyticsFields } from '../providers/meta/analytics.mts';
import type { GraphCall } from '../providers/meta/graph.mts';
import { requireScope } from '../providers/meta/graph.mts';
import { pickFields } from './fields.mts';

const DEFAULT_FIELDS = ['id', 'name', 'timezone_id', 'message_template_namespace'];

export function getBusinessAccount(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_management');
	const figures = analyticsFields(call);
	if (figures) return figures;
	const { account } = call.world;
	const node = {
		id: account.wabaId,
		name: account.businessName,
		timezone_id: '1',
		currency: 'USD',
		country: 'US',
		message_template_namespace: '00000000_0000_0000_0000_000000000000',
		account_review_status: 'APPROVED',
		business_verification_status: 'verified',
		ownership_type: 'SELF',
		is_enabled_for_insights: true,
		whatsapp_business_manager_messaging_limit: 'TIER_2K',
		health_status: {
			can_send_message: 'AVAILABLE',
			entities: [{ entity_type: 'WABA', id: account.wabaId, can_send_message: 'AVAILABLE' }],
		},
	};
	return pickFields('WhatsAppBusinessAccount', node, call.query.fields, DEFAULT_FIELDS);
}
