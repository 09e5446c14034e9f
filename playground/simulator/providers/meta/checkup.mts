import type { Request } from 'express';

import { appAccessToken } from '../../account.mts';
import { invalidParameter, WhatsAppRefusal } from '../../whatsapp/refusal.mts';
import type { World } from '../../world.mts';
import { tokenRefused } from './failure.mts';
import type { GraphCall } from './graph.mts';

function tokenOf(request: Request): string | undefined {
	const header = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
	const body = request.body as { access_token?: unknown } | undefined;
	const given = header ?? request.query.access_token ?? body?.access_token;
	return typeof given === 'string' && given !== '' ? given : undefined;
}

export function authenticate(world: World, request: Request): 'app' | 'system user' {
	const token = tokenOf(request);
	if (token === undefined) {
		// Graph's own code here is 2500; the status is the one documented for auth faults.
		throw tokenRefused(
			'An active access token must be used to query information about the current user.',
		);
	}
	if (token === appAccessToken(world.account)) return 'app';
	if (token.startsWith(`${world.account.appId}|`)) {
		throw new WhatsAppRefusal(
			400,
			101,
			'Error validating application. Invalid application secret.',
		);
	}
	if (token !== world.account.accessToken) {
		throw tokenRefused('Invalid OAuth access token - Cannot parse access token');
	}
	if (world.switches.tokenExpired) {
		throw tokenRefused('Error validating access token: Session has expired.', 463);
	}
	return 'system user';
}

function granular(scope: string, wabaId: string) {
	return scope.startsWith('whatsapp_') ? { scope, target_ids: [wabaId] } : { scope };
}

/** M:access-tokens. An unknown token is not an error of the call: it is described as invalid. */
export function debugToken(call: GraphCall): unknown {
	const { account, switches } = call.world;
	const inspected = call.query.input_token;
	if (!inspected) throw invalidParameter('The parameter input_token is required');
	const base = { app_id: account.appId, application: account.businessName, expires_at: 0 };
	if (inspected === appAccessToken(account)) {
		return { data: { ...base, type: 'APP', is_valid: true, scopes: [] } };
	}
	if (inspected !== account.accessToken) {
		return {
			data: {
				error: { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' },
				is_valid: false,
				scopes: [],
			},
		};
	}
	return {
		data: {
			...base,
			type: 'SYSTEM_USER',
			data_access_expires_at: 0,
			is_valid: !switches.tokenExpired,
			...(switches.tokenExpired && {
				error: {
					code: 190,
					message: 'Error validating access token: Session has expired',
					subcode: 463,
				},
			}),
			issued_at: 1790000000,
			scopes: switches.scopes,
			granular_scopes: switches.scopes.map((scope) => granular(scope, account.wabaId)),
			user_id: '122000000000001',
		},
	};
}

/** As Meta's OpenAPI file has reasons, also of what is only limited (OA: health_status). */
const ERRORS = {
	LIMITED: {
		error_code: 141010,
		error_description: 'The Business has not passed business verification.',
		possible_solution:
			'Visit business settings and start or resolve the business verification request.',
	},
	BLOCKED: {
		error_code: 141006,
		error_description:
			'There is an error with the payment method. This will block business initiated conversations.',
		possible_solution:
			'There was an error with your payment method. Please add a new payment method to the account.',
	},
};

/** As Meta's page has the reasons of what is limited: words only, no code (M:support/health-status). */
const ADDITIONAL_INFO =
	'Your display name has not been approved yet. Your message limit will increase after the display name is approved.';

/** Of calls, which hinders no message: the page's sample has it on a number that can send. */
const SIP_ERROR = {
	error_code: 138024,
	error_description: 'The phone number cannot use SIP.',
	possible_solution: 'Switch on SIP in the call settings of the number.',
};

/**
 * The field `health_status` of a number (switch `health`). Where pages disagree both are played: a
 * limited number has its reason as the page gives it, a limited account as the OpenAPI file does.
 */
export function healthStatus({ switches, account }: World, phoneNumberId: string) {
	const { health } = switches;
	const limited = health === 'LIMITED';
	return {
		can_send_message: health,
		entities: [
			{
				entity_type: 'PHONE_NUMBER',
				id: phoneNumberId,
				can_send_message: limited ? 'LIMITED' : 'AVAILABLE',
				can_receive_call_sip: 'BLOCKED',
				...(limited ? { additional_info: [ADDITIONAL_INFO] } : { errors: [SIP_ERROR] }),
			},
			{
				entity_type: 'WABA',
				id: account.wabaId,
				can_send_message: health,
				...(health !== 'AVAILABLE' && { errors: [ERRORS[health]] }),
			},
		],
	};
}
