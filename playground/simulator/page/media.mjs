import { html } from '/page/preact.mjs';
import * as icons from './icons.mjs';

const NAMES = { image: 'Photo', video: 'Video', audio: 'Voice message', sticker: 'Sticker' };

/** Stands for media: nothing is fetched from the network. */
export function Media({ media }) {
	if (!media) return null;
	const source = media.link ?? (media.mediaId ? `media ${media.mediaId}` : '');
	if (media.kind === 'document') {
		return html`<div class="media-file" title=${source}>
			${icons.page()}<span>${media.filename ?? 'Document'}</span>
		</div>`;
	}
	if (media.kind === 'audio') {
		return html`<div class="media-file" title=${source}>
			${icons.microphone()}<span class="wave" aria-label="Voice message"></span>
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

export function Location({ location }) {
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
