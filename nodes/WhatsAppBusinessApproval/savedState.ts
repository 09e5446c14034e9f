import { asObject, asObjects, asText, type JsonObject, parseJson } from '../core/json';
import { labelConflict } from './decide/labels';
import type { HistoryEntry } from './history';
import { languages } from './languages';
import {
	type ApprovalState,
	type Asked,
	type SentQuestion,
	type ShownLabel,
	SEVERAL_VERSION,
	STATE_VERSION,
	VOTING_STATE_VERSION,
} from './state';

/**
 * Reads what a waiting approval saved, also when an older version of this package did. A request may
 * wait for weeks, and the package be updated meanwhile.
 *
 * @returns undefined for what this version does not know: then nobody waits, and nothing is decided
 */
export function readSavedState(text: string): ApprovalState[] | undefined {
	const saved = asObject(parseJson(text));
	const several = saved?.version === SEVERAL_VERSION;
	const requests = (several ? asObjects(saved.requests) : [saved]).map(readRequest);
	return requests.length > 0 && requests.every((request) => request !== undefined)
		? requests
		: undefined;
}

/** As text: a single request as it always was, so that another version of this package knows it. */
export const writeSavedState = (requests: readonly ApprovalState[]): string => {
	const texts = requests.map((request) => ({ ...request, files: undefined }));
	return JSON.stringify(
		texts.length === 1 ? texts[0] : { version: SEVERAL_VERSION, requests: texts },
	);
};

function readRequest(saved: JsonObject | undefined): ApprovalState | undefined {
	if (saved === undefined || !isRequest(saved)) return undefined;
	if (saved.version === STATE_VERSION) return saved as unknown as ApprovalState;
	if (saved.version === VOTING_STATE_VERSION && isVoting(saved.voting))
		return saved as unknown as ApprovalState;
	return saved.version === undefined ? fromFirst(saved as unknown as FirstState) : undefined;
}

/** What every version has, and without which nothing can be proven. */
function isRequest({ key, executionId, nodeId, people, choices, history }: JsonObject): boolean {
	return (
		[key, executionId, nodeId].every((text) => typeof text === 'string' && text !== '') &&
		[people, choices, history].every(Array.isArray)
	);
}

/** Without a number to reach, no vote would be too few. */
function isVoting(voting: unknown): boolean {
	const { needed } = asObject(voting) ?? {};
	return Array.isArray(needed) && needed.length > 0 && needed.every((number) => number >= 1);
}

/** The first version, which wrote no number of itself (package 0.1). */
type FirstState = Omit<
	ApprovalState,
	'version' | 'people' | 'texts' | 'excluded' | 'earlierKeys'
> & {
	texts: Omit<ApprovalState['texts'], 'late'>;
	people: Array<Omit<Asked, 'messages'> & { messageIds: string[]; lost?: boolean }>;
	/** Quick replies of the template that was sent last, in the order of the choices. */
	templateLabels?: string[];
};

/** There, the evidence was all that told what had been sent to whom. */
function fromFirst({ templateLabels, people, texts, ...rest }: FirstState): ApprovalState {
	const { choices, history } = rest;
	return {
		...rest,
		version: STATE_VERSION,
		// Was not kept; whom it named was only not asked.
		excluded: [],
		// Nor were these.
		earlierKeys: [],
		texts: { ...texts, late: lateText(texts) },
		people: people.map(({ messageIds, lost, ...asked }): Asked => {
			const known = messageIds.map((id) => asSent(id, history, choices, templateLabels ?? []));
			return { ...asked, messages: lost ? [...known, ...lostQuestions(rest)] : known };
		}),
	};
}

/** In the language of a text that builders leave as it is; English where they did not. */
const lateText = ({ notUnderstood, again }: FirstState['texts']): string =>
	Object.values(languages).find(
		(language) => language.askAgain === notUnderstood || language.again === again,
	)?.late ?? languages.en.late;

function asSent(
	id: string,
	history: readonly HistoryEntry[],
	choices: ApprovalState['choices'],
	templateLabels: readonly string[],
): SentQuestion {
	const asking = asObjects(history).find(
		({ event, messageId }) => messageId === id && (asText(event) ?? '').startsWith('asked'),
	);
	const shown = (asking?.buttons ?? []) as string[];
	const byTemplate = asking?.template !== undefined;
	// Links and the like stand among the buttons of a template.
	const titles =
		byTemplate && templateLabels.every((label) => shown.includes(label)) ? templateLabels : shown;
	// The order of a template's labels was not checked; where it is wrong, a tap is asked about again.
	const fits = titles.length === choices.length && labelConflict(titles, choices) === undefined;
	const labels: ShownLabel[] = fits
		? choices.map((choice, index) => ({ text: titles[index], choice: choice.id }))
		: [];
	const buttons = labels.length > 3 ? 'list' : 'buttons';
	const by = byTemplate ? 'template' : labels.length === 0 ? 'text' : buttons;
	return { id, by, labels, at: asText(asking?.at) ?? new Date(0).toISOString() };
}

/** The answer to a send was lost; whether it was the template or the buttons was not kept. */
function lostQuestions({
	choices,
	template,
	sendAs,
}: Pick<FirstState, 'choices' | 'template' | 'sendAs'>): SentQuestion[] {
	const at = new Date(0).toISOString();
	const labels = choices.map(({ id, label }): ShownLabel => ({ text: label, choice: id }));
	const buttons: SentQuestion = { by: 'buttons', labels, at };
	// Without its labels a tap on it is asked about once more, as soon as the provider names one.
	const byTemplate: SentQuestion = { by: 'template', labels: [], at };
	return [...(sendAs === 'template' ? [] : [buttons]), ...(template === '' ? [] : [byTemplate])];
}
