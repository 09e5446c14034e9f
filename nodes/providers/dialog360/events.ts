import type { InboundEvent } from '../../whatsapp/events';
import { parseFor } from '../meta/events';
import type { WebhookRequest } from '../http';

/**
 * Every event of a webhook; the body is Meta's. The receiving number goes by its digits, as `sender`
 * has it: the key's owner never sees Meta's ID of the number, and nothing at 360dialog takes it.
 *
 * @see https://docs.360dialog.com/partner/messaging/receiving-messages-via-webhook
 */
export function parse(request: WebhookRequest): InboundEvent[] {
	return parseFor('dialog360', request).map((event) =>
		event.to.phone === undefined
			? event
			: { ...event, to: { ...event.to, phoneNumberId: event.to.phone } },
	);
}
