import { listAll } from '../../../n8n/lists';
import type { Template } from '../../../whatsapp/messages';
import { sameLanguage } from '../../../whatsapp/template';
import { textOf } from '../../../core/text';
import { offered, type RunOperation } from '../operation';
import { templateItem } from './get.operation';

export const getManyTemplates: RunOperation = {
	resource: 'template',
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many templates',
	description: 'Get many templates, with their language and state',
	fields: [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { returnAll: [false] } },
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Category',
					name: 'category',
					type: 'options',
					options: [
						{ name: 'Any', value: '' },
						{ name: 'Authentication', value: 'AUTHENTICATION' },
						{ name: 'Marketing', value: 'MARKETING' },
						{ name: 'Utility', value: 'UTILITY' },
					],
					default: '',
				},
				{
					displayName: 'Language',
					name: 'language',
					type: 'string',
					default: '',
					placeholder: 'e.g. en_US',
				},
				{
					displayName: 'Name Contains',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. order',
				},
				{
					displayName: 'Status',
					name: 'status',
					type: 'options',
					options: [
						{ name: 'Any', value: '' },
						{ name: 'Approved', value: 'approved' },
						{ name: 'Disabled', value: 'disabled' },
						{ name: 'Paused', value: 'paused' },
						{ name: 'Pending', value: 'pending' },
						{ name: 'Rejected', value: 'rejected' },
					],
					default: '',
				},
			],
		},
	],
	async run(context, itemIndex, provider) {
		const templates = offered(provider.templates, context, itemIndex, provider, 'list templates');
		const filters = context.getNodeParameter('filters', itemIndex, {}) as TemplateFilters;
		const most = context.getNodeParameter('returnAll', itemIndex, false)
			? Infinity
			: (context.getNodeParameter('limit', itemIndex, 50) as number);
		// Not every provider filters, and Meta's filter by name finds parts of names in its own way.
		const fits = (template: Template) => matches(template, filters);
		const found = await listAll(context, provider, templates, { most, fits });
		return found.map((template) => ({ json: templateItem(template) }));
	},
};

interface TemplateFilters {
	category?: unknown;
	language?: unknown;
	name?: unknown;
	status?: unknown;
}

/** Is it one of those asked for? An empty filter asks for all. */
function matches(template: Template, filters: TemplateFilters): boolean {
	const plain = (wanted: unknown) => textOf(wanted).trim().toLowerCase();
	const same = (wanted: unknown, value: string) =>
		plain(wanted) === '' || value.toLowerCase() === plain(wanted);
	return (
		same(filters.category, template.category) &&
		sameLanguage(textOf(filters.language), template.language) &&
		same(filters.status, template.status) &&
		template.name.toLowerCase().includes(plain(filters.name))
	);
}
