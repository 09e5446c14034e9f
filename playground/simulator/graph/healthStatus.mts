import type { World } from '../world.mts';

/** What Meta's pages show as reasons (M:support/health-status, OA: health_status). */
const REASONS = {
	AVAILABLE: [],
	LIMITED: [
		{
			error_code: 141010,
			error_description: 'The Business has not passed business verification.',
			possible_solution:
				'Visit business settings and start or resolve the business verification request.',
		},
	],
	BLOCKED: [
		{
			error_code: 141006,
			error_description:
				'There is an error with the payment method. This will block business initiated conversations.',
			possible_solution:
				'There was an error with your payment method. Please add a new payment method to the account.',
		},
	],
};

/** The field `health_status` of a number (switch `health`). */
export function healthStatus({ switches, account }: World, phoneNumberId: string) {
	const errors = REASONS[switches.health];
	return {
		can_send_message: switches.health,
		entities: [
			{ entity_type: 'PHONE_NUMBER', id: phoneNumberId, can_send_message: 'AVAILABLE' },
			{
				entity_type: 'WABA',
				id: account.wabaId,
				can_send_message: switches.health,
				...(errors.length > 0 && { errors }),
			},
		],
	};
}
