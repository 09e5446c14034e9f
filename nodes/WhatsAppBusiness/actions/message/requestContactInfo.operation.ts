import { bodyField, markdownOption, readBody } from '../interactiveFields';
import type { SendOperation } from '../operation';

export const requestContactInfo: SendOperation = {
	resource: 'message',
	value: 'requestContactInfo',
	name: 'Request Contact Info',
	action: 'Request contact info',
	description: 'Ask somebody for their phone number, within 24 hours of the last message',
	fields: [
		{
			...bodyField('e.g. May we have your number, so that the driver can call?'),
			description:
				'The text above the button "Share contact info", up to 1024 characters. The trigger receives the answer as contacts.',
		},
	],
	options: [markdownOption],
	async prepare(context, itemIndex, _provider, addressing) {
		const body = readBody(context, itemIndex);
		return { message: { kind: 'contactInfoRequest', ...addressing, body }, output: { text: body } };
	},
};
