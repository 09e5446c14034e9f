import { defined } from '../../shared/json';
import type {
	ButtonsMessage,
	ListMessage,
	LocationMessage,
	MediaMessage,
	Message,
	TemplateMessage,
} from '../../whatsapp/messages';
import { unsupportedKind } from '../unsupportedKind';

type SessionMessage = Exclude<Message, TemplateMessage>;

/**
 * The `message` of a send inside the 24-hour window.
 *
 * @see https://docs.gupshup.io/reference/quick-replies
 * @see https://docs.gupshup.io/reference/post_wa-api-v1-msg-1
 */
export function sessionContent(message: SessionMessage): Record<string, unknown> {
	switch (message.kind) {
		case 'text':
			return { type: 'text', text: message.text };
		case 'media':
			return media(message);
		case 'buttons':
			return quickReplies(message);
		case 'list':
			return list(message);
		case 'location':
			return location(message);
		default:
			return unsupportedKind(message);
	}
}

function media({ type, media: where, caption, filename }: MediaMessage): Record<string, unknown> {
	const url = 'link' in where ? where.link : '';
	if (type === 'image') return defined({ type, originalUrl: url, previewUrl: url, caption });
	if (type === 'document') return defined({ type: 'file', url, filename, caption });
	return defined({ type, url, caption });
}

function location({ latitude, longitude, name, address }: LocationMessage) {
	return defined({ type: 'location', longitude, latitude, name, address });
}

function quickReplies(message: ButtonsMessage): Record<string, unknown> {
	const { header, body, footer, buttons } = message;
	return defined({
		type: 'quick_reply',
		msgid: ownId(message),
		content: defined({ type: 'text', header: header ?? '', text: body, caption: footer }),
		options: buttons.map(({ id, title }) => ({ type: 'text', title, postbackText: id })),
	});
}

/** A list has a heading in any case, and no place for a footer. */
function list(message: ListMessage): Record<string, unknown> {
	const { header, body, footer, button, rows } = message;
	return defined({
		type: 'list',
		title: header || button,
		body: footer ? `${body}\n\n${footer}` : body,
		msgid: ownId(message),
		globalButtons: [{ type: 'text', title: button }],
		items: [
			{
				options: rows.map(({ id, title, description }) => ({
					type: 'text',
					title,
					description: description ?? '',
					postbackText: id,
				})),
			},
		],
	});
}

/** A tap repeats it; statuses do not. */
const ownId = ({ reference, id }: ButtonsMessage | ListMessage) => reference ?? id;
