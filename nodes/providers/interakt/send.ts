import { asObject, asText, defined } from '../../shared/json';
import type { MediaMessage, MediaType, Message } from '../../whatsapp/messages';
import { interactive } from '../meta/interactive';
import type { Account, HttpRequest, Sent } from '../provider';
import { unsupportedKind } from '../unsupportedKind';
import { apiUrl } from './account';
import { templateContent } from './templateContent';

const MEDIA: Record<MediaType, string> = {
	audio: 'Audio',
	document: 'Document',
	image: 'Image',
	sticker: 'Sticker',
	video: 'Video',
};

/**
 * Builds `POST /v1/public/message/`, which takes templates and session messages alike. It has no
 * place for a user ID, a quoted message, or whether a link is previewed.
 *
 * @see https://documenter.getpostman.com/view/14760594/2sA2r7zibM
 */
export function send(message: Message, account: Account): HttpRequest {
	return {
		method: 'POST',
		url: apiUrl(account, 'message/'),
		body: defined({
			fullPhoneNumber: message.to.phone ?? '',
			callbackData: message.reference,
			...content(message),
		}),
	};
}

function content(message: Message): Record<string, unknown> {
	switch (message.kind) {
		case 'text':
			return { type: 'Text', data: { message: message.text } };
		case 'media':
			return { type: MEDIA[message.type], data: media(message) };
		// Meta's own `interactive` object goes through.
		case 'buttons':
			return { type: 'InteractiveButton', data: { message: interactive(message) } };
		case 'list':
			return { type: 'InteractiveList', data: { message: interactive(message) } };
		case 'template':
			return { type: 'Template', template: templateContent(message) };
		default:
			return unsupportedKind(message);
	}
}

function media({ media: where, caption, filename }: MediaMessage) {
	// Interakt fetches the file itself; it has no uploads.
	const mediaUrl = 'link' in where ? where.link : where.id;
	return defined({ mediaUrl, message: caption, fileName: filename });
}

/** Reads the answer of a send: queued at Interakt, which is not yet sent. */
export function sent(body: unknown): Sent | undefined {
	const answer = asObject(body);
	const messageId = asText(answer?.id);
	if (messageId === undefined || answer?.result === false) return undefined;
	return { messageId, status: 'queued', recipient: {} };
}
