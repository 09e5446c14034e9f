import { accept } from '../../whatsapp/accept.mts';
import { newWamid } from '../../whatsapp/conversation.mts';
import { parsedMessage } from '../../whatsapp/message.mts';
import type { World } from '../../world.mts';
import { APP_NAME, numberOf } from './account.mts';
import { GupshupRefusal } from './failure.mts';
import { type SessionMessage, parsedForm, sessionForm, templateForm } from './sendSchema.mts';
import { metaTemplate } from './templates.mts';

type Json = Record<string, unknown>;

interface Addressing {
	source: string;
	destination: string;
	'src.name': string;
}

function media(type: string, link: string, more: Json): Json {
	const given = Object.entries(more).filter(([, value]) => value !== undefined);
	return { type, [type]: { link, ...Object.fromEntries(given) } };
}

type QuickReplyContent = Extract<SessionMessage, { type: 'quick_reply' }>['content'];

function quickReplyHeader(content: QuickReplyContent): Json | undefined {
	if (content.type === 'text') {
		return content.header === '' ? undefined : { type: 'text', text: content.header };
	}
	const filename = content.type === 'file' ? content.filename : undefined;
	return media(content.type === 'file' ? 'document' : content.type, content.url, { filename });
}

/** What a send says, in Meta's shape. */
function metaContent(message: SessionMessage): Json {
	switch (message.type) {
		case 'text':
			return { type: 'text', text: { body: message.text } };
		case 'image':
			return media('image', message.originalUrl, { caption: message.caption });
		case 'file':
			return media('document', message.url, {
				caption: message.caption,
				filename: message.filename,
			});
		case 'video':
			return media('video', message.url, { caption: message.caption });
		case 'audio':
		case 'sticker':
			return media(message.type, message.url, {});
		case 'location': {
			const { type, ...location } = message;
			return { type, location };
		}
		case 'quick_reply': {
			const { text, caption } = message.content;
			const header = quickReplyHeader(message.content);
			const buttons = message.options.map(({ title, postbackText }) => ({
				type: 'reply',
				reply: { id: postbackText, title },
			}));
			const interactive = {
				type: 'button',
				...(header && { header }),
				body: { text },
				...(caption !== undefined && { footer: { text: caption } }),
				action: { buttons },
			};
			return { type: 'interactive', interactive };
		}
		case 'list': {
			const sections = message.items.map(({ title, options }) => ({
				...(title !== undefined && { title }),
				rows: options.map(({ title: row, description, postbackText }) => ({
					id: postbackText,
					title: row,
					...(description !== '' && { description }),
				})),
			}));
			const interactive = {
				type: 'list',
				header: { type: 'text', text: message.title },
				body: { text: message.body },
				...(message.footer !== undefined && { footer: { text: message.footer } }),
				action: { button: message.globalButtons[0]?.title, sections },
			};
			return { type: 'interactive', interactive };
		}
	}
}

function submit(world: World, form: Addressing, content: Json, msgid?: string): Json {
	const number = numberOf(world);
	if (form['src.name'] !== APP_NAME || form.source !== number.digits) {
		throw new GupshupRefusal(400, 'Invalid App Details');
	}
	if (!/^\d{7,15}$/.test(form.destination)) {
		throw new GupshupRefusal(400, 'Invalid Destination');
	}
	const message = parsedMessage({
		messaging_product: 'whatsapp',
		to: `+${form.destination}`,
		...content,
	});
	const { stored } = accept(world, {
		message,
		phoneNumberId: number.id,
		extra: { msgid, whatsAppId: newWamid(form.destination, 'outgoing') },
	});
	return { status: 'submitted', messageId: stored.id };
}

/** `POST /wa/api/v1/msg`: only inside the 24-hour window. */
export function sendSession(world: World, body: unknown): Json {
	const form = parsedForm(sessionForm, body);
	const msgid = 'msgid' in form.message ? form.message.msgid : undefined;
	return submit(world, form, metaContent(form.message), msgid);
}

/** `POST /wa/api/v1/template/msg` */
export function sendTemplate(world: World, body: unknown): Json {
	const form = parsedForm(templateForm, body);
	const template = metaTemplate(world.templates, form);
	return submit(world, form, { type: 'template', template });
}
