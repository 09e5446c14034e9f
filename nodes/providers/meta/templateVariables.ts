import { variablesIn } from '../../shared/templateText';
import type {
	Template,
	TemplateButton,
	TemplateParts,
	TemplateVariable,
} from '../../whatsapp/messages';

type Kind = TemplateVariable['kind'];

/** What its partners with an API of their own have no word for. */
export const PARAMETERS_OF_META: readonly Kind[] = ['catalogProduct', 'flowData', 'flowToken'];

/**
 * What a template leaves open, in the order in which a person reads it.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 */
export function templateVariables({
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
	return variable('media', 'public link or media ID');
}

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
