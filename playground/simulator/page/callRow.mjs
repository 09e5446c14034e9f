import { html, useState } from '/page/preact.mjs';
import { describeCall, pathOf } from './describe.mjs';
import { clockWithSeconds } from './formatting.mjs';
import { ticks } from './icons.mjs';
import { Json } from './json.mjs';

/** How the message of a send fared since. */
function Delivery({ message }) {
	if (!message) return null;
	if (message.state === 'failed') {
		return html`<span class="delivery delivery-failed" title=${message.error?.details ?? ''}>
			failed ${message.error?.code}
		</span>`;
	}
	return html`<span class="delivery">${ticks(message.state)} ${message.state}</span>`;
}

export function CallRow({ call, state, deliveries }) {
	const [open, setOpen] = useState(false);
	const ok = call.status >= 200 && call.status < 300;
	const error = call.response?.error;
	return html`
		<article class="record" data-test="call">
			<button class="record-head" aria-expanded=${open} onClick=${() => setOpen(!open)}>
				<time>${clockWithSeconds(call.at)}</time>
				<span class="record-title">
					<b>${describeCall(state, call)}</b>
					<small><i class="method">${call.method}</i> ${pathOf(call)}</small>
				</span>
				<${Delivery} message=${deliveries.get(call.response?.messages?.[0]?.id)} />
				<span class=${`pill ${ok ? 'pill-good' : 'pill-bad'}`}>${call.status || 'lost'}</span>
			</button>
			${error &&
			!open &&
			html`<p class="record-error">${error.error_data?.details ?? error.message}</p>`}
			${open &&
			html`<div class="record-body">
				<p class="fact"><b>Path</b> <code>${call.path}</code></p>
				<p class="fact"><b>Took</b> ${call.milliseconds} ms</p>
				<h4>Request</h4>
				<${Json} value=${call.request} />
				<h4>Answer</h4>
				<${Json} value=${call.response} />
			</div>`}
		</article>
	`;
}
