import { html } from '/page/preact.mjs';
import { initials } from './formatting.mjs';
import { linkOut } from './icons.mjs';

export function TopBar({ state }) {
	return html`
		<header class="topbar">
			<div class="brand">
				<span class="brand-mark" aria-hidden="true"></span>
				<span>
					<strong>Playground phones</strong>
					<small>A simulated WhatsApp. No message leaves this computer.</small>
				</span>
			</div>
			<ol class="steps" aria-label="First steps">
				<li><b>1</b> Write <i>hello</i>, or fill in a form</li>
				<li><b>2</b> Answer with a button</li>
				<li><b>3</b> See n8n carry on</li>
			</ol>
			<nav class="links" aria-label="Links">
				${state.links.map(
					(link) =>
						html`<a class="link" href=${link.url} target="_blank" rel="noreferrer"
							>${link.label}</a
						>`,
				)}
				${state.editorUrl &&
				html`<a class="link link-main" href=${state.editorUrl} target="_blank" rel="noreferrer">
					Open the n8n editor ${linkOut()}
				</a>`}
			</nav>
		</header>
	`;
}

export function People({ people, shown, unread, toggle }) {
	return html`
		<div class="people" role="group" aria-label="Whose phones are shown">
			${people.map((person) => {
				const on = shown.includes(person.id);
				return html`
					<button
						class=${`chip ${on ? 'chip-on' : ''}`}
						aria-pressed=${on}
						data-test=${`chip-${person.id}`}
						onClick=${() => toggle(person.id)}
						title=${on ? `Put ${person.name}'s phone away` : `Show ${person.name}'s phone`}
					>
						<${Avatar} name=${person.name} colour=${person.avatarColour} />
						<span class="chip-text">
							<strong>${person.name}</strong>
							<small>${person.role}</small>
						</span>
						${unread[person.id] > 0 && !on
							? html`<span class="badge" aria-label=${`${unread[person.id]} unread`}
									>${unread[person.id]}</span
								>`
							: null}
					</button>
				`;
			})}
		</div>
	`;
}

export function Avatar({ name, colour }) {
	return html`<span class="avatar" style=${{ background: colour }} aria-hidden="true"
		>${initials(name)}</span
	>`;
}
