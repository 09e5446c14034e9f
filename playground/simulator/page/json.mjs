import { html } from '/page/preact.mjs';

const TOKENS = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?/g;

/** Pretty JSON with quiet colours. */
export function Json({ value }) {
	if (value === null || value === undefined) return html`<p class="fact">(empty)</p>`;
	const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
	const parts = [];
	let end = 0;
	for (const match of text.matchAll(TOKENS)) {
		parts.push(text.slice(end, match.index));
		const [whole, string, colon = ''] = match;
		const kind = string === undefined ? 'literal' : colon === '' ? 'string' : 'key';
		parts.push(html`<span class=${`json-${kind}`}>${string ?? whole}</span>`, string ? colon : '');
		end = match.index + whole.length;
	}
	parts.push(text.slice(end));
	return html`<pre class="json" tabindex="0">${parts}</pre>`;
}
