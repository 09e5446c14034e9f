import type { IExecuteFunctions } from 'n8n-workflow';
import { providerById } from '../../providers';
import type { Recipient } from '../../whatsapp/messages';
import type { Provider } from '../../providers/provider';
import { mistake } from '../../n8n/errors';
import type { ApprovalState } from '../state';
import { isHumanReview, reviewQuestion } from '../output/humanReview';
import { languages, type LanguageTexts } from '../languages';
import { readChoices } from './choices';
import { readOptions, type ApprovalOptions } from './options';
import { readPeople } from '../readPeople';
import { readTimes } from '../readTimes';

/** The node's parameters, read and checked before anybody is asked. */
export interface ApprovalRequest {
	provider: Provider;
	sender: string;
	people: Recipient[];
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
	const text = (name: string) => String(context.getNodeParameter(name, 0, '') ?? '');
	const options = readOptions(context);
	const language = languages[options.language] ?? languages.en;
	const template = context.getNodeParameter('options.template', 0, '', {
		extractValue: true,
	}) as string;
	if (options.sendAs === 'template' && template === '') {
		throw mistake(
			context.getNode(),
			'"Send As" says template, but no template is chosen, so nobody was asked',
			'Choose one in the option "Template"',
		);
	}
	return {
		provider: providerById(text('provider')),
		sender: context.getNodeParameter('sender', 0, '', { extractValue: true }) as string,
		people: readPeople(context, text('approver'), options.neverAsk.trim()),
		preflight: options.checkAnswers,
		settings: {
			question: isHumanReview(context.getNode()) ? reviewQuestion(context) : text('message'),
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
		notUnderstood: options.notUnderstoodText ?? language.askAgain,
		reason: options.reasonText || language.askReason,
		reminder: options.reminder?.values?.text || language.reminder,
	};
}
