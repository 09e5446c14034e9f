import type { Template } from './messages';

export interface TemplateProblem {
	message: string;
	hint: string;
}

const STATUS_HINTS: Partial<Record<Template['status'], string>> = {
	paused: 'WhatsApp lifts the pause by itself after some hours; use another template until then',
	pending: 'Wait until WhatsApp has approved it',
	rejected: 'See the reason in WhatsApp Manager or at your provider, and submit it again',
	disabled: 'Use another template',
};

/** A template that cannot be sent as it is on file. */
export function unusable(
	chosen: string,
	template: Template | undefined,
): TemplateProblem | undefined {
	if (chosen === '') return { message: 'No template is chosen', hint: 'Choose a template' };
	if (template === undefined) {
		return {
			message: `There is no template "${chosen}" in this WhatsApp account`,
			hint: 'Choose the template again from the list; by name, write it as name|language, e.g. order_ready|en_US',
		};
	}
	if (template.status === 'approved') return undefined;
	return {
		message: `The template "${template.name}" is ${template.statusText.toLowerCase()} and cannot be sent`,
		hint: STATUS_HINTS[template.status] ?? 'See its state in WhatsApp Manager or at your provider',
	};
}

/** The first variable that has to be filled in and is not. */
export function missingValue(
	template: Template,
	values: Readonly<Record<string, string>>,
): TemplateProblem | undefined {
	const missing = template.variables.find(
		({ id, required, sameAs }) => required && (values[sameAs ?? id] ?? '').trim() === '',
	);
	return (
		missing && {
			message: `The template variable "${missing.label}" is empty`,
			hint: 'Fill it in; WhatsApp does not send a template with a gap',
		}
	);
}

/** A value for a variable that the template does not (or no longer) have. */
export function unknownValue(
	template: Template,
	values: Readonly<Record<string, string>>,
): TemplateProblem | undefined {
	const unknown = Object.keys(values).find(
		(id) => !template.variables.some((variable) => variable.id === id),
	);
	if (unknown === undefined) return undefined;
	const button = template.buttons[Number(/^button\.(\d+)$/.exec(unknown)?.[1])];
	if (button?.kind === 'quickReply') {
		return {
			message: `The button "${button.text}" of the template "${template.name}" takes no reply ID: your provider does not pass one on`,
			hint: 'Leave it empty; a tap on the button is then known by its label and by the message that it answers',
		};
	}
	return {
		message: `The template "${template.name}" has no variable "${unknown}"`,
		hint: 'The template was changed: refresh the list of variables in this node',
	};
}
