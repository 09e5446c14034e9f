import { asText, type JsonObject } from '../../shared/json';
import type { Failure } from '../provider';
import { statusGroup } from './statusGroup';
import { reasonFor } from './reasons';

/**
 * Says why a message did not arrive. Infobip's list of codes is its own and long; what they mean is
 * read from name and description.
 *
 * @see https://www.infobip.com/docs/essentials/response-status-and-error-codes
 */
export function reportFailure(error: JsonObject | undefined, status: JsonObject): Failure {
	const told = Number(error?.id) > 0 ? error : undefined;
	const name = asText(told?.name) ?? asText(status.name) ?? 'failed';
	const description = asText(told?.description) ?? asText(status.description);
	const group = statusGroup(status);
	const reason = reasonFor(`${name} ${description ?? ''}`) ?? BY_GROUP[group ?? 'REJECTED'];
	const passing = told?.permanent === false && reason.retry === 'never' && mayPass(reason);
	return {
		code: name,
		...reason,
		message: description === undefined ? reason.message : `${reason.message}: ${description}`,
		retry: passing ? 'later' : told?.permanent === true ? 'never' : reason.retry,
	};
}

/** Time alone opens no window and mends no template. */
const mayPass = ({ category }: Pick<Failure, 'category'>) =>
	category === 'recipient' || category === 'service' || category === 'request';

type Reason = Pick<Failure, 'category' | 'message' | 'hint' | 'retry'>;

const REJECTED: Reason = {
	category: 'request',
	message: 'Infobip rejected the message',
	hint: 'Look the message up under Analyze → Logs in the Infobip portal',
	retry: 'never',
};
const BY_GROUP: Record<string, Reason> = {
	REJECTED,
	UNDELIVERABLE: {
		category: 'recipient',
		message: 'The message could not be delivered to this person',
		hint: 'Check that the number is right and uses WhatsApp',
		retry: 'never',
	},
	EXPIRED: {
		category: 'recipient',
		message: 'The message could not be delivered in time',
		hint: 'The phone was off or offline; send the message again if it still matters',
		retry: 'never',
	},
};
