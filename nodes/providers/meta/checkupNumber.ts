import { asObject, asObjects, asText, type JsonObject } from '../../core/json';
import { broken, noAnswer, ok, resting, unknown, warning } from '../checkup';
import type { Exchange } from '../http';
import type { CheckResult } from '../provider';
import { graphUrl, type MetaCredential, succeeded } from './account';
import { failure } from './failure';
import { LIMIT_FIELD, readTier } from './senders';

/** One field of the number, and what its value means. */
interface NumberField {
	check: string;
	field: string;
	/** @param value undefined where Meta left the field out */
	evaluate(value: unknown): CheckResult[];
	/** Every link that the field tells of, where that is more than `check`. */
	checks?: string[];
}

const MANAGER = 'WhatsApp Manager → Phone numbers';

const FIELDS: readonly NumberField[] = [
	{ check: 'Registration', field: 'status', evaluate: (value) => [checkStatus(asText(value))] },
	{ check: 'Quality', field: 'quality_rating', evaluate: (value) => [checkQuality(asText(value))] },
	{
		check: 'Messaging Limit',
		field: LIMIT_FIELD,
		evaluate: (value) => [checkLimit(asText(value))],
	},
	{ check: 'Display Name', field: 'name_status', evaluate: (value) => [checkName(asText(value))] },
	{
		check: 'Throughput',
		field: 'throughput',
		evaluate: (value) => [checkThroughput(asText(asObject(value)?.level))],
	},
	{
		check: 'Health',
		checks: ['Health', 'Payment'],
		field: 'health_status',
		evaluate: (value) => [checkHealth(asObject(value)), checkPayment(asObject(value))],
	},
];

/**
 * How the number is. Each field is asked for by itself: Graph refuses a call for one field that this
 * token, number or version does not have.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers
 */
export function* checkNumber(
	meta: MetaCredential,
	senderId: string,
	chosen: CheckResult,
): Exchange<CheckResult[]> {
	const results: CheckResult[] = [];
	for (const { check, checks = [check], field, evaluate } of FIELDS) {
		if (chosen.state !== 'ok') {
			results.push(...checks.map((name) => resting(name, chosen)));
			continue;
		}
		const answer = yield {
			method: 'GET',
			url: graphUrl(meta, senderId),
			query: { fields: field },
		};
		if (succeeded(answer)) {
			const node: JsonObject = asObject(answer.body) ?? {};
			results.push(...evaluate(node[field]));
			continue;
		}
		const reason =
			answer.status === 0 ? noAnswer(answer.body) : failure(answer.status, answer.body).message;
		results.push(...checks.map((name) => unread(name, reason)));
	}
	return results;
}

const unread = (check: string, reason: string): CheckResult =>
	unknown(check, `Meta does not tell it. ${reason}`, `Look it up in ${MANAGER}`);

const untold = (check: string, value: string | undefined): CheckResult =>
	unknown(check, `Meta tells nothing clear (${value ?? 'nothing'})`, `Look it up in ${MANAGER}`);

function checkStatus(status: string | undefined): CheckResult {
	const check = 'Registration';
	if (status === 'CONNECTED') return ok(check, 'The number is registered and connected');
	if (status === undefined) return untold(check, status);
	if (['FLAGGED', 'RATE_LIMITED', 'RESTRICTED'].includes(status)) {
		return warning(check, `The number is registered, but ${status.toLowerCase()}`, LOOK);
	}
	return broken(
		check,
		`The number is not registered with the Cloud API (${status.toLowerCase()})`,
		`Register the number in ${MANAGER}, or with the PIN through the API, then check again`,
	);
}

const LOOK = `Open ${MANAGER} to see why`;

function checkQuality(rating: string | undefined): CheckResult {
	const check = 'Quality';
	const hint =
		'People block or report messages from this number. Write only to those who asked for it, and less often';
	if (rating === 'GREEN') return ok(check, 'The quality is high (green)');
	if (rating === 'YELLOW') return warning(check, 'The quality is medium (yellow)', hint);
	if (rating === 'RED') return warning(check, 'The quality is low (red)', hint);
	return rating === 'NA' || rating === 'UNKNOWN'
		? ok(check, 'There is no rating yet')
		: untold(check, rating);
}

