import { asObject, asObjects, asText, defined, parseJson, type JsonObject } from '../../core/json';
import type { Template } from '../../whatsapp/messages';
import { readTemplate, PARAMETERS_OF_META } from '../meta/templates';
import type { Credential, HttpRequest, Listing, Page } from '../http';
import { apiUrl } from './account';

/** JSON text inside JSON text: seen once and twice. */
const MOST_ENCODED = 3;

/**
 * The approved templates of the account; Interakt lists one approval status at a time, and ignores
 * a name. Pages are counted in templates.
 *
 * @see https://documenter.getpostman.com/view/14760594/2sA2r7zibM
 */
export const templates = {
	request(credential: Credential, { cursor }): HttpRequest {
		return {
			method: 'GET',
			url: apiUrl(credential, 'track/organization/templates'),
			query: {
				offset: cursor ?? '0',
				autosubmitted_for: 'all',
				approval_status: 'APPROVED',
				language: 'all',
			},
		};
	},
	/**
	 * The answer says only that there is more; where, follows from what was asked. Without knowing that,
	 * there is no next page rather than the same one over and over.
	 */
	page(body: unknown, asked?: { cursor?: string }): Page<Template> {
		const found = asObjects(asObject(asObject(body)?.results)?.templates);
		const more = asked !== undefined && asObject(body)?.has_next === true && found.length > 0;
		return defined({
			items: found.map(readOne),
			cursor: more ? String((Number(asked.cursor) || 0) + found.length) : undefined,
		});
	},
} satisfies Listing<Template>;

/** Reads one entry, by way of Meta's components. */
function readOne(raw: JsonObject): Template {
	const format = asText(raw.header_format)?.toUpperCase();
	const buttons = readButtons(raw.buttons);
	const template = readTemplate({
		id: raw.id,
		// `display_name` is for people; sends take the code name.
		name: raw.name,
		language: raw.language,
		category: raw.category,
		status: raw.approval_status,
		components: [
			...(format === undefined ? [] : [{ type: 'HEADER', format, text: asText(raw.header) }]),
			{ type: 'BODY', text: raw.body },
			{ type: 'FOOTER', text: raw.footer },
			{ type: 'BUTTONS', buttons },
		],
	});
	return { ...template, variables: template.variables.flatMap(fillable), raw };
}

/** Quick replies take nothing, and media come by link only. */
function fillable(variable: Template['variables'][number]): Template['variables'] {
	if (variable.kind === 'payload' || PARAMETERS_OF_META.includes(variable.kind)) return [];
	if (variable.kind !== 'media') return [variable];
	return [{ ...variable, label: `Header: ${variable.name} (public link)` }];
}

function readButtons(value: unknown): JsonObject[] {
	let buttons = value;
	for (let times = 0; times < MOST_ENCODED && typeof buttons === 'string'; times++) {
		buttons = parseJson(buttons);
	}
	return asObjects(buttons);
}
