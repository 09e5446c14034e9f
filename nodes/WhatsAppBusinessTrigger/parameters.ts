import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import { knownLanguage, type Language } from '../approvals/languages';
import { textOf } from '../core/text';
import { withTexts } from '../n8n/readText';
import { parsePeople } from '../whatsapp/people';
import { triggerOptions } from './description';
import { usualTexts } from './usualTexts';
import type { EventFilter } from './filterEvents';

export interface TriggerOptions {
	/** This and the other texts only where the builder has written them; see `told`. */
	faultText?: string;
	/** URLs, separated by commas or line breaks. */
	forwardTo: string;
	keyword: string;
	language: Language;
	lateText?: string;
	/** Leave out names and raw data. */
	lean: boolean;
	person: string;
	replace: boolean;
	replyIdPrefix: string;
	resumeUrl: string;
	severalText?: string;
	splitOutputs: boolean;
}

/** The collection "Options", with what is not set filled in. */
export function readOptions(context: IHookFunctions | IWebhookFunctions): TriggerOptions {
	const given = context.getNodeParameter('options', {}) as Partial<TriggerOptions>;
	const options = withTexts(given, triggerOptions);
	// The English text that the editor fills in is nobody's own.
	for (const name of ['faultText', 'lateText', 'severalText'] as const) {
		if (options[name] === usualTexts.en[name]) delete options[name];
	}
	return {
		forwardTo: '',
		keyword: '',
		lean: false,
		person: '',
		replace: false,
		replyIdPrefix: '',
		resumeUrl: '',
		splitOutputs: false,
		...options,
		language: knownLanguage(given.language),
	};
}

/** The chosen number's ID; empty when none was chosen. */
export function readSender(context: IHookFunctions | IWebhookFunctions): string {
	return textOf(context.getNodeParameter('sender', '', { extractValue: true })).trim();
}

export function readFilter(
	context: IWebhookFunctions,
	{ keyword, person, replyIdPrefix }: TriggerOptions,
): EventFilter {
	return {
		events: context.getNodeParameter('events', []) as string[],
		phoneNumberId: readSender(context),
		words: wordsOf(keyword),
		people: person.trim() === '' ? undefined : parsePeople(person).people,
		replyIdPrefix,
	};
}

/** Of what holds separators only, itself: it must not let everything pass. */
function wordsOf(list: string): string[] {
	const words = list.split(/[,;|\n]/).flatMap((word) => word.trim() || []);
	return words.length === 0 && list.trim() !== '' ? [list.trim()] : words;
}

/**
 * The part of a webhook URL that is this n8n's, with its closing slash.
 *
 * @param webhookUrl e.g. `https://n8n.example.com/webhook/<id>/webhook`
 */
export function ownBaseUrl(webhookUrl: string): string {
	const [before] = webhookUrl.split(/\/webhook(?:-test)?\//, 1);
	return before === webhookUrl ? `${new URL(webhookUrl).origin}/` : `${before}/`;
}

/**
 * Where this n8n takes answers for waiting executions: beside the webhooks.
 *
 * @param webhookUrl this trigger's own URL
 * @param override what the builder set, for an n8n whose administrator renamed the endpoint
 */
export function waitingBaseUrl(webhookUrl: string, override: string): string {
	return (override || `${ownBaseUrl(webhookUrl)}webhook-waiting`).replace(/\/+$/, '');
}
