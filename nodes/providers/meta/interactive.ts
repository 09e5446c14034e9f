import { defined } from '../../core/json';
import { documentName } from '../../whatsapp/documentName';
import { listSections } from '../../whatsapp/listSections';
import type {
	AddressRequestMessage,
	ButtonsMessage,
	CallPermissionRequestMessage,
	CatalogMessage,
	ContactInfoRequestMessage,
	FlowMessage,
	Frame,
	HeaderMedia,
	LinkMessage,
	ListMessage,
	LocationRequestMessage,
	ProductListMessage,
	ProductMessage,
} from '../../whatsapp/messages';

type InteractiveMessage =
	| ButtonsMessage
	| ListMessage
	| LinkMessage
	| LocationRequestMessage
	| FlowMessage
	| ProductMessage
	| ProductListMessage
	| CatalogMessage
	| CallPermissionRequestMessage
	| ContactInfoRequestMessage
	| AddressRequestMessage;

/** The `interactive` object of a send. */
export function interactive(message: InteractiveMessage): Record<string, unknown> {
	switch (message.kind) {
		case 'buttons':
			return { type: 'button', ...frame(message), action: { buttons: replyButtons(message) } };
		case 'list':
			return { type: 'list', ...frame(message), action: list(message) };
		case 'link':
			return { type: 'cta_url', ...frame(message), action: link(message) };
		case 'locationRequest':
			return {
				type: 'location_request_message',
				body: { text: message.body },
				action: { name: 'send_location' },
			};
		case 'flow':
			return { type: 'flow', ...frame(message), action: flow(message) };
		case 'product':
			return { type: 'product', ...frame(message), action: product(message) };
		case 'productList':
			return { type: 'product_list', ...frame(message), action: productList(message) };
		case 'catalog':
			return { type: 'catalog_message', ...frame(message), action: catalog(message) };
		case 'callPermissionRequest':
			return { type: CALL, ...frame(message), action: { name: CALL } };
		case 'contactInfoRequest':
			return { type: CONTACT_INFO, ...frame(message), action: { name: CONTACT_INFO } };
		case 'addressRequest':
			return { type: ADDRESS, ...frame(message), action: address(message) };
	}
}

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-call-permissions */
const CALL = 'call_permission_request';
/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids */
const CONTACT_INFO = 'request_contact_info';
/** @see https://developers.facebook.com/docs/whatsapp/api/messages/address-messages */
const ADDRESS = 'address_message';

const address = ({ country, values }: AddressRequestMessage) => ({
	name: ADDRESS,
	parameters: defined({
		country,
		values: Object.keys(values).length > 0 ? { ...values } : undefined,
	}),
});

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/catalogs/single-product-messages */
const product = ({ catalogId, productId }: ProductMessage) => ({
	catalog_id: catalogId,
	product_retailer_id: productId,
});

/** @see https://developers.facebook.com/docs/whatsapp/guides/commerce-guides/share-products-with-customers */
const productList = ({ catalogId, products }: ProductListMessage) => ({
	catalog_id: catalogId,
	sections: listSections(products).map(({ title, rows }) =>
		defined({ title, product_items: rows.map(({ id }) => ({ product_retailer_id: id })) }),
	),
});

/** Without a product the picture is that of the first one in the catalog. */
const catalog = ({ thumbnail }: CatalogMessage) =>
	defined({
		name: 'catalog_message',
		parameters: thumbnail === undefined ? undefined : { thumbnail_product_retailer_id: thumbnail },
	});

/** What an interactive message has around its action. */
function frame({ header, headerMedia, body, footer }: Partial<Frame>) {
	return defined({
		header:
			headerMedia !== undefined
				? mediaHeader(headerMedia)
				: header === undefined
					? undefined
					: { type: 'text', text: header },
		body: body === undefined ? undefined : { text: body },
		footer: footer === undefined ? undefined : { text: footer },
	});
}

function mediaHeader({ type, filename, ...where }: HeaderMedia) {
	const file = 'link' in where ? { link: where.link } : { id: where.id };
	const name = type === 'document' ? documentName(filename, file.link) : undefined;
	return { type, [type]: defined({ ...file, filename: name }) };
}

const replyButtons = ({ buttons }: ButtonsMessage) =>
	buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } }));

/** A title of one section alone is optional to some of Meta's pages and required by others. */
function list({ button, rows: given }: ListMessage) {
	const sections = listSections(given).map(({ title = button, rows }) => ({
		title,
		rows: rows.map(({ id, title: label, description }) =>
			defined({ id, title: label, description: description || undefined }),
		),
	}));
	return { button, sections };
}

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-cta-url-messages */
const link = ({ label, url }: LinkMessage) => ({
	name: 'cta_url',
	parameters: { display_text: label, url },
});

/** @see https://developers.facebook.com/docs/whatsapp/flows/guides/sendingaflow */
function flow({ flow: which, cta, token, screen, data, screenFromServer, draft }: FlowMessage) {
	const parameters = defined({
		flow_message_version: '3',
		...('id' in which ? { flow_id: which.id } : { flow_name: which.name }),
		flow_cta: cta,
		flow_token: token,
		mode: draft ? 'draft' : undefined,
		// Without a screen the flow begins where its makers said.
		flow_action: screenFromServer ? 'data_exchange' : screen === undefined ? undefined : 'navigate',
		flow_action_payload: screen === undefined ? undefined : defined({ screen, data }),
	});
	return { name: 'flow', parameters };
}
