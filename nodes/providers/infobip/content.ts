import { defined } from '../../shared/json';
import type { LocationMessage, MediaMessage, Message, TextMessage } from '../../whatsapp/messages';
import { unsupportedKind } from '../unsupportedKind';
import { contacts } from './contacts';
import { interactive } from './interactive';
import { templateContent } from './templateContent';

/** The last part of the endpoint's path. */
export function endpointOf(message: Message): string {
	switch (message.kind) {
		case 'media':
			return message.type;
		case 'buttons':
		case 'list':
		case 'flow':
			return `interactive/${message.kind}`;
		case 'link':
			return 'interactive/url-button';
		case 'locationRequest':
			return 'interactive/location-request';
		case 'contacts':
			return 'contact';
		default:
			return message.kind;
	}
}

/** The `content` of a send. */
export function contentOf(message: Message): Record<string, unknown> {
	switch (message.kind) {
		case 'text':
			return text(message);
		case 'media':
			return media(message);
		case 'buttons':
		case 'list':
		case 'link':
		case 'flow':
			return interactive(message);
		case 'locationRequest':
			return { body: { text: message.body } };
		case 'location':
			return location(message);
		case 'contacts':
			return { contacts: contacts(message) };
		case 'template':
			return templateContent(message);
		default:
			return unsupportedKind(message);
	}
}

/** A preview of a text without a link is refused. */
function text({ text: content, previewUrl }: TextMessage) {
	const preview = previewUrl === true && /https?:\/\//i.test(content);
	return defined({ text: content, previewUrl: preview || undefined });
}

function media({ media: where, caption, filename, type }: MediaMessage) {
	return defined({
		mediaUrl: 'link' in where ? where.link : where.id,
		caption,
		filename: type === 'document' ? filename : undefined,
	});
}

function location({ latitude, longitude, name, address }: LocationMessage) {
	return defined({ latitude, longitude, name, address });
}
