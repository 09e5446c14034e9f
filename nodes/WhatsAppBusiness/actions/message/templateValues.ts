import type { IExecuteFunctions } from 'n8n-workflow';
import type { Template, TemplateVariable } from '../../../whatsapp/messages';
import { mistake } from '../../../n8n/errors';
import { readDate } from '../../../shared/readDate';
import { isCurrency, shownAs, type Manner } from './showAs';

type Values = Record<string, string>;

/** What was filled in. Empty fields count as not filled in. */
export function readValues(context: IExecuteFunctions, itemIndex: number): Values {
	const mapped = context.getNodeParameter('variables.value', itemIndex, {}) as Record<
		string,
		unknown
	> | null;
	return Object.fromEntries(
		Object.entries(mapped ?? {})
			.filter(([, value]) => value !== null && value !== undefined && value !== '')
			.map(([id, value]) => [id, textOf(value)]),
	);
}

/** Expressions give dates and objects too; in JSON a date is a text. */
function textOf(value: unknown): string {
	if (typeof value !== 'object' || Array.isArray(value)) return String(value);
	const json = JSON.stringify(value);
	return json.startsWith('"') ? String(JSON.parse(json)) : json;
}

/**
 * The values as they are sent: repeated where the template repeats them, dates with their zone, amounts
 * and dates in words.
 *
 * @throws NodeOperationError for what is no amount or no date
 */
export function finishedValues(
	context: IExecuteFunctions,
	itemIndex: number,
	template: Template,
	values: Values,
): Values {
	const finished = { ...values };
	for (const { variable, manner } of manners(context, itemIndex, template)) {
		const value = values[variable.id];
		if (value === undefined) continue;
		const shown = shownAs(value, manner, template.language, context.getTimezone());
		if (shown === undefined) throw notShown(context, itemIndex, variable, value, manner);
		finished[variable.id] = shown;
	}
	for (const variable of template.variables) {
		const value = values[variable.id];
		if (variable.kind === 'offerEnd' && value !== undefined) {
			finished[variable.id] = offerEnd(context, itemIndex, variable, value);
		}
		if (variable.sameAs !== undefined && values[variable.sameAs] !== undefined) {
			finished[variable.id] = values[variable.sameAs];
		}
	}
	return finished;
}

/** The entries of "Show As", each with the variable it is about: by ID, or by its own name. */
function manners(context: IExecuteFunctions, itemIndex: number, { name, variables }: Template) {
	const { showAs } = context.getNodeParameter('options', itemIndex, {}) as {
		showAs?: { variable?: Manner[] };
	};
	return (showAs?.variable ?? []).map((manner) => {
		const texts = variables.filter(({ kind }) => kind === 'text');
		const variable =
			texts.find(({ id }) => id === manner.id) ?? texts.find((each) => each.name === manner.id);
		if (variable !== undefined) return { variable, manner };
		throw mistake(
			context.getNode(),
			`"Show As" names the variable "${manner.id}", which the template "${name}" does not have`,
			'Choose the variable again in "Show As", or remove the entry',
			itemIndex,
		);
	});
}

function notShown(
	context: IExecuteFunctions,
	itemIndex: number,
	{ label }: TemplateVariable,
	value: string,
	{ as, currency = '' }: Manner,
) {
	if (as === 'amount' && !isCurrency(currency)) {
		return mistake(
			context.getNode(),
			`"${currency}" in "Show As" is no currency`,
			'Give the three letters of the currency, e.g. EUR',
			itemIndex,
		);
	}
	return mistake(
		context.getNode(),
		`"${value}" in "${label}" is no ${as === 'amount' ? 'number' : 'date'}, so it cannot be shown as one`,
		as === 'amount'
			? 'Give a number with a point for decimals and nothing else, e.g. 1250.5'
			: 'Write it like 2026-11-05 or 2026-11-05T18:30',
		itemIndex,
	);
}

function offerEnd(
	context: IExecuteFunctions,
	itemIndex: number,
	{ label }: TemplateVariable,
	value: string,
): string {
	const end = readDate(value, context.getTimezone());
	if (end !== undefined && end.toMillis() > Date.now()) return end.toISO() ?? value;
	throw mistake(
		context.getNode(),
		`"${value}" in "${label}" ${end === undefined ? 'is no date' : 'is over'}`,
		'Give a date and time to come, e.g. 2026-11-30T18:00',
		itemIndex,
	);
}
