import type { ButtonsMessage, ListMessage, ReplyButton } from '../messages';
import type { Provider } from '../../providers/provider';
import { frameFindings } from './problem';
import {
	between,
	unless,
	type Findings,
	type LimitProblem,
} from '../../shared/messageLimits/problem';

/** Of a message with reply buttons. */
export const buttonsFindings = (message: ButtonsMessage, provider: Provider): Findings => {
	const limits = provider.supports.buttons!;
	return [
		...frameFindings(message, limits, provider),
		...optionFindings('button', message.buttons, limits),
	];
};

/** Of a list. */
export function listFindings(message: ListMessage, provider: Provider): Findings {
	const limits = provider.supports.list!;
	return [
		between('List Button Label', message.button, 1, limits.button),
		...frameFindings(message, limits, provider),
		...optionFindings('row', message.rows, limits),
		...message.rows.map(({ description }, index) =>
			between(`Description of row ${index + 1}`, description ?? '', 0, limits.description),
		),
	];
}

function optionFindings(
	what: 'button' | 'row',
	options: readonly ReplyButton[],
	limits: { count: number; title: number; id: number },
): Findings {
	const count = options.length;
	return [
		unless(count > 0, `There is no ${what}`, `Add at least one ${what}`),
		unless(
			count <= limits.count,
			`There are ${count} ${what}s; WhatsApp shows at most ${limits.count}`,
			what === 'button' ? 'Remove buttons, or ask with a list' : 'Remove rows',
		),
		...options.flatMap(({ id, title }, index) => [
			between(`Label of ${what} ${index + 1}`, title, 1, limits.title),
			between(`Reply ID of ${what} ${index + 1}`, id, 1, limits.id),
			unless(
				id.trim() === id,
				`The reply ID of ${what} ${index + 1} begins or ends with a space`,
				'Remove the space',
			),
		]),
		// Two rows may look the same to WhatsApp, but not to the person.
		duplicate(
			what,
			'label',
			options.map(({ title }) => title),
		),
		duplicate(
			what,
			'reply ID',
			options.map(({ id }) => id),
		),
	];
}

function duplicate(what: string, field: string, values: string[]): LimitProblem | undefined {
	const found = values.find((value, index) => values.indexOf(value) !== index);
	return unless(
		found === undefined,
		`Two ${what}s have the same ${field} "${found}"`,
		`Give each ${what} its own ${field}`,
	);
}
