import { bodyField, markdownOption, readBody } from '../interactiveFields';
import type { SendOperation } from '../operation';

export const requestLocation: SendOperation = {
	resource: 'message',
	value: 'requestLocation',
	name: 'Request Location',
	action: 'Request location',
	description: 'Ask somebody where they are, within 24 hours of the last message',
	fields: [
		{
			...bodyField('e.g. Where are you now?'),
			description:
				'The question above the button "Send location", up to 1024 characters. The trigger receives the answer as a location.',
		},
	],
	options: [markdownOption],
	async prepare(context, itemIndex, _provider, addressing) {
		const body = readBody(context, itemIndex);
		return { message: { kind: 'locationRequest', ...addressing, body }, output: { text: body } };
	},
};
