import { html } from '/page/preact.mjs';

/** WhatsApp's text marks: *bold*, _italic_, ~strike~, `code`, ```mono```, and links. */

const MARKS =
	/```([\s\S]+?)```|`([^`\n]+)`|(?<![\w*])\*(?=\S)([^*\n]*?\S)\*(?![\w*])|(?<!\w)_(?=\S)([^_\n]*?\S)_(?!\w)|(?<![\w~])~(?=\S)([^~\n]*?\S)~(?![\w~])|(https?:\/\/[^\s]+)/g;

function marked(match) {
	const [, mono, code, bold, italic, strike, link] = match;
	if (mono !== undefined) return html`<code class="mono">${mono}</code>`;
	if (code !== undefined) return html`<code>${code}</code>`;
	if (bold !== undefined) return html`<strong>${formatted(bold)}</strong>`;
	if (italic !== undefined) return html`<em>${formatted(italic)}</em>`;
	if (strike !== undefined) return html`<s>${formatted(strike)}</s>`;
	return html`<a href=${link} target="_blank" rel="noreferrer">${link}</a>`;
}

export function formatted(text) {
	const parts = [];
	let end = 0;
	for (const match of text.matchAll(MARKS)) {
		parts.push(text.slice(end, match.index), marked(match));
		end = match.index + match[0].length;
	}
	parts.push(text.slice(end));
	return parts.filter((part) => part !== '');
}

export const clock = (at) =>
	new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });

export const clockWithSeconds = (at) => new Date(at).toLocaleTimeString([], { hour12: false });

export const initials = (name) =>
	name
		.split(/\s+/)
		.slice(0, 2)
		.map((word) => word[0])
		.join('')
		.toUpperCase();
