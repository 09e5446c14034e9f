import { html, useEffect, useRef, useState } from '/page/preact.mjs';
import { act } from './api.mjs';
import { Chat, Composer } from './chat.mjs';
import { clock } from './formatting.mjs';
import { power, verified } from './icons.mjs';
import { Switch } from './switches.mjs';
import { Avatar } from './topBar.mjs';

/** The business number of the chat in view: the one chosen, or the one that wrote last. */
function useNumber(state, messages) {
	const [chosen, setChosen] = useState(null);
	const used = state.phoneNumbers.filter(({ id }) =>
		messages.some((message) => message.phoneNumberId === id),
	);
	const latest = messages.at(-1)?.phoneNumberId;
	const id = chosen ?? latest ?? state.phoneNumbers[0].id;
	return { number: state.phoneNumbers.find((item) => item.id === id), used, setChosen };
}

function StatusBar({ now }) {
	return html`
		<div class="statusbar" aria-hidden="true">
			<span>${clock(now)}</span>
			<span class="statusbar-right"
				><i class="signal"></i><i class="wifi"></i><i class="battery"></i
			></span>
		</div>
	`;
}

function ChatHeader({ number, person, used, setChosen }) {
	return html`
		<div class="chat-header">
			<span class="back" aria-hidden="true">‹</span>
			<${Avatar} name=${number.verifiedName} colour="#0b7a5d" />
			<div class="chat-title">
				<strong>${number.verifiedName} ${verified()}</strong>
				<small>${person.typing ? 'typing…' : 'online'}</small>
			</div>
			${used.length > 1 &&
			html`<select
				class="number-choice"
				aria-label="Chat with"
				onChange=${(event) => setChosen(event.target.value)}
			>
				${used.map(
					(item) =>
						html`<option value=${item.id} selected=${item.id === number.id}>
							${item.verifiedName}
						</option>`,
				)}
			</select>`}
		</div>
	`;
}

function PhoneOff({ person, waiting }) {
	return html`
		<div class="phone-off">
			${power()}
			<strong>Phone is off</strong>
			<p>
				${waiting === 0
					? 'Messages wait on one tick until it is on again.'
					: `${waiting} message${waiting === 1 ? ' is' : 's are'} waiting.`}
			</p>
			<button onClick=${() => act('switches', { personId: person.id, phoneOff: false })}>
				Switch it on
			</button>
		</div>
	`;
}

function PersonSwitches({ person, number }) {
	const open = person.windows[number.id];
	const set = (change) => act('switches', { personId: person.id, ...change });
	return html`
		<div class="person-switches">
			<${Switch}
				name="phoneOff"
				label="Phone off"
				hint="Stays at one tick"
				on=${person.phoneOff}
				set=${(on) => set({ phoneOff: on })}
			/>
			<${Switch}
				name="windowClosed"
				label="24-hour window closed"
				hint="Only templates get through"
				on=${!open}
				set=${(on) => set({ windowClosed: on })}
			/>
		</div>
	`;
}

export function Phone({ state, person }) {
	const { messages } = state.conversations.find(({ personId }) => personId === person.id);
	const { number, used, setChosen } = useNumber(state, messages);
	const [quoting, setQuoting] = useState(null);
	const frame = useRef(/** @type {HTMLElement | null} */ (null));
	useEffect(() => frame.current?.scrollIntoView({ inline: 'nearest', block: 'nearest' }), []);
	const chat = messages.filter((message) => message.phoneNumberId === number.id);
	const visible = chat.filter(
		(message) => message.direction === 'incoming' || ['delivered', 'read'].includes(message.state),
	);
	const waiting = chat.filter(
		(message) => message.direction === 'outgoing' && ['accepted', 'sent'].includes(message.state),
	).length;
	return html`
		<section
			class="phone"
			ref=${frame}
			data-test=${`phone-${person.id}`}
			aria-label=${`${person.name}'s phone`}
		>
			<p class="owner"><strong>${person.name}</strong> · ${person.phone ?? person.username}</p>
			<div class="device">
				<div class="screen">
					<div class="top-of-screen">
						<${StatusBar} now=${state.now} />
						<${ChatHeader} ...${{ number, person, used, setChosen }} />
					</div>
					<${Chat}
						person=${person}
						business=${number.verifiedName}
						messages=${visible}
						now=${state.now}
						quote=${setQuoting}
					/>
					<${Composer}
						person=${person}
						number=${number}
						quoting=${visible.find(({ id }) => id === quoting)}
						done=${() => setQuoting(null)}
					/>
					${person.phoneOff && html`<${PhoneOff} person=${person} waiting=${waiting} />`}
				</div>
			</div>
			<${PersonSwitches} person=${person} number=${number} />
		</section>
	`;
}
