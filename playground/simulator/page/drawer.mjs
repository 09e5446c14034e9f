import { html, useState } from '/page/preact.mjs';
import { chevron } from './icons.mjs';
import { CallRow, WebhookRow } from './records.mjs';
import { Switches } from './switches.mjs';

const TABS = [
	['calls', 'API calls'],
	['webhooks', 'Webhooks'],
	['switches', 'Switches'],
];

function Calls({ state }) {
	if (state.calls.length === 0) {
		return html`<p class="drawer-empty">Each request n8n sends to WhatsApp will show here.</p>`;
	}
	const deliveries = new Map(
		[...state.conversations.flatMap((chat) => chat.messages), ...state.unknownRecipients].map(
			(message) => [message.id, message],
		),
	);
	return [...state.calls]
		.reverse()
		.map((call) => html`<${CallRow} key=${call.id} ...${{ call, state, deliveries }} />`);
}

function Webhooks({ state }) {
	const { app, phoneOverrides } = state.registrations;
	const own = state.phoneNumbers
		.filter(({ id }) => phoneOverrides[id])
		.map(({ displayPhoneNumber }) => displayPhoneNumber)
		.join(' and ');
	const nowhere = !app && state.callback === null;
	return html`
		${nowhere &&
		html`<p class="drawer-note">
			No webhook address is registered yet. Activate a workflow with a WhatsApp Business Trigger and
			n8n registers its own.
		</p>`}
		${own !== '' &&
		html`<p class="drawer-note drawer-note-quiet">
			Webhooks of ${own} go to an address of their own, not to the app's.
		</p>`}
		${state.webhooks.length === 0 &&
		html`<p class="drawer-empty">
			Each webhook to n8n will show here, proven like the provider's own.
		</p>`}
		${[...state.webhooks]
			.reverse()
			.map(
				(webhook) =>
					html`<${WebhookRow}
						key=${webhook.id}
						webhook=${webhook}
						proof=${state.provider.proof}
					/>`,
			)}
	`;
}

export function Drawer({ state, open, toggle }) {
	const [tab, setTab] = useState('calls');
	const trouble = state.webhooks.some(({ outcome }) => outcome === 'retrying');
	return html`
		<aside
			class=${`drawer ${open ? 'drawer-open' : ''}`}
			data-test="drawer"
			aria-label="What happens"
		>
			<button
				class="drawer-toggle"
				data-test="drawer-toggle"
				aria-expanded=${open}
				aria-label=${open ? 'Close the drawer' : 'Open the drawer'}
				onClick=${toggle}
			>
				${chevron()}
			</button>
			${open &&
			html`
				<div class="tabs" role="tablist">
					${TABS.map(
						([name, label]) =>
							html`<button
								role="tab"
								data-test=${`tab-${name}`}
								aria-selected=${tab === name}
								class=${tab === name ? 'tab tab-on' : 'tab'}
								onClick=${() => setTab(name)}
							>
								${label}
								${name === 'webhooks' &&
								trouble &&
								html`<i class="dot" title="Being tried again"></i>`}
							</button>`,
					)}
				</div>
				<div class="drawer-body" role="tabpanel">
					${tab === 'calls' && html`<${Calls} state=${state} />`}
					${tab === 'webhooks' && html`<${Webhooks} state=${state} />`}
					${tab === 'switches' && html`<${Switches} state=${state} />`}
				</div>
			`}
		</aside>
	`;
}
