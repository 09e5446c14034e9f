import type { IExecuteFunctions } from 'n8n-workflow';
import { configurationError, ProviderError } from '../../../n8n/errors';
import { isSuccess } from '../../../core/http';
import { listAll } from '../../../n8n/lists';
import { readChosen } from '../../../n8n/readText';
import { templateField } from '../../../n8n/fields';
import { splitTemplateValue } from '../../../n8n/templates';
import { call, readCredential } from '../../../n8n/transport';
import type { Template } from '../../../whatsapp/messages';
import { offered, type RunOperation } from '../operation';
import { findOne } from './get.operation';

export const deleteTemplate: RunOperation = {
	resource: 'template',
	value: 'delete',
	name: 'Delete',
	action: 'Delete template',
	description: 'Delete a template for good, in one language or in all',
	fields: [
		{
			displayName:
				'Deleting cannot be undone. The name of an approved template cannot be used again for 30 days, and workflows that send it stop working.',
			name: 'deleteNotice',
			type: 'notice',
			default: '',
		},
		{ ...templateField, description: 'The template in one language' },
		{
			displayName: 'Delete',
			name: 'languages',
			type: 'options',
			options: [
				{ name: 'Only This Language', value: 'one' },
				{ name: 'All Languages of This Name', value: 'all' },
			],
			default: 'one',
		},
	],
	async run(context, itemIndex, provider) {
		const changes = offered(
			provider.templateChanges,
			context,
			itemIndex,
			provider,
			'delete templates',
		);
		const listing = offered(provider.templates, context, itemIndex, provider, 'list templates');
		const node = context.getNode();
		const credential = await readCredential(context, provider);
		const remove = async (which: { name: string; id?: string }) => {
			const answer = await call(context, provider, changes.remove(which, credential));
			if (isSuccess(answer.status)) return;
			throw new ProviderError(node, provider.failure(answer.status, answer.body), itemIndex);
		};
		const named = async (name: string) =>
			(await listAll(context, provider, listing, { name })).filter(
				(template) => template.name === name,
			);
		if (context.getNodeParameter('languages', itemIndex) !== 'all') {
			const { name, id, language } = await findOne(context, itemIndex, provider);
			const others =
				changes.removes === 'name' ? (await named(name)).filter((one) => one.id !== id) : [];
			if (others.length > 0) throw onlyTogether(context, itemIndex, provider.name, name, others);
			await remove(changes.removes === 'name' ? { name } : { name, id });
			return [{ json: { deleted: true, name, languages: [language] } }];
		}
		const chosen = readChosen(context, 'template', itemIndex);
		const { name } = splitTemplateValue(chosen);
		const same = await named(name);
		if (same.length === 0) {
			throw configurationError(
				node,
				name === ''
					? 'No template is chosen'
					: `There is no template "${name}" in this WhatsApp account`,
				'Choose it from the list, or write its name, e.g. order_ready',
				itemIndex,
			);
		}
		if (changes.removes === 'language') {
			for (const { id } of same) await remove({ name, id });
		} else {
			await remove({ name });
		}
		return [{ json: { deleted: true, name, languages: same.map(({ language }) => language) } }];
	},
};

/** Some providers delete a name with all its languages, and nobody shall lose more than was chosen. */
function onlyTogether(
	context: IExecuteFunctions,
	itemIndex: number,
	provider: string,
	name: string,
	others: readonly Template[],
) {
	const languages = others.map(({ language }) => language).join(', ');
	return configurationError(
		context.getNode(),
		`${provider} deletes a template only in all its languages, and "${name}" exists in ${languages} as well`,
		'Choose "All Languages of This Name" in "Delete" if all are to go',
		itemIndex,
	);
}