/** A day; since October 2025 it is the portfolio's, and quality does not lower it. */
function checkLimit(tier: string | undefined): CheckResult {
	const check = 'Messaging Limit';
	const people = readTier(tier);
	if (people === undefined) return untold(check, tier);
	if (people === Infinity) return ok(check, 'Templates can go to any number of people');
	const message = `Templates can go to ${people.toLocaleString('en')} people in 24 hours`;
	return people <= 250
		? warning(check, message, 'Verify your business in Meta Business Settings for more')
		: ok(check, message);
}

function checkName(status: string | undefined): CheckResult {
	const check = 'Display Name';
	if (status === 'APPROVED' || status === 'AVAILABLE_WITHOUT_REVIEW') {
		return ok(check, 'The display name can be used');
	}
	if (status === 'PENDING_REVIEW') {
		return warning(check, 'The display name is being reviewed', 'Wait for the review');
	}
	if (status === 'DECLINED' || status === 'EXPIRED') {
		return broken(
			check,
			`The display name is ${status.toLowerCase()}`,
			`Choose another display name in ${MANAGER}`,
		);
	}
	return untold(check, status);
}

function checkThroughput(level: string | undefined): CheckResult {
	const check = 'Throughput';
	if (level === 'STANDARD') {
		return ok(
			check,
			'The number carries 80 messages a second, or 20 if the WhatsApp Business app has it too',
		);
	}
	return level === 'HIGH'
		? ok(check, 'The number carries up to 1,000 messages a second')
		: untold(check, level);
}

/** There is an error with the payment method. */
const PAYMENT = '141006';

const LOOK_IT_UP = 'Look it up in WhatsApp Manager';

interface HealthProblem {
	code: string;
	message: string;
	solution: string;
}

/**
 * What Meta says is wrong, each once: the same may be said of account and business. What is blocked
 * has `errors`; what is limited has words in `additional_info`, in Meta's OpenAPI file `errors` too.
 */
function problems(entities: JsonObject[]): HealthProblem[] {
	const found = entities.flatMap((entity) => [
		...asObjects(entity.errors).map((error) => ({
			code: asText(error.error_code) ?? '',
			message: asText(error.error_description) ?? 'Meta gives no reason',
			solution: asText(error.possible_solution) ?? LOOK_IT_UP,
		})),
		...[entity.additional_info].flat().flatMap((info) => {
			const message = asText(info);
			return message === undefined ? [] : [{ code: '', message, solution: LOOK_IT_UP }];
		}),
	]);
	const same = (one: HealthProblem, other: HealthProblem) =>
		one.code === other.code && (one.code !== '' || one.message === other.message);
	return found.filter((one, index) => found.findIndex((other) => same(one, other)) === index);
}

/** Errors of what can send are about something else, such as calls. */
const hinders = (entity: JsonObject) => asText(entity.can_send_message) !== 'AVAILABLE';

const isPayment = ({ code, message }: HealthProblem) =>
	code === PAYMENT || /payment/i.test(message);

/**
 * Can number, account, business and app send?
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/support/health-status
 */
export function checkHealth(health: JsonObject | undefined): CheckResult {
	const state = asText(health?.can_send_message);
	if (health === undefined || state === undefined) {
		return unknown('Health', 'Meta does not tell whether messages can be sent', LOOK_IT_UP);
	}
	if (state === 'AVAILABLE') return ok('Health', 'Meta reports nothing that hinders sending');
	const found = problems(asObjects(health.entities).filter(hinders));
	const reasons = found.map(({ message }) => message).join(' ');
	const hint = [...new Set(found.map(({ solution }) => solution))].join(' ') || LOOK_IT_UP;
	return state === 'BLOCKED'
		? broken('Health', `Meta blocks sending. ${reasons}`.trim(), hint)
		: warning('Health', `Meta limits sending. ${reasons}`.trim(), hint);
}

/** Meta tells of the payment only when something is wrong with it. */
export function checkPayment(health: JsonObject | undefined): CheckResult {
	if (asText(health?.can_send_message) === undefined) {
		return unknown('Payment', 'Meta does not tell about the payment', LOOK_IT_UP);
	}
	const wrong = problems(asObjects(health!.entities)).find(isPayment);
	return wrong
		? broken('Payment', wrong.message, wrong.solution)
		: ok('Payment', 'Meta reports no problem with the payment');
}
