import { defined } from '../../shared/json';
import type { InboundEvent } from '../../whatsapp/events';
import type { WebhookRequest } from '../provider';
import { readMessage } from './events';
import { readParams } from './params';
import { onWhatsApp } from './people';
import { readStatus } from './status';

/**
 * The event of a webhook: one message or one status. The same URL may serve SMS too, which is none.
 *
 * @see https://www.twilio.com/docs/messaging/guides/webhook-request
 */
export function parse(request: WebhookRequest): InboundEvent[] {
	const params = readParams(request);
	if (!params.MessageSid || !(onWhatsApp(params.From) || onWhatsApp(params.To))) return [];
	const common = {
		provider: 'twilio',
		// Twilio says nowhere when it happened; the webhook is on its way for moments only.
		timestamp: new Date().toISOString(),
		raw: { ...params },
	};
	const event = params.MessageStatus
		? readStatus(params, common, request.query.reference || undefined)
		: readMessage(params, common);
	return [defined(event)];
}
