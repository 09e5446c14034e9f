import { asText } from '../core/json';
import type { StatusEvent } from './events';

/** What WhatsApp says that a message costs. */
export interface Price {
	/** WhatsApp's word for the rate, e.g. `utility` or `service`. */
	category: string;
	/** Absent where that is not said. */
	charged?: boolean;
}

/**
 * The price in a status; undefined where it names none.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/messages/status
 */
export function priceOf({ pricing }: StatusEvent): Price | undefined {
	const category = asText(pricing?.category);
	if (category === undefined) return undefined;
	const charged = isCharged(pricing?.billable, asText(pricing?.type));
	return charged === undefined ? { category } : { category, charged };
}

/** Newer versions say only by the type of the price whether it is charged. */
function isCharged(billable: unknown, type: string | undefined): boolean | undefined {
	if (typeof billable === 'boolean') return billable;
	if (type === 'regular') return true;
	return type?.startsWith('free') ? false : undefined;
}
