import { asText, defined } from '../../shared/json';
import type { AccountEvent, TemplateEvent } from '../../whatsapp/events';
import { contentId, type Change } from './envelope';
import { readErrors, readReceiver } from './people';

/** Fields about templates; the rest is about the account. */
const TEMPLATE_FIELDS = new Set([
	'message_template_status_update',
	'message_template_quality_update',
	'message_template_components_update',
	'template_category_update',
]);

/**
 * Reads a change that is neither a message nor a status. Unknown fields pass through as account
 * events with everything in `raw`.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/overview
 */
export function readChange(change: Change): TemplateEvent | AccountEvent {
	const { field, value, time } = change;
	const common = {
		provider: change.provider,
		id: contentId(change, value),
		timestamp: time,
		from: {},
		to: readReceiver(value),
		raw: value,
	};
	if (!TEMPLATE_FIELDS.has(field)) {
		const kind = field === 'messages' ? messagesKind(value) : field;
		return defined({ event: 'account', kind, errors: readErrors(value.errors), ...common });
	}
	return defined({
		event: 'template',
		// Meta's own sample of a quality update carries the status field's name.
		kind: value.new_quality_score === undefined ? field : 'message_template_quality_update',
		templateId: asText(value.message_template_id),
		templateName: asText(value.message_template_name),
		language: asText(value.message_template_language),
		status: asText(value.event),
		reason: asText(value.reason),
		...common,
	});
}

function messagesKind(value: Change['value']): string {
	if (value.errors !== undefined) return 'errors';
	return value.user_actions === undefined ? 'messages' : 'user_actions';
}
