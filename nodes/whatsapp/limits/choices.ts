import type { Carrier } from '../capabilities';
import { listSections } from '../listSections';
import type { ButtonsMessage, ListMessage, ListRow } from '../messages';
import { between, frameProblems, type Problem, type Problems, unless } from './problem';
import { sectionProblems } from './sections';

/** Of a message with reply buttons. */
export const buttonsProblems = (message: ButtonsMessage, provider: Carrier): Problems => {
	const limits = provider.supports.buttons!;
	return [
		...frameProblems(message, limits, provider),
		...optionProblems('button', message.buttons, limits),
	];
};

/** Of a list. */
export function listProblems(message: ListMessage, provider: Carrier): Problems {
	const limits = provider.supports.list!;
	return [
		between('List Button Label', message.button, 1, limits.button),
		...frameProblems(message, limits, provider),
		...optionProblems('row', message.rows, limits),
		...rowSections(message.rows, limits.sections, provider),
		...message.rows.map(({ description }, index) =>
			between(`Description of row ${index + 1}`, description ?? '', 0, limits.description),
		),
	];
}

function rowSections(
	rows: readonly ListRow[],
	limits: { count: number; title: number } | undefined,
	{ name }: Carrier,
): Problems {
	if (limits !== undefined) return sectionProblems('row', rows, limits);
	return [
		unless(
			rows.every(({ section = '' }) => section === ''),
			`${name} shows lists without sections`,
			'Leave "Section" empty in all rows',
		),
	];
}

function optionProblems(
	what: 'button' | 'row',
	options: readonly ListRow[],
	limits: { count: number; title: number; id: number },
): Problems {
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
		// Two rows may look the same to WhatsApp, but not to the person, unless the section tells them apart.
		...listSections(options).map(({ rows }) =>
			duplicate(
				what,
				'label',
				rows.map(({ title }) => title),
			),
		),
		duplicate(
			what,
			'reply ID',
			options.map(({ id }) => id),
		),
	];
}

function duplicate(what: string, field: string, values: string[]): Problem | undefined {
	const found = values.find((value, index) => values.indexOf(value) !== index);
	return unless(
		found === undefined,
		`Two ${what}s have the same ${field} "${found}"`,
		`Give each ${what} its own ${field}`,
	);
}
