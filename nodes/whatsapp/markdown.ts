/** Stands for WhatsApp's `*` until Markdown's own stars have been read. */
const BOLD = '\u0001';

/** Code, in which nothing is a mark: WhatsApp shows both forms as they are. */
const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;

/** What a line can be, in order: a rule is made of what would begin a list. */
const LINES: ReadonlyArray<[RegExp, string]> = [
	[/^[ \t]{0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/gm, ''],
	[/^[ \t]{0,3}#{1,6}[ \t]+(.*\S)[ \t]*$/gm, '**$1**'],
	[/^([ \t]*)[*+][ \t]+/gm, '$1- '],
];

const LINK = /!?\[([^[\]\n]*)\]\((https?:[^()\s]*)(?:[ \t]+"[^"\n]*")?\)/g;

/** What stands within a line. None of them looks further than the next mark of its kind. */
const MARKS: ReadonlyArray<[RegExp, string]> = [
	[/\*\*\*(?=\S)([^*\n]*[^*\s])\*\*\*/g, `${BOLD}_$1_${BOLD}`],
	// A single star in it is of something italic, or of a sum.
	[/\*\*(?=[^\s*])((?:[^*\n]|\*(?!\*(?!\*)))*?[^\s*]\*?)\*\*(?!\*)/g, `${BOLD}$1${BOLD}`],
	[/(?<![\p{L}\p{N}_])__(?=\S)([^_\n]*[^_\s])__(?![\p{L}\p{N}_])/gu, `${BOLD}$1${BOLD}`],
	[/(?<![\p{L}\p{N}*])\*(?=[^\s*])([^*\n]*[^*\s])\*(?![\p{L}\p{N}*])/gu, '_$1_'],
	[/~~(?=\S)([^~\n]*[^~\s])~~/g, '~$1~'],
];

/**
 * Turns Markdown, as language models write it, into the marks that WhatsApp shows: bold, italic, struck,
 * headings, lists and links. Code stays as it is, and so does everything that is no Markdown.
 *
 * @see https://faq.whatsapp.com/539178204879377 (how to format messages)
 */
export function fromMarkdown(text: string): string {
	return text
		.replaceAll(BOLD, '')
		.split(CODE)
		.map((part, index) => (index % 2 === 1 ? code(part) : words(part)))
		.join('');
}

/** WhatsApp would show the name of the language. */
const code = (part: string): string => part.replace(/^```[\w+#-]*[ \t]*\n/, '```\n');

function words(part: string): string {
	const lines = LINES.reduce((said, [mark, instead]) => said.replace(mark, instead), part);
	const linked = lines.replace(LINK, (_whole, label: string, url: string) =>
		label === '' || label === url ? url : `${label} (${url})`,
	);
	return MARKS.reduce((said, [mark, instead]) => said.replace(mark, instead), linked).replaceAll(
		BOLD,
		'*',
	);
}
