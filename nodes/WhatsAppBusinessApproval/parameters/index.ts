import type { IExecuteFunctions } from 'n8n-workflow';
import { numberOf } from '../../core/number';
import { textOf } from '../../core/text';
import { configurationError } from '../../n8n/errors';
import type { Country } from '../../core/countries';
import { numberHint, readDefaultCountry } from '../../n8n/defaultCountry';
import { readChosen, readText } from '../../n8n/readText';
import { providerById } from '../../providers';
import type { Provider } from '../../providers/provider';
import type { Recipient } from '../../whatsapp/messages';
import { parsePeople } from '../../whatsapp/people';
import { canonicalPerson } from '../../whatsapp/person';
import { languages } from '../languages';
import type { LanguageTexts } from '../languages/texts';
import { isHumanReview } from '../output/humanReview';
import { readReview } from '../review';
import type { ApprovalState } from '../state';
import { readChoices } from './choices';
import { readTimes } from './deadline';
import { type ApprovalOptions, readOptions } from './options';

/** The node's parameters, read and checked before anybody is asked. */
export interface ApprovalRequest {
	provider: Provider;
	sender: string;
	people: Recipient[];
	/** Who must not decide. */
	excluded: Recipient[];
	/** Make sure that answers can come back, before anybody is asked? */
	preflight: boolean;
	settings: Settings;
}

type Settings = Pick<
	ApprovalState,
	| 'question'
	| 'header'
	| 'footer'
	| 'listButton'
	| 'sendAs'
	| 'template'
	| 'rule'
	| 'choices'
	| 'typed'
	| 'reactions'
	| 'reasonMinutes'
	| 'deadline'
	| 'remindAt'
	| 'texts'
>;

/** @throws NodeOperationError naming the field to correct */
export function readRequest(context: IExecuteFunctions): ApprovalRequest {
	return isHumanReview(context.getNode())
		? readReview(context, (question) => readAbout(context, question))
		: readAbout(context, readText(context, 'message', 0));
}

function readAbout(context: IExecuteFunctions, question: string): ApprovalRequest {
	const options = readOptions(context);
	const language = languages[options.language] ?? languages.en;
	const template = readChosen(context, 'options.template', 0);
	if (options.sendAs === 'template' && template === '') {
		throw configurationError(
			context.getNode(),
			'"Send As" says template, but no template is chosen, so nobody was asked',
			'Choose one in the option "Template"',
		);
	}
	return {
		provider: providerById(readText(context, 'provider', 0)),
		sender: readChosen(context, 'sender', 0),
		...readPeople(context, readText(context, 'approver', 0), options),
		preflight: options.checkAnswers,
		settings: {
			question,
			header: options.header || undefined,
			footer: options.footer || undefined,
			listButton: options.listButton || language.listButton,
			sendAs: options.sendAs,
			template: options.sendAs === 'interactive' ? '' : template,
			rule: readRule(context),
			choices: readChoices(context, language, options),
			typed: options.typedAnswers,
			reactions: options.reactions,
			reasonMinutes: options.askReason ? readReasonMinutes(context, options) : 0,
			...readTimes(context, options),
			texts: readTexts(language, options),
		},
	};
}

/** At least one minute. @throws NodeOperationError for what is no number */
function readReasonMinutes(context: IExecuteFunctions, { reasonMinutes }: ApprovalOptions): number {
	const minutes = numberOf(reasonMinutes);
	if (Number.isFinite(minutes)) return Math.max(1, minutes);
	throw configurationError(
		context.getNode(),
		`"${textOf(reasonMinutes)}" in "Wait for a Reason (Minutes)" is no number, so nobody was asked`,
		'Give minutes in "Wait for a Reason (Minutes)", like 60',
	);
}

/** In order only where approving means that the next is asked, and an agent waits for one person. */
function readRule(context: IExecuteFunctions): ApprovalState['rule'] {
	const approval = context.getNodeParameter('responseType', 0, 'approval') === 'approval';
	const order = context.getNodeParameter('whoDecides', 0, 'first') === 'order';
	return approval && order && !isHumanReview(context.getNode()) ? 'order' : 'first';
}

/** What the builder wrote, else the language's own words. */
function readTexts(language: LanguageTexts, options: ApprovalOptions): ApprovalState['texts'] {
	return {
		confirmation: options.confirmation ?? language.confirmation,
		others: options.othersText ?? language.others,
		again: options.againText ?? language.again,
		late: language.late,
		notUnderstood: options.notUnderstoodText ?? language.askAgain,
		reason: options.reasonText || language.askReason,
		reminder: options.reminder?.values?.text || language.reminder,
	};
}

/** More people than are asked the same thing at once by anybody who means it. */
const MOST = 20;

/**
 * Whom to ask: one person or several, each once, and never the one who must not decide. That one may
 * be among them under another identity all the same, which only an answer shows.
 *
 * @throws NodeOperationError naming what is no number, or when nobody is left
 */
function readPeople(
	context: IExecuteFunctions,
	ask: string,
	{ neverAsk, defaultCountry }: ApprovalOptions,
): Pick<ApprovalRequest, 'people' | 'excluded'> {
	const country = readDefaultCountry(context.getNode(), defaultCountry);
	const excluded = peopleOf(context, neverAsk, 'Never Ask', country);
	const asked = peopleOf(context, ask, 'Ask', country);
	if (asked.length === 0) throw notAPerson(context, '', 'Ask', country);
	const people = new Map(asked.map((person) => [canonicalPerson(person), person]));
	for (const person of excluded) people.delete(canonicalPerson(person));
	if (people.size > 0 && people.size <= MOST) return { people: [...people.values()], excluded };
	throw configurationError(
		context.getNode(),
		people.size === 0
			? 'The only person in "Ask" is the one who must not decide, so nobody was asked'
			: `There are ${people.size} people in "Ask"; at most ${MOST} can be asked at once`,
		people.size === 0 ? 'Name somebody else in "Ask"' : 'Ask fewer people',
	);
}

/** The people that a field names. @throws NodeOperationError for an entry that names nobody */
function peopleOf(
	context: IExecuteFunctions,
	list: string,
	field: string,
	country: Country | undefined,
): Recipient[] {
	const { people, unreadable } = parsePeople(list, country);
	if (unreadable.length > 0) throw notAPerson(context, unreadable[0], field, country);
	return people;
}

const notAPerson = (
	context: IExecuteFunctions,
	entry: string,
	field: string,
	country: Country | undefined,
) =>
	configurationError(
		context.getNode(),
		entry === '' ? `"${field}" is empty` : `"${entry}" is no phone number with country code`,
		`${numberHint(field, entry, country)}. Separate several with commas`,
	);
