import type { IExecuteFunctions } from 'n8n-workflow';
import { numberOf } from '../../core/number';
import { textOf } from '../../core/text';
import { configurationError } from '../../n8n/errors';
import { knownLanguage } from '../../approvals/languages';
import { readChosen, readText } from '../../n8n/readText';
import { providerById } from '../../providers';
import type { Provider } from '../../providers/provider';
import { languages } from '../languages';
import type { LanguageTexts } from '../languages/texts';
import { isHumanReview } from '../output/humanReview';
import { readReview } from '../review';
import type { ApprovalState } from '../state';
import { readAbove } from './above';
import { readChoices } from './choices';
import { readTimes } from './deadline';
import { type ApprovalOptions, readOptions } from './options';
import { type AskedPeople, readPeople } from './people';
import { readRule, readWhoDecides } from './whoDecides';

/** The node's parameters, read and checked before anybody is asked. */
export interface ApprovalRequest extends AskedPeople {
	provider: Provider;
	sender: string;
	/** Make sure that answers can come back, before anybody is asked? */
	preflight: boolean;
	settings: Settings;
}

type Settings = Pick<
	ApprovalState,
	| 'question'
	| 'header'
	| 'above'
	| 'footer'
	| 'listButton'
	| 'sendAs'
	| 'directSend'
	| 'template'
	| 'rule'
	| 'voting'
	| 'language'
	| 'choices'
	| 'typed'
	| 'reactions'
	| 'reasonMinutes'
	| 'deadline'
	| 'remindAt'
	| 'texts'
>;

/**
 * What is asked for one item.
 *
 * @throws NodeOperationError naming the field to correct
 */
export function readRequest(context: IExecuteFunctions, item: number): ApprovalRequest {
	return isHumanReview(context.getNode())
		? readReview(context, (question) => readAbout(context, item, question))
		: readAbout(context, item, readText(context, 'message', item));
}

function readAbout(context: IExecuteFunctions, item: number, question: string): ApprovalRequest {
	const options = readOptions(context, item);
	const spoken = knownLanguage(options.language);
	const language = languages[spoken];
	// n8n does not let a field be read that the version of the node does not have.
	const place = context.getNode().typeVersion < 1.2 ? 'options.template' : 'template';
	const template = readChosen(context, place, item);
	if (options.sendAs === 'template' && template === '') {
		throw configurationError(
			context.getNode(),
			'"Send As" says template, but no template is chosen, so nobody was asked',
			'Choose one in "Template"',
		);
	}
	const whoDecides = readWhoDecides(context, item);
	const grouped = whoDecides === 'groups';
	const asked = readPeople(context, readText(context, 'approver', item), grouped, options);
	const { rule, voting } = readRule(context, item, whoDecides, asked);
	const provider = providerById(readText(context, 'provider', item));
	const choices = readChoices(context, item, language, options);
	const header = options.header || undefined;
	const shown = { question, header, choices, sendAs: options.sendAs };
	return {
		provider,
		sender: readChosen(context, 'sender', item),
		...asked,
		preflight: options.checkAnswers,
		settings: {
			...shown,
			above: readAbove(context, item, provider, shown),
			footer: options.footer || undefined,
			listButton: options.listButton || language.listButton,
			directSend: options.directSend && options.sendAs === 'automatic',
			template: options.sendAs === 'interactive' ? '' : template,
			rule,
			voting,
			language: spoken,
			typed: options.typedAnswers,
			reactions: options.reactions,
			reasonMinutes: options.askReason ? readReasonMinutes(context, options) : 0,
			...readTimes(context, item, options),
			texts: readTexts(language, options, rule),
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

/** What the builder wrote, else the language's own words. */
function readTexts(
	language: LanguageTexts,
	options: ApprovalOptions,
	rule: ApprovalState['rule'],
): ApprovalState['texts'] {
	return {
		confirmation: options.confirmation ?? language.confirmation,
		others: options.othersText ?? (rule === 'votes' ? language.decided : language.others),
		again: options.againText ?? language.again,
		late: language.late,
		notUnderstood: options.notUnderstoodText ?? language.askAgain,
		reason: options.reasonText || language.askReason,
		reminder: options.reminder?.values?.text || language.reminder,
	};
}
