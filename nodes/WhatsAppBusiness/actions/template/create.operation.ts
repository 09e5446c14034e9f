import { defined } from '../../../core/json';
import { configurationError, ProviderError } from '../../../n8n/errors';
import { converse, readCredential } from '../../../n8n/transport';
import type { Provider } from '../../../providers/provider';
import { type Problem, unless } from '../../../whatsapp/limits/problem';
import type { TemplateDraft } from '../../../whatsapp/templateDraft';
import { offered, type RunOperation } from '../operation';
import { checkDraft } from './checkDraft';
import { draftFields } from './fields';
import { readDraft } from './readDraft';
import { withSamples } from './samples';

/** What could be made, but not be sent from here afterwards. */
function notCarried(draft: TemplateDraft, { name, supports }: Provider): Problem | undefined {
	if (draft.category === 'AUTHENTICATION') return undefined;
	const carried = (what: string, is: boolean) =>
		unless(
			is,
			`${name} cannot send ${what} from here`,
			'Make the template without it, or choose another provider in this node',
		);
	return (
		carried('carousels', draft.cards.length === 0 || supports.template?.cards === true) ??
		carried('limited-time offers', !draft.offer || supports.template?.offers === true)
	);
}

export const createTemplate: RunOperation = {
	resource: 'template',
	value: 'create',
	name: 'Create',
	action: 'Create template',
	description: 'Submit a template to WhatsApp, which reviews it before it can be sent',
	fields: draftFields,
	async run(context, itemIndex, provider) {
		const changes = offered(
			provider.templateChanges,
			context,
			itemIndex,
			provider,
			'create templates',
		);
		const node = context.getNode();
		const wanted = readDraft(context, itemIndex);
		const problem = checkDraft(wanted) ?? notCarried(wanted, provider) ?? changes.problem?.(wanted);
		if (problem) throw configurationError(node, problem.message, problem.hint, itemIndex);
		const credential = await readCredential(context, provider);
		const draft =
			wanted.category === 'AUTHENTICATION'
				? wanted
				: await withSamples(wanted, { context, itemIndex, provider, credential });
		const creation = await converse(context, provider, changes.create(draft, credential));
		if (!creation.ok) throw new ProviderError(node, creation.failure, itemIndex);
		const created = creation.template;
		const { name, language, category } = draft;
		const moved = created.category !== undefined && created.category !== category;
		return [
			{
				json: defined({
					id: created.id,
					name,
					language,
					status: created.status.toLowerCase(),
					category: created.category ?? category,
					// WhatsApp moved it to another category, which may cost more.
					askedCategory: moved ? category : undefined,
				}),
			},
		];
	},
};
