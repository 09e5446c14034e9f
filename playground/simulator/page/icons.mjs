import { html } from '/page/preact.mjs';

/** An icon of heroicons.com, in the colour of the text around it. */
const icon = (name, size = 18) => {
	const style = `--icon: url(/page/icons/${name}.svg); --size: ${size}px`;
	return () => html`<i class="icon" style=${style} aria-hidden="true"></i>`;
};

export const replyArrow = icon('outline/arrow-uturn-left', 17);
export const linkOut = icon('outline/arrow-top-right-on-square', 16);
export const copy = icon('outline/document-duplicate', 16);
export const listLines = icon('outline/list-bullet', 17);
export const pin = icon('outline/map-pin');
export const send = icon('solid/paper-airplane', 19);
export const smile = icon('outline/face-smile', 16);
export const chevron = icon('outline/chevron-down', 16);
export const close = icon('outline/x-mark', 16);
export const picture = icon('outline/photo', 34);
export const film = icon('outline/film', 34);
export const page = icon('outline/document-text', 28);
export const microphone = icon('outline/microphone', 22);
export const power = icon('outline/power', 30);

const badge = icon('solid/check-badge', 16);
export const verified = () =>
	html`<span class="verified" role="img" aria-label="Verified">${badge()}</span>`;

const tick = icon('outline/check', 13);
/** One tick: sent; two: delivered; two blue ones: read. */
export const ticks = (state) => html`
	<span class=${`ticks ${state === 'read' ? 'ticks-read' : ''}`} role="img" aria-label=${state}>
		${tick()}${['delivered', 'read'].includes(state) && tick()}
	</span>
`;
