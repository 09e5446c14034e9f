import { bodyField, markdownOption, readBody } from '../interactiveFields';
import type { SendOperation } from '../operation';

export const requestCallPermission: SendOperation = {
	resource: 'message',
	value: 'requestCallPermission',
	name: 'Request Call Permission',
	action: 'Request call permission',
	description: 'Ask somebody whether you may call them on WhatsApp',
	fields: [
		{
			...bodyField('e.g. May we call you about order 4711?'),
			required: false,
			description:
				'The text above the question, up to 1024 characters. May be left empty, and must be with Infobip. The trigger receives the answer as a reply of the kind callPermission.',
		},
	],
	options: [markdownOption],
	async prepare(context, itemIndex, _provider, addressing) {
		const body = readBody(context, itemIndex);
		return {
			message: {
				kind: 'callPermissionRequest',
				...addressing,
				body: body.trim() === '' ? undefined : body,
			},
			output: { text: body },
		};
	},
};
