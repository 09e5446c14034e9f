import type { Template, TemplateMessage } from '../../whatsapp/messages';
import type { Problem } from '../../whatsapp/limits/problem';
import type { Provider } from '../../providers/provider';
import { TEXT_DELIVERY } from '../../approvals/reference';
import { configurationError } from '../../n8n/errors';
import { mediaPlace, unusable } from '../../whatsapp/template';
import { type OncePerRun, oncePerRun } from '../../n8n/cache';
import { findTemplate, findTranslations } from '../../n8n/templates';
import type { Caller } from '../../n8n/transport';
import { doubleLabel, labelConflict } from '../decide/labels';
import type { ApprovalState, Choice } from '../state';
import { refer, TEMPLATE_DELIVERY, templateChoice } from '../references';
import { mediaProblem, mediaValues } from './templateMedia';

export const quickReplies = ({ buttons }: Template): Template['buttons'] =>
	buttons.filter(({ kind }) => kind === 'quickReply');

/** What a template has to carry. */
type Wanted = Pick<ApprovalState, 'template' | 'choices' | 'exits' | 'people' | 'above' | 'sendAs'>;

/** What the question needs of a template. */
function unfit(
	chosen: string,
	template: Template | undefined,
	translations: readonly Template[],
	wanted: Wanted,
): Problem | undefined {
	const { choices, exits, people } = wanted;
	const problem = unusable(chosen, template, translations);
	if (problem || template === undefined) return problem;
	const labels = quickReplies(template).map(({ text }) => text);
	if (labels.length !== choices.length) {
		return {
			message: `The template "${template.name}" has ${labels.length} quick-reply buttons for ${choices.length} answers`,
			hint: 'Choose a template with one quick-reply button for each answer, in the same order',
		};
	}
	const mislabelled = labelProblem(template.name, labels, withLabelsShown(choices, people));
	if (mislabelled) return mislabelled;
	const misplaced = mediaProblem(template, wanted);
	if (misplaced) return misplaced;
	const place = mediaPlace(template);
	const open = template.variables.filter((each) => each.required && each !== place);
	if (exits.humanReview && open.length === 0) {
		return {
			message: `The template "${template.name}" has no place for the question, so that nobody would see what the tool is called with`,
			hint: 'Choose a template with one variable, for the question',
		};
	}
	return open.length > 1 || open.some(({ kind, place }) => kind !== 'text' || place === 'button')
		? {
				message: `The template "${template.name}" leaves more open than the question`,
				hint: 'Choose a template with one variable, for the question, and nothing else to fill in but the file at its top',
			}
		: undefined;
}

/** With what stood for each on the messages so far: an edit may have moved labels that no list knows. */
const withLabelsShown = (
	choices: readonly Choice[],
	people: ApprovalState['people'],
): readonly Choice[] => {
	const shown = people.flatMap(({ messages }) => messages.flatMap(({ labels }) => labels));
	return choices.map((choice) => {
		const own = shown.flatMap(({ text, choice: id }) => (id === choice.id ? [text] : []));
		return { ...choice, words: [...choice.words, ...own] };
	});
};

/** Buttons of which a tap would be taken for another answer than the person reads. */
function labelProblem(
	name: string,
	labels: readonly string[],
	choices: readonly Choice[],
): Problem | undefined {
	const twice = doubleLabel(labels);
	if (twice !== undefined) {
		return {
			message: `The template "${name}" has two quick-reply buttons "${twice}"`,
			hint: 'Choose a template with another label on each button',
		};
	}
	const conflict = labelConflict(labels, choices);
	if (conflict === undefined) return undefined;
	const { label, choice, other } = conflict;
	return {
		message: `The button "${label}" of the template "${name}" stands in the place of the answer "${choice.label}", but reads like "${other.label}"`,
		hint: `A tap on it would be taken for "${choice.label}". Choose a template whose quick-reply buttons stand in the same order as the answers here. If the button does mean "${choice.label}", give the answer in this node exactly the label of the button`,
	};
}

/** The question as a template: the text in its variable, a reference on each quick reply. */
export function templateQuestion(
	state: ApprovalState,
	template: Template,
	who: number,
): TemplateMessage {
	const { person: to } = state.people[who];
	const values: Record<string, string> = { ...mediaValues(template, state) };
	const variable = template.variables.find(({ required, kind }) => required && kind === 'text');
	// WhatsApp takes no line breaks and no runs of spaces inside a template.
	if (variable) values[variable.id] = state.question.replace(/\s+/g, ' ').trim();
	const replies = quickReplies(template);
	for (const { id, kind, button } of template.variables) {
		// By the place of its button: a provider may take a reply ID for some of them only.
		const index = kind === 'payload' ? replies.indexOf(template.buttons[button ?? -1]) : -1;
		if (index >= 0) values[id] = refer(state, to, templateChoice(index)) ?? '';
	}
	return {
		kind: 'template',
		from: state.from,
		to,
		template,
		values,
		reference: refer(state, to, state.choices.length === 0 ? TEXT_DELIVERY : TEMPLATE_DELIVERY),
	};
}

/**
 * The template as it is now if it can carry the question, else what is wrong with it.
 *
 * @param once for several questions of one run
 */
export async function lookUpTemplate(
	caller: Caller,
	provider: Provider,
	wanted: Wanted,
	once = oncePerRun(),
): Promise<{ template?: Template; problem?: Problem }> {
	const { template: name } = wanted;
	const template = await once(`template ${provider.id} ${name}`, () =>
		findTemplate(caller, provider, name),
	);
	const translations = template === undefined ? await findTranslations(caller, provider, name) : [];
	const problem = unfit(name, template, translations, wanted);
	return problem ? { problem } : { template };
}

/** The same where nothing else will do. @throws NodeOperationError saying what is wrong with it */
export async function requireTemplate(
	caller: Caller,
	provider: Provider,
	wanted: Wanted,
	once?: OncePerRun,
): Promise<Template> {
	const { template, problem } = await lookUpTemplate(caller, provider, wanted, once);
	if (template !== undefined) return template;
	throw configurationError(caller.getNode(), problem!.message, problem!.hint);
}
