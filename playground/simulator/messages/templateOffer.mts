import { messagingRefusal } from '../whatsapp/refusal.mts';
import type { Template } from '../whatsapp/template.mts';
import { componentOf } from '../whatsapp/template.mts';
import type { TemplateSend } from '../whatsapp/templateSend.mts';

/** A limited-time offer whose end is shown is told it on every send (M:marketing-templates/limited-time-offer-templates). */
export function fitOffer(template: Template, send: TemplateSend): { offerEnds?: number } {
	const offer = componentOf(template, 'LIMITED_TIME_OFFER')?.limited_time_offer;
	const sent =
		send.components?.filter((component) => component.type === 'limited_time_offer') ?? [];
	const expected = offer?.has_expiration ? 1 : 0;
	if (sent.length > expected) {
		throw messagingRefusal(132018, 'limited_time_offer: Template does not show when an offer ends');
	}
	if (sent.length < expected) {
		throw messagingRefusal(131008, 'limited_time_offer: expiration_time_ms is required');
	}
	const [parameter] = sent[0]?.parameters ?? [];
	return parameter ? { offerEnds: parameter.limited_time_offer.expiration_time_ms } : {};
}
