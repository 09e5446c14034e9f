import { defined } from '../../../core/json';
import { configurationError, ProviderError } from '../../../n8n/errors';
import { isSuccess } from '../../../core/http';
import { call, readCredential } from '../../../n8n/transport';
import { offered, type RunOperation } from '../operation';
import { checkDraft } from './checkDraft';
import { draftFields } from './fields';
import { readDraft } from './readDraft';
import { withSamples } from './samples';

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
		const problem = checkDraft(wanted);
		if (problem) throw configurationError(node, problem.message, problem.hint, itemIndex);
		const credential = await readCredential(context, provider);
		const draft =
			wanted.category === 'AUTHENTICATION'
				? wanted
				: await withSamples(wanted, { context, itemIndex, provider, credential });
		const { status, body } = await call(context, provider, changes.create(draft, credential));
		const created = isSuccess(status) ? changes.created(body) : undefined;
		if (created === undefined)
			throw new ProviderError(node, provider.failure(status, body), itemIndex);
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
