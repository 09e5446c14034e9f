import { asObject, asText, defined } from '../../core/json';
import { documentName } from '../../whatsapp/documentName';
import type {
	MediaMessage,
	MediaType,
	Message,
	TemplateMessage,
	TemplateVariable,
} from '../../whatsapp/messages';
import { unsupportedKind } from '../failure';
import type { Credential, HttpRequest } from '../http';
import { interactive } from '../meta/interactive';
import type { Sent } from '../provider';
import { apiUrl } from './account';

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
export function send(message: Message, credential: Credential): HttpRequest {
	return {
		method: 'POST',
		url: apiUrl(credential, 'message/'),
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

function media({ type, media: where, caption, filename }: MediaMessage) {
	// Interakt fetches the file itself; it has no uploads.
	const mediaUrl = 'link' in where ? where.link : where.id;
	const fileName = type === 'document' ? documentName(filename, mediaUrl) : filename;
	return defined({ mediaUrl, message: caption, fileName });
}

/** Reads the answer of a send: queued at Interakt, which is not yet sent. */
export function sent(body: unknown): Sent | undefined {
	const answer = asObject(body);
	const messageId = asText(answer?.id);
	if (messageId === undefined || answer?.result === false) return undefined;
	return { messageId, status: 'queued', recipient: {} };
}

/**
 * Builds the `template` object of a send. Values are positional; a quick reply takes none, its
 * label is all that a tap tells.
 *
 * @see https://www.interakt.shop/resource-center/how-to-send-whatsapp-templates-using-apis-webhooks/
 */
function templateContent({ template, values }: TemplateMessage) {
	const given = template.variables.filter((variable) => values[variable.id] !== undefined);
	const of = (place: TemplateVariable['place']) => given.filter((v) => v.place === place);
	const list = (variables: TemplateVariable[]) =>
		variables.length > 0 ? variables.map(({ id }) => values[id]) : undefined;
	const header = of('header')
		.filter(({ kind }) => kind !== 'filename')
		.sort(byNumber);
	const name = values['header.filename'];
	const buttons = of('button').filter(({ kind }) => kind !== 'payload');
	return defined({
		name: template.name,
		languageCode: template.language,
		headerValues: list(header),
		fileName:
			template.header?.format === 'document'
				? documentName(name, list(header)?.[0], 'document.pdf')
				: undefined,
		bodyValues: list(of('body').sort(byNumber)),
		buttonValues:
			buttons.length > 0
				? Object.fromEntries(buttons.map(({ id, button }) => [String(button), [values[id]]]))
				: undefined,
	});
}

/** A translation may say {{2}} before {{1}}; names stay in the order of the text. */
function byNumber(one: TemplateVariable, other: TemplateVariable): number {
	return Number(one.name) - Number(other.name) || 0;
}
