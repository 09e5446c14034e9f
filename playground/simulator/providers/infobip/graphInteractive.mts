import type { SendContent } from './sendSchema.mts';

export const interactive = (body: Record<string, unknown>) => ({
	type: 'interactive',
	interactive: body,
});

/** Empty means absent: Infobip's limits begin at 0 here, WhatsApp's at 1. */
export function filled(fields: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

export function buttonsHeader(
	header: NonNullable<SendContent<'interactive/buttons'>['header']>,
): Record<string, unknown> {
	if (header.type === 'TEXT') return { type: 'text', text: header.text };
	const { type, mediaUrl, ...rest } = header;
	return { type: type.toLowerCase(), [type.toLowerCase()]: { link: mediaUrl, ...filled(rest) } };
}
