import { defined } from '../../shared/json';
import type {
	ButtonsMessage,
	FlowMessage,
	Frame,
	LinkMessage,
	ListMessage,
} from '../../whatsapp/messages';

/** The `content` of a message with something to tap. */
export function interactive(
	message: ButtonsMessage | ListMessage | LinkMessage | FlowMessage,
): Record<string, unknown> {
	switch (message.kind) {
		case 'buttons':
			return { ...frame(message), action: { buttons: buttons(message) } };
		case 'list':
			return { ...frame(message), action: { title: message.button, sections: [rows(message)] } };
		case 'link':
			return { ...frame(message), action: { displayText: message.label, url: message.url } };
		case 'flow':
			return { ...frame(message), action: flow(message) };
	}
}

/** What every interactive message has around its action. */
function frame({ header, headerMedia, body, footer }: Frame) {
	return defined({
		header:
			headerMedia !== undefined
				? { type: headerMedia.type.toUpperCase(), mediaUrl: headerMedia.link }
				: header === undefined
					? undefined
					: { type: 'TEXT', text: header },
		body: { text: body },
		footer: footer === undefined ? undefined : { text: footer },
	});
}

const buttons = (message: ButtonsMessage) =>
	message.buttons.map(({ id, title }) => ({ type: 'REPLY', id, title }));

/** One section needs no title. */
function rows(message: ListMessage) {
	return {
		rows: message.rows.map(({ id, title, description }) =>
			defined({ id, title, description: description || undefined }),
		),
	};
}

/** @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-outbound-messages/send-whatsapp-interactive-flow-message */
function flow({ flow: which, cta, token, screen, data, draft }: FlowMessage) {
	return defined({
		mode: draft ? 'DRAFT' : 'PUBLISHED',
		flowMessageVersion: 3,
		flowToken: token,
		flowId: 'id' in which ? which.id : which.name,
		callToActionButton: cta,
		flowAction: screen === undefined ? undefined : 'NAVIGATE',
		flowActionPayload: screen === undefined ? undefined : defined({ screen, data }),
	});
}
