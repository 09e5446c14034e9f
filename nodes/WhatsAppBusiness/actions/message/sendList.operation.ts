import type { IExecuteFunctions } from 'n8n-workflow';
import { readText } from '../../../n8n/readText';
import { textOf } from '../../../core/text';
import type { ListRow } from '../../../whatsapp/messages';
import { frameOptions, readBody, readFrame, replyIdField } from '../interactiveFields';
import type { SendOperation } from '../operation';

export const sendList: SendOperation = {
	resource: 'message',
	value: 'sendList',
	name: 'Send List',
	action: 'Send list',
	description: 'Let somebody choose one of up to ten rows, within 24 hours of the last message',
	fields: [
		{
			displayName: 'Message',
			name: 'body',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. When may we deliver?',
			description: 'The question above the list',
		},
		{
			displayName: 'List Button Label',
			name: 'listButton',
			type: 'string',
			required: true,
			default: 'Choose',
			placeholder: 'e.g. Choose',
			description: 'What the person taps to open the list, up to 20 characters',
		},
		{
			displayName: 'Rows',
			name: 'rows',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, sortable: true },
			required: true,
			placeholder: 'Add Row',
			default: { row: [{ title: '', description: '', id: '' }] },
			description: 'One to ten rows, in up to ten sections',
			options: [
				{
					displayName: 'Row',
					name: 'row',
					values: [
						{
							displayName: 'Label',
							name: 'title',
							type: 'string',
							required: true,
							default: '',
							placeholder: 'e.g. Monday morning',
							description: 'What the person sees, up to 24 characters',
						},
						{
							displayName: 'Description',
							name: 'description',
							type: 'string',
							default: '',
							placeholder: 'e.g. Between 8 and 12',
							description: 'Small text below the label, up to 72 characters',
						},
						replyIdField('row is chosen'),
						{
							displayName: 'Section',
							name: 'section',
							type: 'string',
							default: '',
							placeholder: 'e.g. This week',
							description:
								'Title above this row and all others with the same section, up to 24 characters. Fill it in for all rows or for none. Not every provider can.',
						},
					],
				},
			],
		},
	],
	options: frameOptions,
	async prepare(context, itemIndex, _provider, addressing) {
		const body = readBody(context, itemIndex);
		return {
			message: {
				kind: 'list',
				...addressing,
				body,
				...readFrame(context, itemIndex),
				button: readText(context, 'listButton', itemIndex),
				rows: readRows(context, itemIndex),
			},
			output: { text: body },
		};
	},
};

function readRows(context: IExecuteFunctions, itemIndex: number): ListRow[] {
	const { row } = context.getNodeParameter('rows', itemIndex, {}) as {
		row?: Array<Record<keyof ListRow, unknown>>;
	};
	return (row ?? []).map(({ id, title, description, section }) => ({
		title: textOf(title),
		id: textOf(id) || textOf(title),
		description: textOf(description) || undefined,
		section: textOf(section).trim() || undefined,
	}));
}
