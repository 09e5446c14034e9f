import type { Change } from '../meta/events.mts';
import type { World } from '../../world.mts';
import { senderOfNumber } from './account.mts';
import { infobipContact, infobipTime } from './parties.mts';

type Part = Record<string, unknown>;

const NO_ERROR = {
	id: 0,
	name: 'NO_ERROR',
	description: 'No Error',
	groupId: 0,
	groupName: 'OK',
	permanent: false,
};
const DELIVERED = {
	id: 5,
	groupId: 3,
	groupName: 'DELIVERED',
	name: 'DELIVERED_TO_HANDSET',
	description: 'Message delivered to handset',
};
const REJECTED = {
	id: 12,
	groupId: 5,
	groupName: 'REJECTED',
	name: 'REJECTED_OPERATOR',
	description: 'Message has been rejected by the operator',
};
const UNDELIVERABLE = {
	id: 9,
	groupId: 2,
	groupName: 'UNDELIVERABLE',
	name: 'UNDELIVERABLE_NOT_DELIVERED',
	description: 'Message sent not delivered',
};

/** Codes and names are of Infobip's kind, not its list, which the documents do not give for WhatsApp. */
const ERRORS: Record<number, [id: number, name: string, status: typeof REJECTED, passing?: true]> =
	{
		131026: [7001, 'EC_USER_NOT_ON_WHATSAPP', UNDELIVERABLE],
		131047: [7002, 'EC_CUSTOMER_SERVICE_WINDOW_CLOSED', REJECTED],
		131049: [7003, 'EC_MARKETING_FREQUENCY_CAPPING', REJECTED, true],
		131050: [7004, 'EC_USER_OPTED_OUT', REJECTED],
		131056: [7005, 'EC_PAIR_RATE_LIMIT', REJECTED, true],
	};

/** A delivery or seen report; undefined for what Infobip does not report. */
export function statusResult(world: World, change: Change, status: Part): Part | undefined {
	const stored = world.conversations.find(String(status.id));
	const { callbackData } = stored?.outgoing?.extra ?? {};
	const to = status.recipient_id ?? status.recipient_user_id;
	const contact = infobipContact(change.value.contacts);
	const parties = {
		...(Object.keys(contact).length > 0 && { contact }),
		...(callbackData !== undefined && { callbackData }),
	};
	const sentAt = infobipTime((stored?.at ?? 0) / 1000);
	if (status.status === 'read') {
		return {
			messageId: status.id,
			from: to,
			to: senderOfNumber(world.account, change.phoneNumberId),
			sentAt,
			seenAt: infobipTime(status.timestamp),
			...parties,
		};
	}
	const outcome = deliveryOutcome(status);
	if (!outcome) return undefined;
	return {
		bulkId: '',
		price: { pricePerMessage: 0, currency: 'EUR' },
		...outcome,
		messageId: status.id,
		doneAt: infobipTime(status.timestamp),
		messageCount: 1,
		sentAt,
		to,
		...parties,
	};
}

/** Reports are final: that a message is on its way is only said in the answer to the send. */
function deliveryOutcome({ status, errors }: Part): Part | undefined {
	if (status === 'delivered') return { status: DELIVERED, error: NO_ERROR };
	if (status !== 'failed') return undefined;
	const [error] = (errors ?? []) as Array<{ code: number; error_data?: { details?: string } }>;
	const [id, name, group, passing] = ERRORS[error?.code ?? 0] ?? [7000, 'EC_NOT_SENT', REJECTED];
	return {
		status: group,
		error: {
			id,
			name,
			description: error?.error_data?.details ?? name,
			groupId: 2,
			groupName: 'USER_ERRORS',
			permanent: passing !== true,
		},
	};
}
