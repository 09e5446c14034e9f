import { html } from '/page/preact.mjs';

const icon = (body, size = 18) => html`
	<svg
		viewBox="0 0 24 24"
		width=${size}
		height=${size}
		aria-hidden="true"
		fill="none"
		stroke="currentColor"
		stroke-width="2"
		stroke-linecap="round"
		stroke-linejoin="round"
	>
		${body}
	</svg>
`;

export const replyArrow = () =>
	icon(html`<path d="M9 17 4 12l5-5" /><path d="M20 18v-2a4 4 0 0 0-4-4H4" />`, 17);
export const linkOut = () =>
	icon(html`<path d="M14 4h6v6" /><path d="m20 4-9 9" /><path d="M19 14v5H5V5h5" />`, 16);
export const copy = () =>
	icon(html`<rect x="9" y="9" width="11" height="11" rx="2" /><path d="M5 15V5h10" />`, 16);
export const listLines = () =>
	icon(html`<path d="M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01" />`, 17);
export const pin = () =>
	icon(
		html`<path d="M12 21s7-6.2 7-11a7 7 0 0 0-14 0c0 4.8 7 11 7 11z" /><circle
				cx="12"
				cy="10"
				r="2.4"
			/>`,
	);
export const send = () =>
	icon(
		html`<path d="M4 12 20 4l-4.5 16-3.7-6.4z" fill="currentColor" stroke-linejoin="round" />`,
		19,
	);
export const smile = () =>
	icon(
		html`<circle cx="12" cy="12" r="9" /><path
				d="M8.5 14.5a4.5 4.5 0 0 0 7 0M9 9.5h.01M15 9.5h.01"
			/>`,
		16,
	);
export const chevron = () => icon(html`<path d="m6 9 6 6 6-6" />`, 16);
export const close = () => icon(html`<path d="M6 6l12 12M18 6 6 18" />`, 16);
export const picture = () =>
	icon(
		html`<rect x="3" y="4" width="18" height="16" rx="2" /><circle cx="9" cy="10" r="1.8" /><path
				d="m4 18 5.5-5 4 3.5L17 13l4 4"
			/>`,
		34,
	);
export const film = () =>
	icon(
		html`<rect x="3" y="5" width="18" height="14" rx="2" /><path
				d="m10 9 5 3-5 3z"
				fill="currentColor"
			/>`,
		34,
	);
export const page = () =>
	icon(html`<path d="M6 3h8l4 4v14H6z" /><path d="M14 3v4h4M9 12h6M9 16h6" />`, 28);
export const microphone = () =>
	icon(
		html`<rect x="9" y="3" width="6" height="11" rx="3" /><path
				d="M5 11a7 7 0 0 0 14 0M12 18v3"
			/>`,
		22,
	);
export const power = () => icon(html`<path d="M12 3v8" /><path d="M6.5 7a8 8 0 1 0 11 0" />`, 30);

export const verified = () => html`
	<svg viewBox="0 0 24 24" width="16" height="16" role="img" aria-label="Verified">
		<path
			fill="#1d9bf0"
			d="m12 1.8 2.6 2 3.2-.3 1.2 3 2.9 1.5-.6 3.2.6 3.2-2.9 1.4-1.2 3-3.2-.3-2.6 2-2.6-2-3.2.3-1.2-3L2.1 14.4l.6-3.2L2.1 8 5 6.5l1.2-3 3.2.3z"
		/>
		<path
			d="m8 11.8 2.7 2.7 5-5.3"
			fill="none"
			stroke="#fff"
			stroke-width="2.2"
			stroke-linecap="round"
			stroke-linejoin="round"
		/>
	</svg>
`;

/** One tick: sent; two: delivered; two blue ones: read. */
export const ticks = (state) => html`
	<svg
		class=${`ticks ${state === 'read' ? 'ticks-read' : ''}`}
		viewBox="0 0 20 12"
		width="18"
		height="11"
		role="img"
		aria-label=${state}
		fill="none"
		stroke="currentColor"
		stroke-width="1.7"
		stroke-linecap="round"
		stroke-linejoin="round"
	>
		<path d="m2 6.5 3.2 3.2L12 2.6" />
		${['delivered', 'read'].includes(state) && html`<path d="m8.6 9 .9.8L16.6 2.6" />`}
	</svg>
`;
