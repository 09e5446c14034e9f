import { defined } from '../../shared/json';
import type { InboundEvent, StatusEvent } from '../../whatsapp/events';
import { readChange } from '../meta/events';
import type { WebhookRequest } from '../provider';
import { readClick } from './click';
import { readEnvelope, RECEIVER, type Envelope } from './events';
import { readMessage } from './message';
import { readStatus } from './status';

const STATUSES: Record<string, StatusEvent['status']> = {
	sent: 'sent',
	delivered: 'delivered',
	read: 'read',
	failed: 'failed',
};

/**
 * The event of a webhook body; Interakt never puts several into one.
 *
 * @see https://www.interakt.shop/resource-center/interakts-webhooks/
 */
export function parse({ body }: WebhookRequest): InboundEvent[] {
	const envelope = readEnvelope(body);
	return envelope === undefined ? [] : [readEvent(envelope)];
}

function readEvent(envelope: Envelope): InboundEvent {
	const { type } = envelope;
	if (type === 'message_received') return readMessage(envelope);
	const what = /^message_(?:api|campaign)_(sent|delivered|read|failed|clicked)$/.exec(type)?.[1];
	if (what === 'clicked') return readClick(envelope);
	return what === undefined ? readOther(envelope) : readStatus(STATUSES[what], envelope);
}

/** Templates and the account: Interakt's names for these events are Meta's. */
function readOther({ type, time, data, raw }: Envelope): InboundEvent {
	const event = readChange({ provider: 'interakt', field: type, value: data, entryId: '', time });
	return defined({ ...event, to: RECEIVER, raw });
}
