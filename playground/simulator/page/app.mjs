import { html, render, useEffect, useState } from '/page/preact.mjs';
import { act, watch } from './api.mjs';
import { Drawer } from './drawer.mjs';
import { Phone } from './phone.mjs';
import { People, TopBar } from './topBar.mjs';

/** @typedef {import('../control/state.mts').Snapshot} State */

const READ_AFTER = 700;

function unreadOf(state, personId) {
	const chat = state.conversations.find((conversation) => conversation.personId === personId);
	return chat.messages.filter(
		(message) => message.direction === 'outgoing' && message.state === 'delivered',
	).length;
}

/** A chat that is open on a phone that is on has been read after a moment. */
function useReading(state, shown) {
	const unread = state
		? shown.filter((id) => unreadOf(state, id) > 0 && !isOff(state, id)).join(' ')
		: '';
	useEffect(() => {
		if (unread === '' || document.visibilityState !== 'visible') return undefined;
		const timer = setTimeout(() => {
			for (const personId of unread.split(' ')) void act('read', { personId });
		}, READ_AFTER);
		return () => clearTimeout(timer);
	}, [unread]);
}

const isOff = (state, personId) => state.people.find(({ id }) => id === personId).phoneOff;

function App() {
	const [state, setState] = useState(/** @type {State | null} */ (null));
	const [connected, setConnected] = useState(true);
	const [chosen, setChosen] = useState(/** @type {string[] | null} */ (null));
	const [drawerOpen, setDrawerOpen] = useState(true);
	useEffect(() => watch(setState, setConnected), []);
	const shown = chosen ?? (state ? state.people.slice(0, 2).map(({ id }) => id) : []);
	useReading(state, shown);
	if (!state) return html`<p class="loading">Connecting to the simulator…</p>`;

	const toggle = (id) =>
		setChosen(shown.includes(id) ? shown.filter((other) => other !== id) : [...shown, id]);
	const unread = Object.fromEntries(state.people.map(({ id }) => [id, unreadOf(state, id)]));
	return html`
		<${TopBar} state=${state} />
		${!connected &&
		html`<p class="lost" role="alert">The simulator has stopped. Waiting for it…</p>`}
		<div class="workspace">
			<main class="stage" aria-label="Phones">
				<${People} people=${state.people} shown=${shown} unread=${unread} toggle=${toggle} />
				<div class="phones">
					${shown.map(
						(id) =>
							html`<${Phone}
								key=${id}
								state=${state}
								person=${state.people.find((person) => person.id === id)}
							/>`,
					)}
					${shown.length === 0 &&
					html`<p class="empty-stage">Choose a person above to see their phone.</p>`}
				</div>
			</main>
			<${Drawer} state=${state} open=${drawerOpen} toggle=${() => setDrawerOpen(!drawerOpen)} />
		</div>
	`;
}

render(html`<${App} />`, /** @type {HTMLElement} */ (document.getElementById('app')));
