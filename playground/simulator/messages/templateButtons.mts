import { invalidParameter, messagingRefusal } from '../whatsapp/refusal.mts';
import type { Template, TemplateButton } from '../whatsapp/template.mts';
import { componentOf, filled, variablesIn } from '../whatsapp/template.mts';
import { checkText } from './templateParameters.mts';
import type { ButtonComponent, TemplateSend } from '../whatsapp/templateSend.mts';

export interface FittedButton extends TemplateButton {
	payload?: string;
	code?: string;
}

const SUB_TYPES = {
	QUICK_REPLY: 'quick_reply',
	URL: 'url',
	COPY_CODE: 'copy_code',
	FLOW: 'flow',
	CATALOG: 'catalog',
} as const;
const PARAMETER_TYPES = {
	quick_reply: 'payload',
	url: 'text',
	copy_code: 'coupon_code',
	flow: 'action',
	catalog: 'action',
} as const;
const NEEDED: ReadonlyArray<TemplateButton['type']> = ['COPY_CODE', 'FLOW'];

function fitButton(button: TemplateButton, index: number, sent?: ButtonComponent): FittedButton {
	const where = `buttons: Button at index ${index}`;
	const needed = NEEDED.includes(button.type) || variablesIn(button.url).length > 0;
	if (!sent) {
		if (!needed) return button;
		throw messagingRefusal(131008, `${where} of type ${button.type} requires a parameter`);
	}
	const subType = button.type === 'PHONE_NUMBER' ? undefined : SUB_TYPES[button.type];
	const parameter = sent.parameters[0];
	if (sent.sub_type !== subType || parameter?.type !== PARAMETER_TYPES[subType]) {
		throw messagingRefusal(132012, `${where} is of type ${button.type}`);
	}
	if (parameter.type === 'payload') return { ...button, payload: parameter.payload };
	if (parameter.type === 'action') {
		fitAction(where, subType, parameter.action);
		return button;
	}
	if (parameter.type === 'coupon_code') return { ...button, code: parameter.coupon_code };
	if (!needed) throw messagingRefusal(132018, `${where} does not take a parameter`);
	checkText(where, parameter.text);
	const url = filled(button.url ?? '', new Map([['1', parameter.text]]));
	if (url.length > 2000 || !URL.canParse(url)) {
		throw messagingRefusal(131009, `${where}: the filled URL is not valid`);
	}
	return { ...button, url };
}

/** A flow and a catalog each have words of their own. */
function fitAction(where: string, subType: string, action: object): void {
	const own = subType === 'catalog' ? /^thumbnail_/ : /^flow_/;
	const other = Object.keys(action).find((key) => !own.test(key));
	if (other) throw invalidParameter(`Unexpected key "${other}" on param "${where}"`);
}

/** Buttons with what the send gives them; those with variables must be given something. */
export function fitButtons(template: Template, send: TemplateSend): FittedButton[] {
	const buttons = componentOf(template, 'BUTTONS')?.buttons ?? [];
	const sent = send.components?.filter((component) => component.type === 'button') ?? [];
	const byIndex = new Map(sent.map((component) => [component.index, component]));
	if (byIndex.size !== sent.length) {
		throw invalidParameter('Invalid parameter', 'a button index was given twice');
	}
	const beyond = sent.find((component) => component.index >= buttons.length);
	if (beyond) {
		const details =
			buttons.length === 0
				? 'buttons: Template does not contain button components, no parameters allowed'
				: `buttons: the template has no button at index ${beyond.index}`;
		throw messagingRefusal(132018, details);
	}
	return buttons.map((button, index) => fitButton(button, index, byIndex.get(index)));
}
