import type { ReplyEvent } from '../../whatsapp/events';
import { languages } from '../languages';
import { type Asked, type Choice, messageOf, type SentQuestion } from '../state';
import { comparable } from './typedAnswer';

/**
 * What approves and what rejects, in every language and as an emoji: labels that are taken at their word.
 * Made comparable once, as every template is compared with all of them.
 */
const MEANINGS: Readonly<Record<Choice['decision'], readonly string[]>> = {
	approved: [
		...Object.values(languages).flatMap(({ approve, approveWords }) => [approve, ...approveWords]),
		'👍',
		'✅',
	].map(comparable),
	rejected: [
		...Object.values(languages).flatMap(({ reject, rejectWords }) => [reject, ...rejectWords]),
		'👎',
		'❌',
	].map(comparable),
	chosen: [],
};

/** How well a label on a button fits a choice: its own label, a word for it, the beginning of either. */
type Fit = 0 | 1 | 2 | 3;

function fit(text: string, { label, words, decision }: Choice): Fit {
	const shown = comparable(text);
	const own = comparable(label);
	if (shown === own) return 3;
	const meanings = [...words.map(comparable), ...MEANINGS[decision]];
	if (meanings.includes(shown)) return 2;
	const begins = meanings.some((word) => shown.startsWith(`${word} `));
	return begins || shown.startsWith(`${own} `) || own.startsWith(`${shown} `) ? 1 : 0;
}

/** A label that would be read as another answer than the one it stands for. */
export interface LabelConflict {
	label: string;
	/** What a tap on it would be taken for. */
	choice: Choice;
	/** What the person would mean by it. */
	other: Choice;
}

/**
 * The first label that says another thing than the choice in its place: the labels stand in another
 * order than the choices, or one fits two of them. A label that is nobody's word fits where it stands.
 *
 * @param labels of the quick replies, one for each choice
 */
export function labelConflict(
	labels: readonly string[],
	choices: readonly Choice[],
): LabelConflict | undefined {
	for (const [index, choice] of choices.entries()) {
		const label = labels[index] ?? '';
		const own = fit(label, choice);
		const other = choices.find((one, at) => {
			const theirs = fit(label, one);
			return at !== index && (theirs > own || (theirs === own && own > 1));
		});
		if (other !== undefined) return { label, choice, other };
	}
	return undefined;
}

/** A label that stands on two buttons, so that nobody can tell what was tapped. */
export const doubleLabel = (labels: readonly string[]): string | undefined =>
	labels.find((label, index) =>
		labels.slice(0, index).some((one) => comparable(one) === comparable(label)),
	);

/** One spelling of what stands on a button: providers may change how spaces and emoji are written. */
const asShown = (text: string): string =>
	text
		.normalize('NFC')
		.replace(/[\ufe0e\ufe0f]/g, '')
		.replace(/\s+/g, ' ')
		.trim();

/** The one choice that a label on a message stood for; a label that is there twice stands for none. */
export function choiceOfLabel(
	{ labels }: Pick<SentQuestion, 'labels'>,
	title: string | undefined,
	choices: readonly Choice[],
): Choice | undefined {
	if (title === undefined) return undefined;
	const [label, second] = labels.filter(({ text }) => asShown(text) === asShown(title));
	if (label === undefined || second !== undefined) return undefined;
	return choices.find(({ id }) => id === label.choice);
}

/**
 * Does what the person saw on the button say the same as the reference behind it? They can differ when
 * a template was changed between two sends, or when a provider counts the buttons in another way.
 * Where a provider names no label there is nothing that contradicts.
 *
 * @param byTemplate the reference is one that only templates carry
 */
export function labelAgrees(
	{ title, context }: ReplyEvent,
	choice: Choice,
	byTemplate: boolean,
	asked: Asked,
	choices: readonly Choice[],
): boolean {
	if (title === undefined) return true;
	const message = messageOf(asked, context?.messageId);
	const possible =
		message === undefined
			? asked.messages.filter(({ by }) => (by === 'template') === byTemplate)
			: [message];
	const meant = possible.flatMap((one) => choiceOfLabel(one, title, choices) ?? []);
	return meant.length > 0 && meant.every(({ id }) => id === choice.id);
}
