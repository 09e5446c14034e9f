import type { SendContent, SendKind } from './sendSchema.mts';

/** The `type` and body of a message in Meta's shape, in which WhatsApp's limits are checked. */
export function graphContent(kind: SendKind, content: unknown): Record<string, unknown> {
	switch (kind) {
		case 'text': {
			const { text, previewUrl } = content as SendContent<'text'>;
			return { type: 'text', text: { body: text, preview_url: previewUrl ?? false } };
		}
		case 'interactive/buttons':
			return interactive(buttons(content as SendContent<'interactive/buttons'>));
		case 'interactive/list':
			return interactive(list(content as SendContent<'interactive/list'>));
		default: {
			const { mediaUrl, ...rest } = content as SendContent<'document'>;
			return { type: kind, [kind]: { link: mediaUrl, ...filled(rest) } };
		}
	}
}

const interactive = (body: Record<string, unknown>) => ({ type: 'interactive', interactive: body });

/** Empty means absent: Infobip's limits begin at 0 here, WhatsApp's at 1. */
function filled(fields: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

function buttons({ header, body, footer, action }: SendContent<'interactive/buttons'>) {
	return {
		type: 'button',
		...(header && { header: buttonsHeader(header) }),
		body,
		...(footer && { footer }),
		action: {
			buttons: action.buttons.map(({ id, title }) => ({ type: 'reply', reply: { id, title } })),
		},
	};
}

function buttonsHeader(header: NonNullable<SendContent<'interactive/buttons'>['header']>) {
	if (header.type === 'TEXT') return { type: 'text', text: header.text };
	const { type, mediaUrl, ...rest } = header;
	return { type: type.toLowerCase(), [type.toLowerCase()]: { link: mediaUrl, ...filled(rest) } };
}

function list({ header, body, footer, action }: SendContent<'interactive/list'>) {
	return {
		type: 'list',
		...(header && { header: { type: 'text', text: header.text } }),
		body,
		...(footer && { footer }),
		action: {
			button: action.title,
			sections: action.sections.map(({ title, rows }) => ({
				...(title && { title }),
				rows: rows.map(filled),
			})),
		},
	};
}
