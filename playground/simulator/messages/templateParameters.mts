import { invalidParameter, messagingRefusal } from '../whatsapp/refusal.mts';
import type { Template } from '../whatsapp/template.mts';
import { variablesIn } from '../whatsapp/template.mts';
import type { TemplateParameter } from '../whatsapp/templateSend.mts';

function shownText(parameter: TemplateParameter): string | undefined {
	if (parameter.type === 'text') return parameter.text;
	if (parameter.type === 'currency') return parameter.currency.fallback_value;
	if (parameter.type === 'date_time') return parameter.date_time.fallback_value;
	return undefined;
}

/** What Meta refuses in any parameter's text. */
export function checkText(where: string, text: string): void {
	if (text === '') {
		throw messagingRefusal(131008, `${where}: Parameter of type text is missing text value`);
	}
	if (/[\n\r\t]/.test(text) || / {5}/.test(text)) {
		throw messagingRefusal(
			132018,
			`${where}: Param text cannot have new-line/tab characters or more than 4 consecutive spaces`,
		);
	}
}

/** Variable values by name, refused unless they are exactly the text's variables. */
export function textValues(
	where: 'header' | 'body',
	template: Template,
	text: string,
	parameters: TemplateParameter[],
): Map<string, string> {
	const variables = variablesIn(text);
	if (parameters.length !== variables.length) {
		throw messagingRefusal(
			132000,
			`${where}: number of localizable_params (${parameters.length}) does not match the ` +
				`expected number of params (${variables.length})`,
		);
	}
	const values = new Map<string, string>();
	parameters.forEach((parameter, position) => {
		const value = shownText(parameter);
		if (value === undefined) {
			throw messagingRefusal(
				132012,
				`${where}: Format mismatch, expected TEXT, received ${parameter.type.toUpperCase()}`,
			);
		}
		checkText(where, value);
		values.set(nameOf(where, template, variables, parameter, position), value);
	});
	if (values.size !== variables.length) {
		throw messagingRefusal(132012, `${where}: a parameter_name was given twice`);
	}
	return values;
}

function nameOf(
	where: string,
	template: Template,
	variables: string[],
	parameter: TemplateParameter,
	position: number,
): string {
	const given = 'parameter_name' in parameter ? parameter.parameter_name : undefined;
	if (template.parameter_format === 'POSITIONAL') {
		if (given !== undefined) {
			throw messagingRefusal(132012, `${where}: parameter_name given for a positional template`);
		}
		return variables[position] ?? '';
	}
	// The answer seen in practice for a missing name is the general 100.
	if (given === undefined) {
		throw invalidParameter('Invalid parameter', 'Parameter name is missing or empty');
	}
	if (!variables.includes(given)) {
		throw messagingRefusal(132012, `${where}: the template has no parameter named ${given}`);
	}
	return given;
}
