import { asObject, asObjects, asText, defined, type JsonObject } from '../../core/json';
import type {
	HeaderFormat,
	Template,
	TemplateButton,
	TemplateParts,
	TemplateVariable,
} from '../../whatsapp/messages';
import { variablesIn } from '../../whatsapp/template';
import type { Credential, HttpRequest, Listing, Page } from '../http';
import { graphUrl, metaCredential, nextCursor } from './account';

const FIELDS = 'id,name,status,category,language,components,parameter_format,rejected_reason';
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
	request(credential: Credential, { cursor, name }): HttpRequest {
		const meta = metaCredential(credential);
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

/**
 * Meta writes NONE where it refused nothing.
 *
 * @see https://developers.facebook.com/docs/graph-api/reference/whats-app-business-hsm/
 */
function rejectedReason({ rejected_reason }: JsonObject): string | undefined {
	const reason = asText(rejected_reason);
	return reason === 'NONE' ? undefined : reason;
}

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
		rejectedReason: rejectedReason(raw),
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

type Kind = TemplateVariable['kind'];

/** What its partners with an API of their own have no word for. */
export const PARAMETERS_OF_META: readonly Kind[] = ['catalogProduct', 'flowData', 'flowToken'];

/**
 * What a template leaves open, in the order in which a person reads it.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
function templateVariables({
	category,
	offer,
	cards = [],
	...parts
}: TemplateParts & Pick<Template, 'category' | 'offer' | 'cards'>): TemplateVariable[] {
	if (category.toUpperCase() === 'AUTHENTICATION') {
		const variables = codeVariables(parts);
		if (variables.length > 0) return variables;
	}
	return [
		...headerVariables(parts.header),
		...(offer?.ends === true ? [OFFER_END] : []),
		...textVariables('body', parts.body),
		...parts.buttons.flatMap(buttonVariables),
		...cards.flatMap(cardVariables),
	];
}

const OFFER_END: TemplateVariable = {
	id: 'offer.ends',
	place: 'offer',
	kind: 'offerEnd',
	name: 'ends',
	label: 'Offer ends (date and time)',
	required: true,
};

/**
 * A one-time code stands in the text and once more behind the button, which takes it like the end of a
 * link, whether it copies the code or fills it in.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/authentication-templates/copy-code-button-authentication-templates
 */
function codeVariables({ body, buttons }: TemplateParts): TemplateVariable[] {
	const [code, ...more] = textVariables('body', body || '{{1}}');
	if (code === undefined || more.length > 0) return [];
	const repeated = buttons.flatMap((button, index) =>
		button.kind === 'url'
			? buttonVariable(index, 'urlSuffix', `Button "${button.text}": code`, true)
			: [],
	);
	return [
		{ ...code, kind: 'code', label: 'Code' },
		...repeated.map((variable) => ({ ...variable, sameAs: code.id })),
	];
}

function textVariables(place: 'header' | 'body', text: string): TemplateVariable[] {
	return variablesIn(text).map((name) => ({
		id: `${place}.${name}`,
		place,
		kind: 'text',
		name,
		label: place === 'header' ? `Header: ${name}` : `Body: ${name}`,
		required: true,
	}));
}

function headerVariables(header: Template['header']): TemplateVariable[] {
	if (header === undefined) return [];
	const { format } = header;
	if (format === 'text') return textVariables('header', header.text ?? '');
	const variable = (kind: Kind, how: string): TemplateVariable[] => [
		{
			id: 'header.media',
			place: 'header',
			kind,
			name: format,
			label: `Header: ${format} (${how})`,
			required: true,
		},
	];
	if (format === 'location') return variable('location', 'latitude, longitude, name, address');
	if (format === 'product') return variable('product', 'catalog ID, content ID');
	const media = variable('media', 'public link or media ID');
	return format === 'document' ? [...media, FILE_NAME] : media;
}

/** How the person sees the document; without it the last part of its link. */
const FILE_NAME: TemplateVariable = {
	id: 'header.filename',
	place: 'header',
	kind: 'filename',
	name: 'filename',
	label: 'Header: file name',
	required: false,
};

function buttonVariables(button: TemplateButton, index: number): TemplateVariable[] {
	const variable = (kind: Kind, what: string, required: boolean) =>
		buttonVariable(index, kind, `Button "${button.text}": ${what}`, required);
	switch (button.kind) {
		case 'url':
			return button.url?.includes('{{') ? variable('urlSuffix', 'end of the link', true) : [];
		case 'copyCode':
			return variable('copyCode', 'code', true);
		case 'quickReply':
			return variable('payload', 'reply ID', false);
		case 'catalog':
			return variable('catalogProduct', 'content ID of the product shown', false);
		case 'flow':
			return [
				...variable('flowToken', 'flow reference', false),
				...variable('flowData', 'first screen data (JSON)', false).map((data) => ({
					...data,
					id: `${data.id}.data`,
				})),
			];
		default:
			return [];
	}
}

const buttonVariable = (
	button: number,
	kind: Kind,
	label: string,
	required: boolean,
): TemplateVariable[] => [
	{ id: `button.${button}`, place: 'button', kind, name: String(button), label, required, button },
];

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/media-card-carousel-templates */
function cardVariables({ header, body, buttons }: TemplateParts, card: number): TemplateVariable[] {
	const variables = [
		...headerVariables(header),
		...textVariables('body', body),
		...buttons.flatMap(buttonVariables),
	];
	return variables.map((variable) => ({
		...variable,
		id: `card.${card}.${variable.id}`,
		label: `Card ${card + 1}: ${variable.label[0].toLowerCase()}${variable.label.slice(1)}`,
		card,
	}));
}
