import { templateField } from '../../../n8n/fields';
import { offered } from '../notOffered';
import type { RunOperation } from '../operation';
import { findOne } from './findOne';
import { templateItem } from './templateItem';

export const getTemplate: RunOperation = {
	resource: 'template',
	value: 'get',
	name: 'Get',
	action: 'Get template',
	description: 'Get one template in one language: its texts, variables and state',
	fields: [{ ...templateField, description: 'The template in one language' }],
	async run(context, index, provider) {
		offered(provider.templates, context, index, provider, 'list templates');
		return [{ json: templateItem(await findOne(context, index, provider)) }];
	},
};
