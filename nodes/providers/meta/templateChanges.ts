import { defined } from '../../core/json';
import { variablesIn } from '../../whatsapp/template';
import type { HttpRequest } from '../http';
import { creation, type TemplateChanges } from '../resources';
import type { TemplateDraft, WordsDraft } from '../../whatsapp/templateDraft';
import { graphUrl, metaCredential } from './account';
import { samples, editing } from './editTemplate';
import { failure } from './failure';
import { codeComponents, wordsComponents } from './templateComponents';

/**
 * Makes, changes and deletes templates of a WABA.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management
 */
export const templateChanges: TemplateChanges = {
	create(draft, credential) {
		const meta = metaCredential(credential);
		const request: HttpRequest = {
			method: 'POST',
			url: graphUrl(meta, meta.businessAccountId, 'message_templates'),
			body: createBody(draft),
		};
		return creation(request, failure);
	},
	removes: 'either',
	remove({ name, id }, credential) {
		const meta = metaCredential(credential);
		return {
			method: 'DELETE',
			url: graphUrl(meta, meta.businessAccountId, 'message_templates'),
			// The name alone deletes every language; with the ID it has to be there all the same.
			query: { name, ...(id === undefined ? {} : { hsm_id: id }) },
		};
	},
	editing,
	samples,
};

/** The body of `POST /<WABA_ID>/message_templates`. */
export function createBody(draft: TemplateDraft): Record<string, unknown> {
	const { name, language, category, deliverWithinSeconds } = draft;
	const named = draft.category !== 'AUTHENTICATION' && hasNames(draft);
	return defined({
		name,
		language,
		category,
		// The words of a code are WhatsApp's, and so are their variables.
		parameter_format:
			draft.category === 'AUTHENTICATION' ? undefined : named ? 'NAMED' : 'POSITIONAL',
		message_send_ttl_seconds: deliverWithinSeconds,
		components:
			draft.category === 'AUTHENTICATION'
				? codeComponents(draft.code)
				: wordsComponents(draft, named),
	});
}

function hasNames({ header, body, cards }: WordsDraft): boolean {
	const texts = [
		header?.format === 'text' ? header.text : '',
		body.text,
		...cards.map((card) => card.body?.text ?? ''),
	];
	return texts.flatMap(variablesIn).some((variable) => !/^\d+$/.test(variable));
}
