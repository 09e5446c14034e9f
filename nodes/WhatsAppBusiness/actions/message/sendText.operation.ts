import type { TextMessage } from '../../../whatsapp/messages';
import { markdownOption, outsideWindowOption, readBody } from '../interactiveFields';
import type { SendOperation } from '../operation';
import { readOptions } from '../options';

export const sendText: SendOperation = {
	resource: 'message',
	value: 'sendText',
	name: 'Send Text',
	action: 'Send text',
	description: 'Send plain words to somebody who wrote in the last 24 hours',
	fields: [
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Your order is on its way.',
			description: 'Up to 4096 characters. WhatsApp shows *bold*, _italic_ and ~struck~ text.',
		},
	],
	options: [
		markdownOption,
		outsideWindowOption,
		{
			displayName: 'Preview Links',
			name: 'previewUrl',
			type: 'boolean',
			default: false,
			description: 'Whether WhatsApp shows a preview of the first link in the text',
		},
		{
			displayName: 'Split Long Text',
			name: 'splitLongText',
			type: 'boolean',
			default: false,
			description:
				'Whether a text that is too long for one message goes out as several. Otherwise it is refused.',
		},
	],
	async prepare(context, itemIndex, provider, addressing) {
		const { previewUrl, splitLongText, outsideWindow } = readOptions(context, itemIndex);
		const text = readBody(context, itemIndex, 'text');
		const { text: limits, directSend } = provider.supports;
		const most = (outsideWindow === 'always' && directSend?.text) || (limits?.body ?? 0);
		const [first = text, ...rest] = splitLongText && most > 1 ? splitText(text, most) : [text];
		const piece = (words: string): TextMessage => ({
			kind: 'text',
			...addressing,
			text: words,
			previewUrl,
		});
		return {
			message: piece(first),
			further: rest.map((words) => ({ ...piece(words), replyTo: undefined })),
			output: { text },
		};
	},
};

/** Where a text may be cut, best first: between paragraphs, lines, sentences, words. */
const CUTS = [/\n\s*\n/g, /\n/g, /[.!?…。！？]\s/g, /\s/g];

/**
 * Cuts a long text into pieces that each fit into one message.
 *
 * @param most characters of a piece, at least 2
 * @returns the pieces in order, none empty; one piece when the text fits
 */
export function splitText(text: string, most: number): string[] {
	const pieces: string[] = [];
	let rest = text.trim();
	while (rest.length > most) {
		const at = cutWithin(rest, most);
		pieces.push(rest.slice(0, at).trimEnd());
		rest = rest.slice(at).trimStart();
	}
	return rest === '' ? pieces : [...pieces, rest];
}

/** The last good place in the second half of what fits; else the very end of it. */
function cutWithin(text: string, most: number): number {
	const window = text.slice(0, most + 1);
	for (const cut of CUTS) {
		const found = [...window.matchAll(cut)].map(({ index, 0: { length } }) => index + length);
		const last = found.filter((at) => at <= most + 1 && at > most / 2).at(-1);
		if (last !== undefined) return Math.min(last, most);
	}
	return wholeCharacters(text, most);
}

/** What a reader takes for one character may be made of many: 👨‍👩‍👧, 🇪🇸, é of two. */
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** No character that is read as one is longer; what is, such as a heap of accents, may be cut. */
const LONGEST_CHARACTER = 64;

/** Where to cut so that no such character is cut in two, and at most so much is before it. */
function wholeCharacters(text: string, most: number): number {
	const from = Math.max(0, most - LONGEST_CHARACTER);
	// In the middle of one, the first that begins here is not known; those after it are.
	const near = text.slice(from, most + LONGEST_CHARACTER);
	const at = from + (characters.segment(near).containing(most - from)?.index ?? most - from);
	if (at > from) return at;
	const high = text.charCodeAt(most - 1);
	return high >= 0xd800 && high <= 0xdbff ? most - 1 : most;
}
