import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions } from 'n8n-workflow';
import { configurationError } from '../../../n8n/errors';
import { asObject, parseJson } from '../../../core/json';
import { bodyField, readMediaFrame } from '../interactiveFields';
import type { SendOperation } from '../operation';

export const sendFlow: SendOperation = {
	resource: 'message',
	value: 'sendFlow',
	name: 'Send Flow',
	action: 'Send flow',
	description: 'Send a form that opens inside WhatsApp, within 24 hours of the last message',
	fields: [
		bodyField('e.g. Please tell us about the delivery.'),
		{
			displayName: 'Flow',
			name: 'flow',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 1234567890123456',
			description:
				'ID of the form, from WhatsApp Manager → Account tools → Flows. At Meta and 360dialog it may also be its name.',
		},
		{
			displayName: 'Button Label',
			name: 'buttonLabel',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Open form',
			description: 'What the person taps to open the form, up to 30 characters, no emoji',
		},
	],
	async prepare(context, itemIndex, provider, addressing) {
		const text = (name: string) => String(context.getNodeParameter(name, itemIndex) ?? '');
		const options = context.getNodeParameter('options', itemIndex, {}) as FlowOptions;
		const body = text('body');
		const which = text('flow').trim();
		const byName = provider.supports.flow?.names === true && !/^\d*$/.test(which);
		const token = options.flowReference || addressing.reference || randomUUID();
		return {
			message: {
				kind: 'flow',
				...addressing,
				body,
				...readMediaFrame(context, itemIndex),
				flow: byName ? { name: which } : { id: which },
				cta: text('buttonLabel'),
				token,
				screen: options.firstScreen?.trim() || undefined,
				data: readData(context, itemIndex, options.firstScreenData),
				screenFromServer: options.firstScreenFromServer === true || undefined,
				draft: options.draft === true || undefined,
			},
			output: { text: body, flow: which, flowToken: token },
		};
	},
};

interface FlowOptions {
	draft?: boolean;
	firstScreen?: string;
	firstScreenData?: unknown;
	firstScreenFromServer?: boolean;
	flowReference?: string;
}

/** An object, or the JSON of one; nothing where the field is empty. */
function readData(context: IExecuteFunctions, itemIndex: number, given: unknown) {
	const text = typeof given === 'string' ? given.trim() : given;
	if (text === undefined || text === null || text === '' || text === '{}') return undefined;
	const data = asObject(typeof text === 'string' ? parseJson(text) : text);
	if (data === undefined) {
		throw configurationError(
			context.getNode(),
			'"First Screen Data" is no JSON object',
			'Write it like {"order": "4711"}',
			itemIndex,
		);
	}
	return data;
}
