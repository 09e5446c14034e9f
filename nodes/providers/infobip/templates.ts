import { asObject, asObjects, asText, defined, type JsonObject } from '../../core/json';
import type { Template, TemplateVariable } from '../../whatsapp/messages';
import { readTemplate } from '../meta/templates';
import type { Credential, HttpRequest, Listing, Page } from '../http';
import { infobipCredential, infobipUrl } from './account';

/** Flagged and reinstated templates can be sent; the two pauses are Meta's one. */
const STATUSES: Record<string, Template['status']> = {
	FLAGGED: 'approved',
	REINSTATED: 'approved',
	FIRST_PAUSED: 'paused',
	SECOND_PAUSED: 'paused',
};

/**
 * The templates of the sender, in one list without pages.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-service-management/get-whatsapp-templates
 */
export const templates: Listing<Template> = {
	request(credential: Credential): HttpRequest {
		const infobip = infobipCredential(credential);
		return {
			method: 'GET',
			url: infobipUrl(infobip, 'whatsapp', '2', 'senders', infobip.sender, 'templates'),
		};
	},
	page(body: unknown): Page<Template> {
		return { items: asObjects(asObject(body)?.templates).map(readInfobipTemplate) };
	},
};

/** Infobip keeps in `structure` what WhatsApp has as a list of components. */
function readInfobipTemplate(raw: JsonObject): Template {
	const structure = asObject(raw.structure) ?? {};
	const { header, body, footer, buttons, carousel, limitedTimeOffer } = structure;
	const components = [
		{ type: 'HEADER', ...asObject(header) },
		{ type: 'BODY', ...asObject(body) },
		...(asObject(footer) ? [{ type: 'FOOTER', ...asObject(footer) }] : []),
		{ type: 'BUTTONS', buttons: asObjects(buttons) },
		...(asObject(carousel) ? [{ type: 'CAROUSEL' }] : []),
		...(asObject(limitedTimeOffer) ? [{ type: 'LIMITED_TIME_OFFER' }] : []),
	];
	const { id, name, language, category, status } = raw;
	const template = readTemplate({ id, name, language, category, status, components });
	return {
		...template,
		status: Object.hasOwn(STATUSES, template.statusText)
			? STATUSES[template.statusText]
			: template.status,
		variables: template.variables.map((variable) => explained(variable, asObject(body)?.examples)),
		raw,
	};
}

/** With Infobip's example, and with what Infobip takes where Meta takes more. */
function explained(variable: TemplateVariable, examples: unknown): TemplateVariable {
	if (variable.id === 'header.media') {
		return { ...variable, label: `Header: ${variable.name} (public link)` };
	}
	if (variable.kind === 'location') {
		return { ...variable, label: 'Header: location (latitude, longitude)' };
	}
	if (variable.place !== 'body' || !Array.isArray(examples)) return variable;
	return defined({ ...variable, example: asText(examples[Number(variable.name) - 1]) });
}
