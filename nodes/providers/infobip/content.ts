import { defined } from '../../shared/json';
import type { ButtonsMessage, ListMessage, MediaMessage, Message, TextMessage } from '../messages';
import { templateContent } from './templateContent';

/** The last part of the endpoint's path. */
export function endpointOf(message: Message): string {
	switch (message.kind) {
		case 'media':
			return message.type;
		case 'buttons':
		case 'list':
			return `interactive/${message.kind}`;
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
			return { ...frame(message), action: { buttons: buttons(message) } };
		case 'list':
			return { ...frame(message), action: { title: message.button, sections: [rows(message)] } };
		case 'template':
			return templateContent(message);
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

function buttons(message: ButtonsMessage) {
	return message.buttons.map(({ id, title }) => ({ type: 'REPLY', id, title }));
}

/** One section needs no title. */
function rows(message: ListMessage) {
	return {
		rows: message.rows.map(({ id, title, description }) =>
			defined({ id, title, description: description || undefined }),
		),
	};
}

/** What every interactive message has around its action. */
function frame({ header, body, footer }: ButtonsMessage | ListMessage) {
	return defined({
		header: header === undefined ? undefined : { type: 'TEXT', text: header },
		body: { text: body },
		footer: footer === undefined ? undefined : { text: footer },
	});
}
