import { asText, defined, parseJson } from '../../shared/json';
import type { AccountEvent, InboundEvent, TemplateEvent } from '../../whatsapp/events';
import type { WebhookRequest } from '../provider';
import { contentId, digits, readEnvelope, type Envelope } from './envelope';
import { readMessage } from './events';
import { readStatus } from './status';

/**
 * The event of a webhook of version 2: Gupshup sends each alone.
 *
 * @see https://docs.gupshup.io/docs/inbound-messages
 */
export function parse({ body }: WebhookRequest): InboundEvent[] {
	const envelope = readEnvelope(parseJson(body));
	if (envelope === undefined) return [];
	if (envelope.type === 'message') return [readMessage(envelope)];
	if (envelope.type === 'message-event') return [readStatus(envelope)];
	return [envelope.type === 'template-event' ? readTemplateChange(envelope) : readOther(envelope)];
}

const common = (envelope: Envelope) => ({
	provider: 'gupshup',
	id: contentId(envelope),
	timestamp: envelope.time,
	to: envelope.to,
	raw: envelope.body,
});

function readTemplateChange(envelope: Envelope): TemplateEvent {
	const { payload } = envelope;
	return defined({
		event: 'template',
		kind: asText(payload.type) ?? envelope.type,
		from: {},
		templateId: asText(payload.id),
		templateName: asText(payload.elementName),
		language: asText(payload.languageCode),
		status: asText(payload.status),
		reason: asText(payload.rejectedReason),
		...common(envelope),
	});
}

/** Opt-ins and opt-outs, the account, billing, and whatever is added next. */
function readOther(envelope: Envelope): AccountEvent {
	const { payload, type } = envelope;
	return {
		event: 'account',
		kind: asText(payload.type) ?? type,
		from: defined({ phone: digits(payload.phone) }),
		...common(envelope),
	};
}
