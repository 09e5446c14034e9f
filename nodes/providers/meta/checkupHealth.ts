import { asObjects, asText, type JsonObject } from '../../shared/json';
import { broken, ok, unknown, warning } from '../checkup';
import type { Finding } from '../provider';

/** There is an error with the payment method. */
const PAYMENT = '141006';

const MANAGER = 'Look it up in WhatsApp Manager';

interface HealthProblem {
	code: string;
	message: string;
	solution: string;
}

/** What Meta says is wrong, each once: the same may be said of account and business. */
function problems(health: JsonObject): HealthProblem[] {
	const found = asObjects(health.entities).flatMap((entity) =>
		asObjects(entity.errors).map((error) => ({
			code: asText(error.error_code) ?? '',
			message: asText(error.error_description) ?? 'Meta gives no reason',
			solution: asText(error.possible_solution) ?? MANAGER,
		})),
	);
	return found.filter(({ code }, index) => found.findIndex((one) => one.code === code) === index);
}

const isPayment = ({ code, message }: HealthProblem) =>
	code === PAYMENT || /payment/i.test(message);

/**
 * Can number, account, business and app send?
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/health-status
 */
export function checkHealth(health: JsonObject | undefined): Finding {
	const state = asText(health?.can_send_message);
	if (health === undefined || state === undefined) {
		return unknown('Health', 'Meta does not tell whether messages can be sent', MANAGER);
	}
	if (state === 'AVAILABLE') return ok('Health', 'Meta reports nothing that hinders sending');
	const found = problems(health);
	const reasons = found.map(({ message }) => message).join(' ');
	const hint = found.map(({ solution }) => solution).join(' ') || MANAGER;
	return state === 'BLOCKED'
		? broken('Health', `Meta blocks sending. ${reasons}`.trim(), hint)
		: warning('Health', `Meta limits sending. ${reasons}`.trim(), hint);
}

/** Meta tells of the payment only when something is wrong with it. */
export function checkPayment(health: JsonObject | undefined): Finding {
	if (asText(health?.can_send_message) === undefined) {
		return unknown('Payment', 'Meta does not tell about the payment', MANAGER);
	}
	const wrong = problems(health!).find(isPayment);
	return wrong
		? broken('Payment', wrong.message, wrong.solution)
		: ok('Payment', 'Meta reports no problem with the payment');
}
