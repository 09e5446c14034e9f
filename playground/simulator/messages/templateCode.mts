import { messagingRefusal } from '../whatsapp/refusal.mts';
import type { Template } from '../whatsapp/template.mts';
import type { FittedButton } from './templateButtons.mts';
import type { TemplateSend } from '../whatsapp/templateSend.mts';

const LONGEST = 15;

/**
 * An authentication template takes one code, in the text and once more behind the button
 * (M:templates/authentication-templates/authentication-templates).
 */
export function fitCode(
	template: Template,
	send: TemplateSend,
	buttons: FittedButton[],
): FittedButton[] {
	if (template.category !== 'AUTHENTICATION') return buttons;
	const codes = (send.components ?? []).flatMap((component) =>
		component.type === 'body' || component.type === 'button'
			? component.parameters.map((parameter) => (parameter.type === 'text' ? parameter.text : ''))
			: [],
	);
	const [code = ''] = codes;
	if (code === '' || code.length > LONGEST) {
		throw messagingRefusal(131009, `body: a code has 1 to ${LONGEST} characters`);
	}
	if (codes.some((other) => other !== code)) {
		throw messagingRefusal(131009, 'buttons: the code is another one than in the body');
	}
	return buttons.map((button) => ({ ...button, code }));
}
