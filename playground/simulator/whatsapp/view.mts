import type { MessageView, ViewButton, ViewMedia } from './conversation.mts';
import type { Interactive, Message } from './message.mts';
import { type Template, componentOf } from './template.mts';
import type { FittedButton, FittedTemplate } from './templateFit.mts';
import type { TemplateParameter } from './templateSend.mts';

/** What a message looks like on a phone. */

type MediaBody = { [Field in 'id' | 'link' | 'filename']?: string | undefined } & {
	voice?: boolean | undefined;
};

function mediaView(kind: ViewMedia['kind'], media: MediaBody): ViewMedia {
	return {
		kind,
		...(media.link && { link: media.link }),
		...(media.id && { mediaId: media.id }),
		...(media.filename && { filename: media.filename }),
		...(media.voice && { voice: true }),
	};
}

function interactiveHeader(header: Interactive['header']): Partial<MessageView> {
	if (!header) return {};
	if (header.type === 'text') return { header: header.text };
	if (header.type === 'image') return { media: mediaView('image', header.image) };
	if (header.type === 'video') return { media: mediaView('video', header.video) };
	return { media: mediaView('document', header.document) };
}

const CATALOG_LABELS = {
	product: 'View',
	product_list: 'View items',
	catalog_message: 'View catalog',
};

function interactiveView(message: Interactive): MessageView {
	const view: MessageView = {
		kind: message.type,
		...interactiveHeader(message.header),
		...(message.body && { text: message.body.text }),
		...(message.footer && { footer: message.footer.text }),
	};
	switch (message.type) {
		case 'button':
			view.buttons = message.action.buttons.map(({ reply }) => ({
				kind: 'reply',
				label: reply.title,
				reply: reply.id,
			}));
			return view;
		case 'list':
			view.list = message.action;
			return view;
		case 'cta_url': {
			const { display_text, url } = message.action.parameters;
			view.buttons = [{ kind: 'url', label: display_text, url }];
			return view;
		}
		case 'flow':
			view.buttons = [{ kind: 'flow', label: message.action.parameters.flow_cta }];
			return view;
		case 'location_request_message':
			view.buttons = [{ kind: 'location_request', label: 'Send location' }];
			return view;
		case 'product':
		case 'product_list':
		case 'catalog_message':
			view.buttons = [{ kind: 'catalog', label: CATALOG_LABELS[message.type] }];
			return view;
		case 'call_permission_request':
			view.buttons = [{ kind: 'call_permission', label: 'Allow calls' }];
			return view;
		case 'request_contact_info':
			view.buttons = [{ kind: 'contact_info', label: 'Share contact info' }];
			return view;
		case 'address_message':
			view.buttons = [{ kind: 'address', label: 'Provide address' }];
			return view;
	}
}

function templateButton(button: FittedButton): ViewButton {
	switch (button.type) {
		case 'QUICK_REPLY':
			// Without a payload in the send, the label comes back (M:webhooks/reference/messages).
			return { kind: 'quick_reply', label: button.text, reply: button.payload ?? button.text };
		case 'COPY_CODE':
			return { kind: 'copy_code', label: button.text, code: button.code ?? '' };
		case 'URL':
			// What copies a one-time code is listed as a link.
			return button.code === undefined
				? { kind: 'url', label: button.text, url: button.url ?? '' }
				: { kind: 'copy_code', label: button.text, code: button.code };
		case 'FLOW':
			return { kind: 'flow', label: button.text };
		case 'CATALOG':
			return { kind: 'catalog', label: button.text };
		default:
			return { kind: 'phone_number', label: button.text };
	}
}

function headerParameterView(parameter?: TemplateParameter): Partial<MessageView> {
	if (parameter?.type === 'image') return { media: mediaView('image', parameter.image) };
	if (parameter?.type === 'video') return { media: mediaView('video', parameter.video) };
	if (parameter?.type === 'document') return { media: mediaView('document', parameter.document) };
	if (parameter?.type === 'location') return { location: parameter.location };
	return {};
}

/** What a template is besides header, text and buttons, in words. */
function templateText(template: Template, { bodyText, offerEnds, cards = [] }: FittedTemplate) {
	const offer = componentOf(template, 'LIMITED_TIME_OFFER')?.limited_time_offer.text;
	const end = offerEnds === undefined ? '' : `, until ${new Date(offerEnds).toISOString()}`;
	return [
		...(offer === undefined ? [] : [`${offer}${end}`]),
		bodyText,
		...cards.map(({ headerParameter: media, bodyText: text }, index) =>
			[`Card ${index + 1}`, media && `(${media.type})`, text].filter(Boolean).join(' '),
		),
	].join('\n\n');
}

/** A carousel's buttons follow, each with its card. */
function templateButtons({ buttons, cards = [] }: FittedTemplate): ViewButton[] {
	const ofCards = cards.flatMap((card, index) =>
		card.buttons.map((button) => ({ ...templateButton(button), card: index + 1 })),
	);
	return [...buttons.map(templateButton), ...ofCards];
}

export function templateView(template: Template, fitted: FittedTemplate): MessageView {
	const buttons = templateButtons(fitted);
	return {
		kind: 'template',
		...(fitted.headerText && { header: fitted.headerText }),
		...headerParameterView(fitted.headerParameter),
		text: templateText(template, fitted),
		...(fitted.footer && { footer: fitted.footer }),
		...(buttons.length > 0 && { buttons }),
		template: {
			name: template.name,
			language: template.language,
			category: template.category,
		},
	};
}

/** Templates are filled before (templateView); reactions change another message instead. */
export function messageView(message: Exclude<Message, { type: 'template' }>): MessageView {
	switch (message.type) {
		case 'text':
			return { kind: 'text', text: message.text.body };
		case 'image':
		case 'video':
		case 'document':
		case 'audio':
		case 'sticker': {
			const media = (message as Record<string, unknown>)[message.type] as MediaBody & {
				caption?: string;
			};
			const caption = media.caption;
			return {
				kind: message.type,
				media: mediaView(message.type, media),
				...(caption && { text: caption }),
			};
		}
		case 'location': {
			const { latitude, longitude, name, address } = message.location;
			return {
				kind: 'location',
				location: {
					latitude: Number(latitude),
					longitude: Number(longitude),
					...(name && { name }),
					...(address && { address }),
				},
			};
		}
		case 'contacts':
			return {
				kind: 'contacts',
				text: message.contacts.map((contact) => contact.name.formatted_name).join('\n'),
			};
		case 'reaction':
			return { kind: 'reaction', text: message.reaction.emoji };
		default:
			return interactiveView(message.interactive);
	}
}

type Part = Record<string, string | undefined>;

/** How the phone shows an inbound message of any type. */
export function inboundView(
	message: Record<string, unknown> & { type: string },
): MessageView | undefined {
	const part = (message[message.type] ?? {}) as Part;
	switch (message.type) {
		case 'reaction':
		case 'system':
			return undefined;
		case 'text':
			return { kind: 'text', text: part.body ?? '' };
		case 'image':
		case 'video':
		case 'document':
		case 'audio':
		case 'sticker':
			return {
				kind: message.type,
				media: {
					kind: message.type,
					...(part.id && { mediaId: part.id }),
					...(part.filename && { filename: part.filename }),
				},
				...(part.caption && { text: part.caption }),
			};
		case 'location':
			return {
				kind: 'location',
				location: {
					latitude: Number(part.latitude),
					longitude: Number(part.longitude),
					...(part.name && { name: part.name }),
				},
			};
		default:
			return { kind: message.type, text: `(${message.type})` };
	}
}
