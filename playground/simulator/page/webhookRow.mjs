import { html, useState } from '/page/preact.mjs';
import { act } from './api.mjs';
import { clockWithSeconds } from './formatting.mjs';
import { Json } from './json.mjs';

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
