import { html, useState } from '/page/preact.mjs';
import { act } from './api.mjs';
import { clock, formatted } from './formatting.mjs';
import * as icons from './icons.mjs';

const EMOJI = ['👍', '👎', '❤️', '😂', '🙏'];

function Quoted({ message, business }) {
	if (!message) return null;
	const theirs = message.direction === 'outgoing';
	return html`
		<div class=${`quoted ${theirs ? '' : 'quoted-mine'}`}>
			<strong>${theirs ? business : 'You'}</strong>
			<span>${message.view.header ?? message.view.text ?? message.view.kind}</span>
		</div>
	`;
}

const BUTTON_ICONS = {
	reply: icons.replyArrow,
	quick_reply: icons.replyArrow,
	url: icons.linkOut,
	copy_code: icons.copy,
	location_request: icons.pin,
	flow: icons.listLines,
	catalog: icons.listLines,
	phone_number: icons.linkOut,
	call_permission: icons.replyArrow,
	contact_info: icons.replyArrow,
	address: icons.listLines,
};

const WORKING = [
	...['reply', 'quick_reply', 'copy_code', 'location_request'],
	...['call_permission', 'contact_info', 'address'],
];

function ButtonRow({ message, person, button, index }) {
	const [copied, setCopied] = useState(false);
	const label = button.card ? `Card ${button.card}: ${button.label}` : button.label;
	const face = html`${BUTTON_ICONS[button.kind]()}<span>${copied ? 'Copied' : label}</span>`;
	if (button.kind === 'url') {
		return html`<a class="row-button" href=${button.url} target="_blank" rel="noreferrer"
			>${face}</a
		>`;
	}
	const tapped = message.tapped.includes(index);
	const tap = () => {
		if (button.kind === 'copy_code') {
			setCopied(true);
			return navigator.clipboard?.writeText(button.code ?? '');
		}
		if (button.kind === 'location_request') return sendLocation(person, message);
		return act(`people/${person.id}/tap`, { messageId: message.id, buttonIndex: index });
	};
	const works = WORKING.includes(button.kind);
	return html`
		<button
			class=${`row-button ${tapped ? 'row-button-tapped' : ''}`}
			data-test="reply-button"
			disabled=${tapped || !works}
			title=${works ? '' : 'Not simulated'}
			onClick=${tap}
		>
			${face}
		</button>
	`;
}

function sendLocation(person, message) {
	const location = { latitude: 40.4168, longitude: -3.7038, name: 'Puerta del Sol, Madrid' };
	return act(`people/${person.id}/inbound`, {
		phoneNumberId: message.phoneNumberId,
		message: { type: 'location', location, context: { id: message.id } },
	});
}

function Buttons({ message, person, openList }) {
	const { buttons = [], list } = message.view;
	if (buttons.length === 0 && !list) return null;
	return html`
		<div class="row-buttons">
			${buttons.map(
				(button, index) =>
					html`<${ButtonRow} key=${index} ...${{ message, person, button, index }} />`,
			)}
			${list &&
			html`<button class="row-button" data-test="list-button" onClick=${openList}>
				${icons.listLines()}<span>${list.button}</span>
			</button>`}
		</div>
	`;
}

function Reactions({ reactions }) {
	const emoji = Object.values(reactions);
	if (emoji.length === 0) return null;
	return html`<span class="reactions" data-test="reaction">${[...new Set(emoji)].join('')}</span>`;
}

/** Reactions and quoting, behind one small button beside the bubble. */
function Tools({ message, person, quote }) {
	const [open, setOpen] = useState(false);
	const react = (emoji) => {
		const own = message.reactions[person.id] === emoji;
		setOpen(false);
		return act(`people/${person.id}/reaction`, { messageId: message.id, emoji: own ? '' : emoji });
	};
	const quoteThis = () => {
		setOpen(false);
		quote();
	};
	return html`
		<div class=${`tools ${open ? 'tools-open' : ''}`} onMouseLeave=${() => setOpen(false)}>
			<button
				class="tools-opener"
				data-test="react"
				aria-label="React or quote"
				aria-expanded=${open}
				onClick=${() => setOpen(!open)}
			>
				${icons.smile()}
			</button>
			${open &&
			html`<div class="tools-bar">
				${EMOJI.map(
					(emoji) =>
						html`<button aria-label=${`React with ${emoji}`} onClick=${() => react(emoji)}>
							${emoji}
						</button>`,
				)}
				<button aria-label="Quote this message" title="Quote" onClick=${quoteThis}>
					${icons.replyArrow()}
				</button>
			</div>`}
		</div>
	`;
}

export function Bubble({ message, person, business, quoted, tail, openList, quote }) {
	const mine = message.direction === 'incoming';
	const { view } = message;
	const side = mine ? 'bubble-mine' : 'bubble-theirs';
	const reacted = Object.keys(message.reactions).length > 0;
	return html`
		<div
			class=${`bubble ${side} ${tail ? 'bubble-tail' : ''} ${reacted ? 'bubble-reacted' : ''}`}
			data-test="bubble"
			data-wamid=${message.id}
			data-state=${message.state}
		>
			<${Quoted} message=${quoted} business=${business} />
			<${Media} media=${view.media} />
			<${Location} location=${view.location} />
			<div class="bubble-text">
				${view.header && html`<strong class="bubble-header">${view.header}</strong>`}
				${view.text && html`<span class="text">${formatted(view.text)}</span>`}
				${view.footer && html`<small class="bubble-footer">${view.footer}</small>`}
				<span class="stamp">${clock(message.at)} ${mine && icons.ticks(message.state)}</span>
			</div>
			<${Buttons} ...${{ message, person, openList }} />
			<${Reactions} reactions=${message.reactions} />
			<${Tools} ...${{ message, person, quote }} />
		</div>
	`;
}

const NAMES = { image: 'Photo', video: 'Video', audio: 'Audio', sticker: 'Sticker' };

/** Stands for media, but for pictures that were uploaded here: nothing is fetched from the network. */
function Media({ media }) {
	if (!media) return null;
	const source = media.link ?? (media.mediaId ? `media ${media.mediaId}` : '');
	if (media.kind === 'document') {
		return html`<div class="media-file" title=${source}>
			${icons.page()}<span>${media.filename ?? 'Untitled'}</span>
		</div>`;
	}
	if (media.kind === 'audio') {
		const name = media.voice ? 'Voice message' : NAMES.audio;
		return html`<div class="media-file" title=${source}>
			${icons.microphone()}<span class="wave" aria-label=${name} title=${name}></span>
		</div>`;
	}
	if (media.kind === 'image' && media.mediaId) {
		const address = `/playground/media/${media.mediaId}`;
		return html`<div class="media-picture" title=${source}>
			<img src=${address} alt=${NAMES.image} />
		</div>`;
	}
	return html`
		<div class="media-picture" title=${source}>
			${media.kind === 'video' ? icons.film() : icons.picture()}
			<small>${NAMES[media.kind]}</small>
			<em>${source}</em>
		</div>
	`;
}

function Location({ location }) {
	if (!location) return null;
	return html`
		<div class="media-map" title=${`${location.latitude}, ${location.longitude}`}>
			${icons.pin()}
		</div>
		<div class="place">
			<strong>${location.name ?? 'Location'}</strong>
			<small>${location.address ?? `${location.latitude}, ${location.longitude}`}</small>
		</div>
	`;
}
