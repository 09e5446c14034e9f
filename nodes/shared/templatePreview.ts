import type { Template } from '../providers/messages';

/** The text of a template as the person will read it; header, body and footer a line apart. */
export function templatePreview(
	{ header, body, footer }: Template,
	values: Readonly<Record<string, string>>,
): string {
	const fill = (place: 'header' | 'body', text: string) =>
		text.replace(/\{\{\s*(\w+)\s*\}\}/g, (gap, name: string) => values[`${place}.${name}`] ?? gap);
	return [fill('header', header?.text ?? ''), fill('body', body), footer ?? '']
		.filter((text) => text !== '')
		.join('\n\n');
}
