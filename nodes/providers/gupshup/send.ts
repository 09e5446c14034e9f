import { asObject, asText, defined } from '../../core/json';
import { hasEmoji } from '../../core/plainText';
import { documentName } from '../../whatsapp/documentName';
import { listSections } from '../../whatsapp/listSections';
import type {
	ButtonsMessage,
	HeaderMedia,
	ListMessage,
	LocationMessage,
	MediaMessage,
	Message,
	Template,
	TemplateMessage,
	TemplateVariable,
} from '../../whatsapp/messages';
import { unsupportedKind } from '../failure';
import type { Credential, HttpRequest } from '../http';
import type { Sent } from '../provider';
import { gupshupCredential, type GupshupCredential } from './account';

/**
 * Builds `POST /wa/api/v1/msg`, or `/wa/api/v1/template/msg`: a form whose fields hold JSON.
 *
 * @see https://docs.gupshup.io/reference/post_wa-api-v1-msg-1
 */
export function send(message: Message, credential: Credential): HttpRequest {
	const gupshup = gupshupCredential(credential);
	const addressing = {
		channel: 'whatsapp',
		source: gupshup.sourceNumber,
		destination: message.to.phone ?? '',
		'src.name': message.from,
	};
	if (message.kind === 'template') {
		return {
			method: 'POST',
			url: `${gupshup.baseUrl}/wa/api/v1/template/msg`,
			form: { ...addressing, ...templateFields(message, gupshup) },
		};
	}
	return {
		method: 'POST',
		url: `${gupshup.baseUrl}/wa/api/v1/msg`,
		form: {
			...addressing,
			message: JSON.stringify(sessionContent(message)),
			...encoding(message),
		},
	};
}

/** A list with emojis is taken only with this field (docs.gupshup.io/reference/msg). */
const encoding = (message: SessionMessage): Record<string, string> =>
	message.kind === 'list' && hasEmoji(JSON.stringify(sessionContent(message)))
		? { encode: 'true' }
		: {};

/** Reads `{"status":"submitted","messageId":"…"}`: taken, which is not yet sent. */
export function sent(body: unknown): Sent | undefined {
	const answer = asObject(body);
	const messageId = asText(answer?.messageId);
	if (messageId === undefined || answer?.status === 'error') return undefined;
	return { messageId, status: asText(answer?.status) ?? 'submitted', recipient: {} };
}

type SessionMessage = Exclude<Message, TemplateMessage>;

/**
 * The `message` of a send inside the 24-hour window.
 *
 * @see https://docs.gupshup.io/reference/quick-replies
 * @see https://docs.gupshup.io/reference/post_wa-api-v1-msg-1
 */
function sessionContent(message: SessionMessage): Record<string, unknown> {
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
			return locationContent(message);
		default:
			return unsupportedKind(message);
	}
}

function media({ type, media: where, caption, filename }: MediaMessage): Record<string, unknown> {
	const url = 'link' in where ? where.link : '';
	if (type === 'image') return defined({ type, originalUrl: url, previewUrl: url, caption });
	if (type === 'document') {
		return defined({ type: 'file', url, filename: documentName(filename, url), caption });
	}
	return defined({ type, url, caption });
}

function locationContent({ latitude, longitude, name, address }: LocationMessage) {
	return defined({ type: 'location', longitude, latitude, name, address });
}

/** Words below `text` are the footer, whatever stands above. */
function quickReplies(message: ButtonsMessage): Record<string, unknown> {
	const { header, headerMedia, body, footer, buttons } = message;
	const above =
		headerMedia === undefined ? { type: 'text', header: header ?? '' } : mediaAbove(headerMedia);
	return defined({
		type: 'quick_reply',
		msgid: ownId(message),
		content: defined({ ...above, text: body, caption: footer }),
		options: buttons.map(({ id, title }) => ({ type: 'text', title, postbackText: id })),
	});
}

/** @see https://docs.gupshup.io/reference/quick-replies */
function mediaAbove({ type, filename, ...where }: HeaderMedia) {
	const url = 'link' in where ? where.link : '';
	return type === 'document'
		? { type: 'file', url, filename: documentName(filename, url) }
		: { type, url };
}

/** A list has a heading in any case. */
function list(message: ListMessage): Record<string, unknown> {
	const { header, body, footer, button, rows } = message;
	return defined({
		type: 'list',
		title: header || button,
		body,
		footer: footer || undefined,
		msgid: ownId(message),
		globalButtons: [{ type: 'text', title: button }],
		items: listSections(rows).map(({ title: heading, rows: those }) =>
			defined({
				title: heading,
				options: those.map(({ id, title, description }) => ({
					type: 'text',
					title,
					description: description ?? '',
					postbackText: id,
				})),
			}),
		),
	});
}

/** A tap repeats it; statuses do not. */
const ownId = ({ reference, id }: ButtonsMessage | ListMessage) => reference ?? id;

type Values = TemplateMessage['values'];

/**
 * The fields of a template send: its ID (of one language) and the values in the order of their places;
 * the file of a media header; the payloads of quick replies.
 *
 * @see https://docs.gupshup.io/reference/postback-text-support
 */
function templateFields(
	{ template, values }: TemplateMessage,
	account: GupshupCredential,
): Record<string, string> {
	const given = template.variables.filter(({ id }) => values[id] !== undefined);
	const header = given.find(({ kind }) => kind === 'media' || kind === 'location');
	const postbackTexts = given
		.filter(({ kind }) => kind === 'payload')
		.map(({ id, button }) => ({
			index: postbackIndex(template, button ?? 0, account),
			text: values[id],
		}));
	return defined({
		template: JSON.stringify({ id: template.id, params: params(given, values) }),
		message: header && JSON.stringify(headerMessage(header, values)),
		postbackTexts: postbackTexts.length > 0 ? JSON.stringify(postbackTexts) : undefined,
	}) as Record<string, string>;
}

/** Heading, text, then what the buttons leave open. A translation may say {{2}} before {{1}}. */
function params(given: TemplateVariable[], values: Values): string[] {
	const at = (place: TemplateVariable['place']) => given.filter((v) => v.place === place);
	return [
		...at('header').filter(({ kind }) => kind === 'text'),
		...at('body').sort((a, b) => Number(a.name) - Number(b.name) || 0),
		...at('button').filter(({ kind }) => kind !== 'payload'),
	].map(({ id }) => values[id]);
}

/** Gupshup does not say whether buttons of other kinds count too. */
function postbackIndex({ buttons }: Template, at: number, account: GupshupCredential): number {
	if (account.postbackIndex === 'allButtons') return at;
	return buttons.slice(0, at).filter(({ kind }) => kind === 'quickReply').length;
}

function headerMessage(
	{ id, kind, name }: TemplateVariable,
	values: Values,
): Record<string, unknown> {
	const value = values[id];
	if (kind === 'location') return { type: 'location', location: locationHeader(value) };
	if (name !== 'document') return { type: name, [name]: { link: value } };
	const filename = documentName(values['header.filename'], value, 'document.pdf');
	return { type: name, document: { link: value, filename } };
}

/** `latitude, longitude, name, address`, as the field's label says. */
function locationHeader(value: string): Record<string, string> {
	const [latitude, longitude, name, ...address] = value.split(',').map((part) => part.trim());
	return { latitude, longitude, name: name ?? '', address: address.join(', ') };
}
