import { DateTime } from 'luxon';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { readDate } from '../../../core/date';
import { textOf } from '../../../core/text';
import { configurationError } from '../../../n8n/errors';
import type { Template, TemplateVariable } from '../../../whatsapp/messages';
import { type Manner, readOptions } from '../options';

type Values = Record<string, string>;

/** What was filled in. Empty fields count as not filled in. */
export function readValues(context: IExecuteFunctions, itemIndex: number): Values {
	const mapped = context.getNodeParameter('variables.value', itemIndex, {}) as Record<
		string,
		unknown
	> | null;
	return Object.fromEntries(
		Object.entries(mapped ?? {})
			.map(([id, value]) => [id, textOf(value)])
			.filter(([, text]) => text !== ''),
	);
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
	const { showAs } = readOptions(context, itemIndex, [showAsOption]);
	return (showAs?.variable ?? []).map((manner) => {
		const texts = variables.filter(({ kind }) => kind === 'text');
		const variable =
			texts.find(({ id }) => id === manner.id) ?? texts.find((each) => each.name === manner.id);
		if (variable !== undefined) return { variable, manner };
		throw configurationError(
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
		return configurationError(
			context.getNode(),
			`"${currency}" in "Show As" is no currency`,
			'Give the three letters of the currency, e.g. EUR',
			itemIndex,
		);
	}
	return configurationError(
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
	throw configurationError(
		context.getNode(),
		`"${value}" in "${label}" ${end === undefined ? 'is no date' : 'is over'}`,
		'Give a date and time to come, e.g. 2026-11-30T18:00',
		itemIndex,
	);
}

/**
 * A value as people read it in the template's language: a number as an amount of money, a date in words.
 *
 * Sent as text. Meta's parameter `date_time` shows nothing but the text it is given, and its `currency`
 * would look different from what the output says.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 * @param language as templates have it, e.g. `pt_BR`
 * @param zone of dates that name none, and in which they are shown
 * @returns undefined where the value is no number, or no date
 */
export function shownAs(
	value: string,
	{ as, currency = '' }: Manner,
	language: string,
	zone: string,
): string | undefined {
	const locale = localeOf(language);
	if (as === 'amount') {
		const amount = value.trim() === '' ? NaN : Number(value);
		if (!Number.isFinite(amount) || !isCurrency(currency)) return undefined;
		const style = { style: 'currency', currency: currency.trim().toUpperCase() } as const;
		return new Intl.NumberFormat(locale, style).format(amount);
	}
	const date = readDate(value, zone)?.setZone(zone).setLocale(locale);
	return date?.toLocaleString(
		as === 'date'
			? DateTime.DATE_FULL
			: { ...DateTime.DATE_FULL, hour: 'numeric', minute: '2-digit' },
	);
}

/** Three letters, as ISO 4217 has them. */
const isCurrency = (code: string): boolean => /^[A-Za-z]{3}$/.test(code.trim());

/** Codes that no locale is known for are written as in English. */
function localeOf(language: string): string {
	try {
		return Intl.getCanonicalLocales(language.replace(/_/g, '-'))[0] ?? 'en';
	} catch {
		return 'en';
	}
}

/** Which translation a person gets, among the options. */
export const languageOption: INodeProperties = {
	displayName: 'Language',
	name: 'language',
	type: 'string',
	default: '',
	placeholder: 'e.g. es or pt_BR',
	description:
		'The language of the person. The template goes out in it if it is approved in that language, otherwise in the language chosen above.',
};

/** Amounts and dates in words, among the options. */
export const showAsOption: INodeProperties = {
	displayName: 'Show As',
	name: 'showAs',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	default: {},
	placeholder: 'Add variable',
	description:
		'Variables that are amounts of money or dates, to be written as people read them in the language of the template',
	options: [
		{
			displayName: 'Variable',
			name: 'variable',
			values: [
				{
					displayName: 'Variable Name or ID',
					name: 'id',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getTextVariables',
						loadOptionsDependsOn: ['template.value', 'provider'],
					},
					default: '',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
				{
					displayName: 'As',
					name: 'as',
					type: 'options',
					options: [
						{
							name: 'Amount of Money',
							value: 'amount',
							description: 'From a number, e.g. 12.5 becomes €12.50',
						},
						{
							name: 'Date',
							value: 'date',
							description: 'E.g. 2026-11-05 becomes November 5, 2026.',
						},
						{
							name: 'Date and Time',
							value: 'dateTime',
							description: 'E.g. 2026-11-05T18:30 becomes November 5, 2026 at 6:30 PM.',
						},
					],
					default: 'amount',
				},
				{
					displayName: 'Currency',
					name: 'currency',
					type: 'string',
					default: 'EUR',
					placeholder: 'e.g. EUR',
					description: 'The three letters of the currency',
					displayOptions: { show: { as: ['amount'] } },
				},
			],
		},
	],
};
