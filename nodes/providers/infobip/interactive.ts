import { asObject, defined, parseJson } from '../../core/json';
import { documentName } from '../../whatsapp/documentName';
import { listSections } from '../../whatsapp/listSections';
import type {
	ButtonsMessage,
	FlowMessage,
	Frame,
	HeaderMedia,
	LinkMessage,
	ListMessage,
	ProductListMessage,
	ProductMessage,
	TemplateMessage,
	TemplateVariable,
} from '../../whatsapp/messages';

/** The `content` of a message with something to tap. */
export function interactive(
	message:
		| ButtonsMessage
		| ListMessage
		| LinkMessage
		| FlowMessage
		| ProductMessage
		| ProductListMessage,
): Record<string, unknown> {
	switch (message.kind) {
		case 'buttons':
			return { ...frame(message), action: { buttons: buttons(message) } };
		case 'list':
			return { ...frame(message), action: { title: message.button, sections: sections(message) } };
		case 'link':
			return { ...frame(message), action: { displayText: message.label, url: message.url } };
		case 'flow':
			return { ...frame(message), action: flow(message) };
		case 'product': {
			const { catalogId, productId: productRetailerId } = message;
			return { ...frame(message), action: { catalogId, productRetailerId } };
		}
		case 'productList':
			return { ...frame(message), action: productList(message) };
	}
}

/** What every interactive message has around its action. */
function frame({ header, headerMedia, body, footer }: Partial<Frame>) {
	return defined({
		header:
			headerMedia !== undefined
				? mediaHeader(headerMedia)
				: header === undefined
					? undefined
					: { type: 'TEXT', text: header },
		body: body === undefined ? undefined : { text: body },
		footer: footer === undefined ? undefined : { text: footer },
	});
}

function mediaHeader({ type, filename, ...where }: HeaderMedia) {
	// It takes no uploads.
	const link = 'link' in where ? where.link : '';
	return defined({
		type: type.toUpperCase(),
		mediaUrl: link,
		filename: type === 'document' ? documentName(filename, link) : undefined,
	});
}

const buttons = (message: ButtonsMessage) =>
	message.buttons.map(({ id, title }) => ({ type: 'REPLY', id, title }));

/** One section needs no title. */
const sections = (message: ListMessage) =>
	listSections(message.rows).map(({ title: heading, rows }) =>
		defined({
			title: heading,
			rows: rows.map(({ id, title, description }) =>
				defined({ id, title, description: description || undefined }),
			),
		}),
	);

/** @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages/send-whatsapp-interactive-multi-product-message */
const productList = ({ catalogId, products }: ProductListMessage) => ({
	catalogId,
	sections: listSections(products).map(({ title, rows }) =>
		defined({ title, productRetailerIds: rows.map(({ id }) => id) }),
	),
});

/** @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages/send-whatsapp-interactive-flow-message */
function flow({ flow: which, cta, token, screen, data, screenFromServer, draft }: FlowMessage) {
	return defined({
		mode: draft ? 'DRAFT' : 'PUBLISHED',
		flowMessageVersion: 3,
		flowToken: token,
		flowId: 'id' in which ? which.id : which.name,
		callToActionButton: cta,
		flowAction: screenFromServer ? 'DATA_EXCHANGE' : screen === undefined ? undefined : 'NAVIGATE',
		flowActionPayload: screen === undefined ? undefined : defined({ screen, data }),
	});
}

/**
 * The `content` of a template send, from the template's definition and the values given.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages/send-whatsapp-template-message
 */
export function templateContent(message: TemplateMessage) {
	const { template, values } = message;
	const buttons = templateButtons(message);
	return {
		templateName: template.name,
		language: template.language,
		templateData: defined({
			body: { placeholders: placeholders(message) },
			header: templateHeader(message, values),
			buttons: buttons.length > 0 ? buttons : undefined,
		}),
	};
}

/** Placeholders are told apart by their order alone: by number, else as the text has them. */
function placeholders({ template, values }: TemplateMessage): string[] {
	const rank = ({ name }: TemplateVariable) => Number(name) || 0;
	return template.variables
		.filter(({ place }) => place === 'body')
		.sort((a, b) => rank(a) - rank(b))
		.map(({ id }) => values[id] ?? '');
}

function templateHeader({ template }: TemplateMessage, values: TemplateMessage['values']) {
	const variable = template.variables.find(({ place }) => place === 'header');
	const value = variable && values[variable.id];
	if (variable === undefined || value === undefined) return undefined;
	switch (variable.kind) {
		case 'text':
			return { type: 'TEXT', placeholder: value };
		case 'location': {
			const [latitude, longitude] = value.split(',').map((part) => Number(part.trim()));
			return { type: 'LOCATION', latitude, longitude };
		}
		default: {
			const type = (template.header?.format ?? 'image').toUpperCase();
			const name = values['header.filename'];
			const filename = type === 'DOCUMENT' ? documentName(name, value, 'document.pdf') : undefined;
			return defined({ type, mediaUrl: value, filename });
		}
	}
}

/**
 * The buttons that take a parameter, in the template's order: each is known by its position, so a
 * quick reply without a payload of its own is filled with its label.
 */
function templateButtons({ template, values }: TemplateMessage) {
	return template.buttons.flatMap(({ kind, text, url }, index): Array<Record<string, unknown>> => {
		const value = values[`button.${index}`];
		switch (kind) {
			case 'quickReply':
				return [{ type: 'QUICK_REPLY', parameter: value || text }];
			case 'url':
				return value !== undefined || url?.includes('{{')
					? [{ type: 'URL', parameter: value ?? '' }]
					: [];
			case 'copyCode':
				return [{ type: 'COPY_CODE', parameter: value ?? '' }];
			case 'flow':
				return [flowButton(value, values[`button.${index}.data`])];
			case 'catalog':
				return [defined({ type: 'CATALOG', thumbnailProductRetailerId: value })];
			default:
				return [];
		}
	});
}

/** Both may be left out. */
const flowButton = (token: string | undefined, data: string | undefined) =>
	defined({ type: 'FLOW', flowToken: token, data: asObject(parseJson(data ?? '')) });
