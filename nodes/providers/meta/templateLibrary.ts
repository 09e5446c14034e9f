import { asObject, asObjects, asText, defined, type JsonObject } from '../../core/json';
import type {
	LibraryDraft,
	LibraryFilter,
	LibraryInput,
	LibraryTemplate,
} from '../../whatsapp/templateLibrary';
import type { Page } from '../http';
import { creation, type TemplateLibrary } from '../resources';
import { graphUrl, metaCredential, nextCursor } from './account';
import { failure } from './failure';

/**
 * WhatsApp's template library.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-library
 */
export const templateLibrary: TemplateLibrary = {
	request: (credential, filter, cursor) => ({
		method: 'GET',
		url: graphUrl(metaCredential(credential), 'message_template_library'),
		query: libraryQuery(filter, cursor),
	}),
	page: (body) => libraryPage(body),
	create(draft, credential) {
		const meta = metaCredential(credential);
		const url = graphUrl(meta, meta.businessAccountId, 'message_templates');
		return creation({ method: 'POST', url, body: libraryBody(draft) }, failure);
	},
};

export function libraryQuery(
	{ search, name, topic, useCase, industry, language }: LibraryFilter,
	cursor: string | undefined,
): Record<string, string> {
	const given = { search, name, topic, usecase: useCase, industry, language, after: cursor };
	const filled = Object.entries(given).filter(([, value]) => value !== undefined && value !== '');
	return { limit: '100', ...(Object.fromEntries(filled) as Record<string, string>) };
}

export const libraryPage = (body: unknown): Page<LibraryTemplate> =>
	defined({
		items: asObjects(asObject(body)?.data).map(readLibraryTemplate),
		cursor: nextCursor(body),
	});

function readLibraryTemplate(raw: JsonObject): LibraryTemplate {
	return defined({
		name: asText(raw.name) ?? '',
		language: asText(raw.language) ?? '',
		category: asText(raw.category) ?? '',
		topic: asText(raw.topic),
		useCase: asText(raw.usecase),
		industries: texts(raw.industry),
		header: asText(raw.header),
		body: asText(raw.body) ?? '',
		footer: asText(raw.footer),
		examples: texts(raw.body_params),
		variableTypes: texts(raw.body_param_types),
		buttons: asObjects(raw.buttons).map(({ type, text }) => {
			const kind = asText(type)?.toUpperCase() ?? '';
			return {
				kind: Object.hasOwn(KINDS, kind) ? KINDS[kind] : 'other',
				text: asText(text) ?? '',
			};
		}),
	});
}

const KINDS: Readonly<Record<string, LibraryInput['kind']>> = { URL: 'url', PHONE_NUMBER: 'phone' };

const texts = (value: unknown): string[] =>
	Array.isArray(value) ? value.map((one) => asText(one) ?? '') : [];

/** The body of `POST /<WABA_ID>/message_templates`; the category has to be this one. */
export function libraryBody({ name, language, from, buttons }: LibraryDraft) {
	return defined({
		name,
		language,
		category: 'UTILITY',
		library_template_name: from,
		library_template_button_inputs: buttons.length > 0 ? buttons.map(buttonInput) : undefined,
	});
}

const buttonInput = (input: LibraryInput): Record<string, unknown> =>
	input.kind === 'phone'
		? { type: 'PHONE_NUMBER', phone_number: input.phone }
		: {
				type: 'URL',
				url: defined({ base_url: input.url, url_suffix_example: input.example }),
			};
