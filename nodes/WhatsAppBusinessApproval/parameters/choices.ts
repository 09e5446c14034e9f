import type { IExecuteFunctions } from 'n8n-workflow';
import { textOf } from '../../core/text';
import { configurationError } from '../../n8n/errors';
import { readText } from '../../n8n/readText';
import type { Choice } from '../state';
import type { LanguageTexts } from '../languages/texts';
import type { ApprovalOptions } from './options';
import { fold } from '../decide/typedAnswer';

/**
 * The answers that can be given; none where the person writes.
 *
 * @throws NodeOperationError when there are too few choices, or more than a list can show
 */
export function readChoices(
	context: IExecuteFunctions,
	item: number,
	language: LanguageTexts,
	options: ApprovalOptions,
): Choice[] {
	switch (context.getNodeParameter('responseType', item, 'approval')) {
		case 'freeText':
			return [];
		case 'choices':
			return ownChoices(context, item);
		default:
			return approveOrReject(context, item, language, options);
	}
}

function ownChoices(context: IExecuteFunctions, item: number): Choice[] {
	const choices = context.getNodeParameter('choices.choice', item, []) as Array<{
		label?: unknown;
		description?: unknown;
	}>;
	if (choices.length < 2 || choices.length > 10) {
		throw configurationError(
			context.getNode(),
			`There are ${choices.length} choices, so nobody was asked`,
			'Give two to ten choices: up to three are shown as buttons, more as a list',
		);
	}
	return choices.map(({ label, description }, index) => ({
		id: String(index),
		label: textOf(label),
		description: textOf(description) || undefined,
		words: [],
		decision: 'chosen',
		exit: index,
	}));
}

function approveOrReject(
	context: IExecuteFunctions,
	item: number,
	language: LanguageTexts,
	options: ApprovalOptions,
): Choice[] {
	const label = (name: string) => readText(context, `approvalOptions.values.${name}`, item);
	const approve = label('approveLabel') || language.approve;
	const reject = label('disapproveLabel') || language.reject;
	const usual =
		startsLike(approve, [language.approve, ...language.approveWords]) &&
		startsLike(reject, [language.reject, ...language.rejectWords]);
	const words = (own: string | undefined, theirs: string[]) =>
		own?.trim() ? own.split(/[,;|\n]/).filter((word) => word.trim() !== '') : usual ? theirs : [];
	return [
		{
			id: 'a',
			label: approve,
			words: words(options.approveWords, language.approveWords),
			decision: 'approved',
			exit: 0,
		},
		{
			id: 'r',
			label: reject,
			words: words(options.rejectWords, language.rejectWords),
			decision: 'rejected',
			exit: 1,
		},
	];
}

/**
 * Does a label mean what the usual words mean? To "Is anything broken?" with the buttons "Nothing"
 * and "Yes, wait", a typed "yes" is no approval; there only labels count.
 */
function startsLike(label: string, words: readonly string[]): boolean {
	const [first] = fold(label).split(/[\s,]/);
	return words.some((word) => fold(word) === first || fold(word) === fold(label));
}
