import { asObjects, asText, defined, type JsonObject } from '../../shared/json';
import type { HeaderFormat, Template, TemplateButton } from '../../whatsapp/messages';

const BUTTONS: Readonly<Record<string, TemplateButton['kind']>> = {
	QUICK_REPLY: 'quickReply',
	URL: 'url',
	PHONE_NUMBER: 'phone',
	COPY_CODE: 'copyCode',
};

export interface Action extends TemplateButton {
	/** What a tap on a quick reply brings back. */
	id: string;
	code: string;
}

/** A content in the parts that a template has on WhatsApp. */
export interface Parts {
	header?: Template['header'];
	/** The link of the file in the header. */
	media: string;
	body: string;
	footer?: string;
	actions: Action[];
}

/**
 * Reads a content of any type: each has its own words for the same parts.
 *
 * @see https://www.twilio.com/docs/content/content-types-overview
 */
export function readParts(kind: string, type: JsonObject): Parts {
	const card = kind === 'twilio/card';
	const media = Array.isArray(type.media) ? (asText(type.media[0]) ?? '') : '';
	const headerText = asText(type.header_text);
	return {
		header: readHeader(media, headerText),
		media,
		body: (card ? asText(type.title) : undefined) ?? asText(type.body) ?? '',
		footer: asText(type.footer) ?? (card ? asText(type.subtitle) : undefined),
		actions: asObjects(type.actions).map((action) => readAction(kind, action)),
	};
}

function readHeader(media: string, text: string | undefined): Template['header'] {
	if (media !== '') return { format: formatOf(media) };
	return text === undefined ? undefined : { format: 'text', text };
}

/** WhatsApp takes three kinds of file here; the link tells which, where it ends in no variable. */
function formatOf(link: string): HeaderFormat {
	const [path] = link.toLowerCase().split(/[?#]/);
	if (/\.(mp4|3gpp?)$/.test(path)) return 'video';
	return /\.(pdf|docx?|xlsx?|pptx?)$/.test(path) ? 'document' : 'image';
}

function readAction(kind: string, action: JsonObject): Action {
	// In a quick reply the type may be left out.
	const type = (asText(action.type) ?? 'QUICK_REPLY').toUpperCase();
	// The code of an authentication template is a variable that stands nowhere in it.
	const unseen = kind === 'whatsapp/authentication' ? '{{1}}' : '';
	return defined({
		kind: Object.hasOwn(BUTTONS, type) ? BUTTONS[type] : 'other',
		text: asText(action.title) ?? asText(action.copy_code_text) ?? '',
		url: asText(action.url),
		id: asText(action.id) ?? '',
		code: asText(action.code) ?? unseen,
	});
}
