import { asObject, asObjects, asText, defined, type JsonObject } from '../../shared/json';
import type {
	HeaderFormat,
	Template,
	TemplateButton,
	TemplateParts,
} from '../../whatsapp/messages';
import type { Account, HttpRequest, Listing, Page } from '../provider';
import { graphUrl, metaAccount } from './account';
import { nextCursor } from './paging';
import { templateVariables } from './templateVariables';

const FIELDS = 'id,name,status,category,language,components,parameter_format';
const STATUSES = ['approved', 'pending', 'rejected', 'paused', 'disabled'] as const;
const FORMATS: readonly string[] = ['text', 'image', 'video', 'document', 'location', 'product'];
const BUTTONS: Record<string, TemplateButton['kind']> = {
	QUICK_REPLY: 'quickReply',
	URL: 'url',
	// What copies or fills in a one-time code; once created it is listed as a URL.
	OTP: 'url',
	PHONE_NUMBER: 'phone',
	COPY_CODE: 'copyCode',
	FLOW: 'flow',
	CATALOG: 'catalog',
};
/** Buttons that need lists and prices. */
const UNFILLABLE: Record<string, string> = {
	MPM: 'a choice of products',
	ORDER_DETAILS: 'the details of an order',
};

/**
 * The templates of a WABA, in every language and status.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management
 */
export const templates: Listing<Template> = {
	request(account: Account, { cursor, name }): HttpRequest {
		const meta = metaAccount(account);
		return {
			method: 'GET',
			url: graphUrl(meta, meta.businessAccountId, 'message_templates'),
			query: defined({ fields: FIELDS, limit: '100', after: cursor, name }) as Record<
				string,
				string
			>,
		};
	},
	page(body: unknown): Page<Template> {
		return defined({
			items: asObjects(asObject(body)?.data).map(readTemplate),
			cursor: nextCursor(body),
		});
	},
};

/** Reads one entry of the list into the common model. */
export function readTemplate(raw: JsonObject): Template {
	const components = asObjects(raw.components);
	const statusText = asText(raw.status) ?? '';
	const carousel = partOf(components, 'CAROUSEL');
	const cards = carousel && asObjects(carousel.cards).map((card) => asObjects(card.components));
	const parts = {
		category: asText(raw.category) ?? '',
		...readParts(components),
		offer: readOffer(partOf(components, 'LIMITED_TIME_OFFER')),
		cards: cards?.map(readParts),
	};
	return defined({
		id: asText(raw.id) ?? '',
		name: asText(raw.name) ?? '',
		language: asText(raw.language) ?? '',
		status: STATUSES.find((s) => s === statusText.toLowerCase()) ?? 'other',
		statusText,
		parameterFormat:
			asText(raw.parameter_format)?.toUpperCase() === 'NAMED' ? 'named' : 'positional',
		...parts,
		footer: asText(partOf(components, 'FOOTER')?.text),
		variables: templateVariables(parts),
		unfillable: [components, ...(cards ?? [])].map(unfillable).find((what) => what !== undefined),
		raw,
	}) as Template;
}

const partOf = (components: JsonObject[], type: string): JsonObject | undefined =>
	components.find((part) => asText(part.type)?.toUpperCase() === type);

const buttonsOf = (components: JsonObject[]): JsonObject[] =>
	asObjects(partOf(components, 'BUTTONS')?.buttons);

function readParts(components: JsonObject[]): TemplateParts {
	return defined({
		header: readHeader(partOf(components, 'HEADER')),
		body: asText(partOf(components, 'BODY')?.text) ?? '',
		buttons: buttonsOf(components).map(readButton),
	});
}

function readHeader(part: JsonObject | undefined): Template['header'] {
	const format = asText(part?.format)?.toLowerCase();
	if (part === undefined || format === undefined || !FORMATS.includes(format)) return undefined;
	return defined({ format: format as HeaderFormat, text: asText(part.text) });
}

function readOffer(part: JsonObject | undefined): Template['offer'] {
	if (part === undefined) return undefined;
	const offer = asObject(part.limited_time_offer) ?? {};
	return { text: asText(offer.text) ?? '', ends: offer.has_expiration === true };
}

function readButton(button: JsonObject): TemplateButton {
	return defined({
		kind: BUTTONS[typeOf(button)] ?? 'other',
		text: asText(button.text) ?? '',
		url: asText(button.url),
	});
}

const typeOf = (button: JsonObject): string => asText(button.type)?.toUpperCase() ?? '';

/** What the fields have no place for. */
function unfillable(components: JsonObject[]): string | undefined {
	const format = asText(partOf(components, 'HEADER')?.format)?.toLowerCase();
	if (format !== undefined && !FORMATS.includes(format)) return `a header of the kind ${format}`;
	const types = buttonsOf(components).map(typeOf);
	const type = types.find((each) => Object.hasOwn(UNFILLABLE, each));
	return type && UNFILLABLE[type];
}
