import type { IExecuteFunctions } from 'n8n-workflow';
import { configurationError } from '../../n8n/errors';
import { providerById } from '../../providers';
import type { Provider } from '../../providers/provider';
import type { Recipient } from '../../whatsapp/messages';
import { canonicalPerson, parseRecipient } from '../../whatsapp/person';
import { languages, type LanguageTexts } from '../languages';
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
		: readAbout(context, String(context.getNodeParameter('message', 0, '') ?? ''));
}

function readAbout(context: IExecuteFunctions, question: string): ApprovalRequest {
	const text = (name: string) => String(context.getNodeParameter(name, 0, '') ?? '');
	const options = readOptions(context);
	const language = languages[options.language] ?? languages.en;
	const template = context.getNodeParameter('options.template', 0, '', {
		extractValue: true,
	}) as string;
	if (options.sendAs === 'template' && template === '') {
		throw configurationError(
			context.getNode(),
			'"Send As" says template, but no template is chosen, so nobody was asked',
			'Choose one in the option "Template"',
		);
	}
	return {
		provider: providerById(text('provider')),
		sender: context.getNodeParameter('sender', 0, '', { extractValue: true }) as string,
		...readPeople(context, text('approver'), options.neverAsk.trim()),
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
			reasonMinutes: options.askReason ? Math.max(1, Number(options.reasonMinutes)) : 0,
			...readTimes(context, options),
			texts: readTexts(language, options),
		},
	};
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
 * @param never phone number or user ID of somebody who may not answer; empty for nobody
 * @throws NodeOperationError naming what is no number, or when nobody is left
 */
function readPeople(
	context: IExecuteFunctions,
	ask: string,
	never: string,
): Pick<ApprovalRequest, 'people' | 'excluded'> {
	const read = (text: string, field: string): Recipient => {
		const person = parseRecipient(text);
		if (person !== undefined) return person;
		throw configurationError(
			context.getNode(),
			`"${text}" is no phone number with country code`,
			`Write the number in "${field}" like +34 600 000 001, or give a WhatsApp user ID; separate several with commas`,
		);
	};
	const excluded = never === '' ? [] : [read(never, 'Never Ask')];
	const people = new Map(
		ask
			.split(/[,;\n]/)
			.map((text) => text.trim())
			.filter((text, index) => text !== '' || index === 0)
			.map((text) => read(text, 'Ask'))
			.map((person) => [canonicalPerson(person), person]),
	);
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
