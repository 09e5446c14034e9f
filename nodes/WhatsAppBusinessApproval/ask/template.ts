import type { Template, TemplateMessage } from '../../whatsapp/messages';
import type { Provider } from '../../providers/provider';
import { TEXT_DELIVERY } from '../../approvals/reference';
import { configurationError } from '../../n8n/errors';
import { unusable, type TemplateProblem } from '../../whatsapp/template';
import { findTemplate } from '../../n8n/templates';
import type { Caller } from '../../n8n/transport';
import type { ApprovalState } from '../state';
import { refer, TEMPLATE_DELIVERY, templateChoice } from '../references';

export const quickReplies = ({ buttons }: Template): Template['buttons'] =>
	buttons.filter(({ kind }) => kind === 'quickReply');

/** What the question needs of a template. */
function unfit(
	chosen: string,
	template: Template | undefined,
	choices: number,
): TemplateProblem | undefined {
	const problem = unusable(chosen, template);
	if (problem || template === undefined) return problem;
	const buttons = quickReplies(template).length;
	if (buttons !== choices) {
		return {
			message: `The template "${template.name}" has ${buttons} quick-reply buttons for ${choices} answers`,
			hint: 'Choose a template with one quick-reply button for each answer, in the same order',
		};
	}
	const open = template.variables.filter(({ required }) => required);
	return open.length > 1 || open.some(({ kind }) => kind !== 'text')
		? {
				message: `The template "${template.name}" leaves more open than the question`,
				hint: 'Choose a template with one variable, for the question, and nothing else to fill in',
			}
		: undefined;
}

/** The question as a template: the text in its variable, a reference on each quick reply. */
export function templateQuestion(
	state: ApprovalState,
	template: Template,
	who: number,
): TemplateMessage {
	const { person: to } = state.people[who];
	const values: Record<string, string> = {};
	const variable = template.variables.find(({ required }) => required);
	// WhatsApp takes no line breaks and no runs of spaces inside a template.
	if (variable) values[variable.id] = state.question.replace(/\s+/g, ' ').trim();
	template.variables
		.filter(({ kind }) => kind === 'payload')
		.forEach(({ id }, index) => {
			values[id] = refer(state, to, templateChoice(index)) ?? '';
		});
	return {
		kind: 'template',
		from: state.from,
		to,
		template,
		values,
		reference: refer(state, to, state.choices.length === 0 ? TEXT_DELIVERY : TEMPLATE_DELIVERY),
	};
}

/** The template as it is now if it can carry the question, else what is wrong with it. */
export async function lookUpTemplate(
	caller: Caller,
	provider: Provider,
	{ template: chosen, choices }: Pick<ApprovalState, 'template' | 'choices'>,
): Promise<{ template?: Template; problem?: TemplateProblem }> {
	const template = await findTemplate(caller, provider, chosen);
	const problem = unfit(chosen, template, choices.length);
	return problem ? { problem } : { template };
}

/** The same where nothing else will do. @throws NodeOperationError saying what is wrong with it */
export async function requireTemplate(
	caller: Caller,
	provider: Provider,
	wanted: Pick<ApprovalState, 'template' | 'choices'>,
): Promise<Template> {
	const { template, problem } = await lookUpTemplate(caller, provider, wanted);
	if (template !== undefined) return template;
	throw configurationError(caller.getNode(), problem!.message, problem!.hint);
}
