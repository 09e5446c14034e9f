import { contacts } from './graphContacts.mts';
import { buttonsHeader, filled, interactive } from './graphInteractive.mts';
import { flow, locationRequest, urlButton } from './graphOpeners.mts';
import type { SendContent, SendKind } from './sendSchema.mts';

/** The `type` and body of a message in Meta's shape, in which WhatsApp's limits are checked. */
export function graphContent(kind: SendKind, content: unknown): Record<string, unknown> {
	switch (kind) {
		case 'text': {
			const { text, previewUrl } = content as SendContent<'text'>;
			return { type: 'text', text: { body: text, preview_url: previewUrl ?? false } };
		}
		case 'interactive/buttons':
			return interactive(buttons(content as SendContent<'interactive/buttons'>));
		case 'interactive/list':
			return interactive(list(content as SendContent<'interactive/list'>));
		case 'interactive/url-button':
			return urlButton(content as SendContent<'interactive/url-button'>);
		case 'interactive/location-request':
			return locationRequest(content as SendContent<'interactive/location-request'>);
		case 'interactive/flow':
			return flow(content as SendContent<'interactive/flow'>);
		case 'location':
			return { type: 'location', location: filled(content as SendContent<'location'>) };
		case 'contact':
			return contacts(content as SendContent<'contact'>);
		default: {
			const { mediaUrl, ...rest } = content as SendContent<'document'>;
			return { type: kind, [kind]: { link: mediaUrl, ...filled(rest) } };
		}
	}
}

function buttons({ header, body, footer, action }: SendContent<'interactive/buttons'>) {
	return {
		type: 'button',
		...(header && { header: buttonsHeader(header) }),
		body,
		...(footer && { footer }),
		action: {
			buttons: action.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } })),
		},
	};
}

function list({ header, body, footer, action }: SendContent<'interactive/list'>) {
	return {
		type: 'list',
		...(header && { header: { type: 'text', text: header.text } }),
		body,
		...(footer && { footer }),
		action: {
			button: action.title,
			sections: action.sections.map(({ title, rows }) => ({
				...(title && { title }),
				rows: rows.map(filled),
			})),
		},
	};
}
