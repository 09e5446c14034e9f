import { readText } from '../../../n8n/readText';
import {
	bodyField,
	mediaFrameOptions,
	outsideWindowOption,
	readBody,
	readMediaFrame,
} from '../interactiveFields';
import type { SendOperation } from '../operation';

export const sendLinkButton: SendOperation = {
	resource: 'message',
	value: 'sendLinkButton',
	name: 'Send Link Button',
	action: 'Send link button',
	description: 'Send a button that opens a web page, within 24 hours of the last message',
	fields: [
		bodyField('e.g. Your parcel is on its way.'),
		{
			displayName: 'Button Label',
			name: 'buttonLabel',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Track parcel',
			description: 'What the person sees on the button, up to 20 characters',
		},
		{
			displayName: 'Link',
			name: 'url',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. https://example.com/track/4711',
			description: 'The page that the button opens. WhatsApp does not tell whether it was tapped.',
		},
	],
	options: [...mediaFrameOptions, outsideWindowOption],
	async prepare(context, itemIndex, _provider, addressing) {
		const text = (name: string) => readText(context, name, itemIndex);
		const body = readBody(context, itemIndex);
		const url = text('url').trim();
		return {
			message: {
				kind: 'link',
				...addressing,
				body,
				...readMediaFrame(context, itemIndex),
				label: text('buttonLabel'),
				url,
			},
			output: { text: body, url },
		};
	},
};
