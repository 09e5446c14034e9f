import { html, useState } from '/page/preact.mjs';
import { act } from './api.mjs';
import { clockWithSeconds } from './formatting.mjs';
import { ticks } from './icons.mjs';

const COLOURS = {
	delivered: 'pill-good',
	waiting: 'pill-wait',
	retrying: 'pill-wait',
	'given up': 'pill-bad',
	'no callback': 'pill-quiet',
	'not sent': 'pill-quiet',
};

function outcomeText({ outcome, attempts }) {
	const last = attempts.at(-1);
	if (outcome === 'no callback') return 'nowhere';
	if (outcome === 'waiting') return 'waiting';
	if (outcome === 'not sent') return 'not reported';
	const answer = last?.status ? String(last.status) : 'no answer';
	return attempts.length > 1 ? `${answer} · ${attempts.length}×` : answer;
}

function Attempts({ attempts }) {
	if (attempts.length === 0) return null;
	return html`
		<h4>Attempts</h4>
		<ol class="attempts">
			${attempts.map(
				(attempt) =>
					html`<li>
						<time>${clockWithSeconds(attempt.at)}</time>
						<b>${attempt.status || attempt.error}</b>
						<small>${attempt.milliseconds} ms</small>
						${attempt.status !== 0 && attempt.status !== 200
							? html`<em>${attempt.response}</em>`
							: null}
					</li>`,
			)}
		</ol>
	`;
}

export function WebhookRow({ webhook, proof }) {
	const [open, setOpen] = useState(false);
	return html`
		<article class="record" data-test="webhook">
			<button class="record-head" aria-expanded=${open} onClick=${() => setOpen(!open)}>
				<time>${clockWithSeconds(webhook.at)}</time>
				<span class="record-title">
					<b>${webhook.event}</b>
					<small>${webhook.target ?? 'No webhook address registered'}</small>
				</span>
				<span class=${`pill ${COLOURS[webhook.outcome]}`}>${outcomeText(webhook)}</span>
			</button>
			${open &&
			html`<div class="record-body">
				${webhook.target && html`<p class="fact"><b>To</b> <code>${webhook.target}</code></p>`}
				${webhook.signature &&
				html`<p class="fact"><b>${proof}</b> <code>${webhook.signature}</code></p>`}
				<${Attempts} attempts=${webhook.attempts} />
				<h4>Body</h4>
				<${Json} value=${webhook.body} />
				${webhook.rawBody &&
				html`<button
					class="again"
					data-test="deliver-again"
					onClick=${() => act('redeliver', { webhookId: webhook.id })}
				>
					Deliver again
				</button>`}
			</div>`}
		</article>
	`;
}

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

/** API calls in plain words. */

const digits = (phone) => String(phone ?? '').replace(/\D/g, '');

function personName(state, request) {
	const person = state.people.find(
		({ phone, userId }) =>
			(phone && digits(phone) === digits(request.to)) || userId === request.recipient,
	);
	return person?.name ?? request.to ?? request.recipient ?? 'nobody';
}

function describeMessage(state, request) {
	if (request.status === 'read')
		return request.typing_indicator ? 'Read, and typing…' : 'Mark as read';
	const to = personName(state, request);
	if (request.type === 'template') return `Template “${request.template?.name}” to ${to}`;
	if (request.type === 'interactive') {
		const kinds = { button: 'Reply buttons', list: 'List', cta_url: 'Link button', flow: 'Flow' };
		return `${kinds[request.interactive?.type] ?? 'Question'} to ${to}`;
	}
	const kind = request.type ?? 'text';
	return `${kind[0].toUpperCase()}${kind.slice(1)} to ${to}`;
}

const EDGES = {
	'GET debug_token': 'Check the token',
	'GET subscriptions': 'Read the app’s webhook',
	'POST subscriptions': 'Register the app’s webhook',
	'DELETE subscriptions': 'Remove the app’s webhook',
	'GET subscribed_apps': 'Is the app subscribed?',
	'POST subscribed_apps': 'Subscribe the app',
	'DELETE subscribed_apps': 'Unsubscribe the app',
	'GET message_templates': 'List templates',
	'GET phone_numbers': 'List phone numbers',
	'POST media': 'Upload a file',
	'GET download': 'Download a file',
};

function pathOf(call) {
	return call.path.replace(/^\/v[\d.]+/, '').split('?')[0];
}

function describeCall(state, call) {
	const edge = pathOf(call).split('/').at(-1);
	if (edge === 'messages' && call.method === 'POST')
		return describeMessage(state, call.request ?? {});
	if (state.phoneNumbers.some(({ id }) => id === edge)) {
		return call.method === 'GET' ? 'Look at the number' : 'Set the number’s webhook';
	}
	if (edge === state.wabaId) return 'Look at the account';
	return EDGES[`${call.method} ${edge}`] ?? pathOf(call);
}

const TOKENS = /("(?:\\.|[^"\\])*")(\s*:)?|\b(true|false|null)\b|-?\d+(?:\.\d+)?/g;

/** Pretty JSON with quiet colours. */
function Json({ value }) {
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
