import type { Message, TemplateMessage } from '../providers/messages';
import type { Provider } from '../providers/types';

/** Where a message breaks a limit: said before anything is sent. */
export interface LimitProblem {
	message: string;
	hint: string;
}

/**
 * Checks a message against what WhatsApp and the provider take.
 *
 * @returns the first limit that is broken, or undefined
 */
export function checkLimits(message: Message, provider: Provider): LimitProblem | undefined {
	const supported = provider.supports[message.kind];
	if (supported === undefined) {
		return {
			message: `${provider.name} cannot send messages of the kind "${message.kind}"`,
			hint: 'Choose another kind of message or another provider',
		};
	}
	const reference = between(
		'Tracking Reference',
		message.reference ?? '',
		0,
		provider.supports.reference ?? 0,
	);
	return reference ?? problems(message, provider).find((problem) => problem !== undefined);
}

function problems(message: Message, { supports }: Provider): Array<LimitProblem | undefined> {
	if (message.kind === 'text') {
		return [between('Text', message.text, 1, supports.text!.body)];
	}
	if (message.kind === 'template') return templateProblems(message, supports.template!.payload);
	const limits = supports.buttons!;
	return [
		between('Message', message.body, 1, limits.body),
		between('Header', message.header ?? '', 0, limits.header),
		between('Footer', message.footer ?? '', 0, limits.footer),
		...buttonProblems(message.buttons, limits),
	];
}

type ButtonLimits = NonNullable<Provider['supports']['buttons']>;

function buttonProblems(
	buttons: ReadonlyArray<{ id: string; title: string }>,
	limits: ButtonLimits,
): Array<LimitProblem | undefined> {
	const count = buttons.length;
	return [
		count === 0 ? { message: 'There is no button', hint: 'Add at least one button' } : undefined,
		count > limits.count
			? {
					message: `There are ${count} buttons; WhatsApp shows at most ${limits.count}`,
					hint: 'Remove buttons, or ask with a list',
				}
			: undefined,
		...buttons.flatMap((button, index) => [
			between(`Label of button ${index + 1}`, button.title, 1, limits.title),
			between(`Reply ID of button ${index + 1}`, button.id, 1, limits.id),
			button.id.trim() === button.id
				? undefined
				: {
						message: `The reply ID of button ${index + 1} begins or ends with a space`,
						hint: 'Remove the space',
					},
		]),
		duplicate(
			'label',
			buttons.map((button) => button.title),
		),
		duplicate(
			'reply ID',
			buttons.map((button) => button.id),
		),
	];
}

function templateProblems(
	{ template, values }: TemplateMessage,
	payloadLimit: number,
): Array<LimitProblem | undefined> {
	return template.variables.map((variable) => {
		const value = values[variable.id];
		if (value === undefined) return undefined;
		if (variable.kind === 'payload') return between(variable.label, value, 1, payloadLimit);
		// Refused as 132018 by the platform.
		return variable.kind === 'text' && /[\n\t]| {5}/.test(value)
			? {
					message: `The value of "${variable.label}" has line breaks, tabs or more than four spaces in a row`,
					hint: 'WhatsApp takes none of these inside a template',
				}
			: undefined;
	});
}

function duplicate(what: string, values: string[]): LimitProblem | undefined {
	const found = values.find((value, index) => values.indexOf(value) !== index);
	return found === undefined
		? undefined
		: {
				message: `Two buttons have the same ${what} "${found}"`,
				hint: `Give each button its own ${what}`,
			};
}

function between(
	field: string,
	value: string,
	least: number,
	most: number,
): LimitProblem | undefined {
	if (value.trim().length < least)
		return { message: `${field} is empty`, hint: `Fill in ${field}` };
	return value.length <= most
		? undefined
		: {
				message: `${field} has ${value.length} characters; WhatsApp takes at most ${most}`,
				hint: `Shorten ${field}`,
			};
}
