import type { TemplateMessage } from '../../providers/messages';
import type { Provider } from '../../providers/types';
import { between, unless, type Findings } from './problem';

/** Of the values of a template. */
export function templateFindings(
	{ template, values, components }: TemplateMessage,
	{ name, supports }: Provider,
): Findings {
	if (components !== undefined) {
		return [
			unless(
				supports.template!.components === true,
				`${name} does not take components as Meta writes them`,
				'Remove the option "Components (JSON)" and fill in the variables',
			),
		];
	}
	return template.variables.map((variable) => {
		const value = values[variable.id];
		if (value === undefined) return undefined;
		if (variable.kind === 'payload')
			return between(variable.label, value, 1, supports.template!.payload);
		// Refused as 132018 by the platform.
		return unless(
			variable.kind !== 'text' || !/[\n\t]| {5}/.test(value),
			`The value of "${variable.label}" has line breaks, tabs or more than four spaces in a row`,
			'WhatsApp takes none of these inside a template',
		);
	});
}
