import { appAccessToken } from '../../account.mts';
import type { AccountDoor } from '../../provider.mts';
import { analyticsFields } from './analytics.mts';
import { type GraphCall, pickFields, requireScope } from './graph.mts';

export const account: AccountDoor = {
	credential: ({ accessToken, appId, appSecret, wabaId, verifyTokenHint }, url) => ({
		type: 'metaWhatsAppCloudApi',
		data: {
			accessToken,
			appId,
			appSecret,
			businessAccountId: wabaId,
			verifyToken: verifyTokenHint,
			advanced: true,
			graphVersion: 'v26.0',
			baseUrl: url,
		},
	}),
	senderId: (_account, phoneNumberId) => phoneNumberId,
	secrets: (of) => [appAccessToken(of), of.accessToken, of.appSecret],
};

const DEFAULT_FIELDS = ['id', 'name', 'timezone_id', 'message_template_namespace'];

/** `GET /<WABA_ID>`, its figures too. */
export function getBusinessAccount(call: GraphCall): unknown {
	requireScope(call, 'whatsapp_business_management');
	const figures = analyticsFields(call);
	if (figures) return figures;
	const { wabaId, businessName } = call.world.account;
	const node = {
		id: wabaId,
		name: businessName,
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
			entities: [{ entity_type: 'WABA', id: wabaId, can_send_message: 'AVAILABLE' }],
		},
	};
	return pickFields('WhatsAppBusinessAccount', node, call.query.fields, DEFAULT_FIELDS);
}
