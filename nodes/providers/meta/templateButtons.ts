import { defined } from '../../shared/json';
import type { DraftButton } from '../../whatsapp/templateDraft';

/** The buttons of a template, or of a card in it. */
export const buttonsComponent = (buttons: readonly DraftButton[]): Record<string, unknown> => ({
	type: 'BUTTONS',
	buttons: buttons.map(button),
});

function button(draft: DraftButton): Record<string, unknown> {
	switch (draft.kind) {
		case 'quickReply':
			return { type: 'QUICK_REPLY', text: draft.text };
		case 'url':
			return defined({
				type: 'URL',
				text: draft.text,
				url: draft.url,
				example: draft.example === undefined ? undefined : [draft.example],
			});
		case 'phone':
			return { type: 'PHONE_NUMBER', text: draft.text, phone_number: draft.phone };
		case 'copyCode':
			return { type: 'COPY_CODE', example: draft.example };
		case 'flow':
			return defined({
				type: 'FLOW',
				text: draft.text,
				flow_id: draft.flowId,
				flow_action: 'navigate',
				navigate_screen: draft.screen,
			});
	}
}
