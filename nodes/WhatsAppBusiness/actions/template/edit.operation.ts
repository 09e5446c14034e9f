import { mistake, refusal } from '../../../n8n/errors';
import { isSuccess } from '../../../core/http';
import { templateField } from '../../../n8n/fields';
import { call, readAccount } from '../../../n8n/transport';
import { offered } from '../notOffered';
import type { RunOperation } from '../operation';
import { checkEdit } from './checkEdit';
import { editFields } from './fields';
import { findOne } from './findOne';
import { readEdit } from './readDraft';
import { samplesAnew, withSamples } from './samples';

export const editTemplate: RunOperation = {
	resource: 'template',
	value: 'edit',
	name: 'Edit',
	action: 'Edit template',
	description: 'Change a template in one language; WhatsApp reviews it again',
	fields: [
		{
			displayName:
				'WhatsApp reviews a changed template again. An approved one can be changed once a day and ten times a month.',
			name: 'editNotice',
			type: 'notice',
			default: '',
		},
		{ ...templateField, description: 'The template in one language' },
		...editFields,
	],
	async run(context, index, provider) {
		const editing = offered(
			provider.templateChanges?.editing,
			context,
			index,
			provider,
			'change templates',
		);
		const node = context.getNode();
		const template = await findOne(context, index, provider);
		const wanted = readEdit(context, index, editing.examples(template));
		const problem = checkEdit(template, wanted);
		if (problem) throw mistake(node, problem.message, problem.hint, index);
		const account = await readAccount(context, provider);
		const desk = { context, index, provider, account };
		const edit = await withSamples(wanted, desk);
		const handles = await samplesAnew(editing.samples(template, edit, account), desk);
		const request = editing.edit(template, edit, handles, account);
		const { status, body } = await call(context, provider, request);
		if (!isSuccess(status) || !editing.edited(body)) {
			throw refusal(node, provider.failure(status, body), index);
		}
		const { id, name, language, category } = template;
		return [
			{ json: { id, name, language, status: 'pending', category: edit.category ?? category } },
		];
	},
};
