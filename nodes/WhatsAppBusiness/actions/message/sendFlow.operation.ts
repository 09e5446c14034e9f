import { randomUUID } from 'node:crypto';
import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { configurationError } from '../../../n8n/errors';
import { readText } from '../../../n8n/readText';
import { asObject, parseJson } from '../../../core/json';
import { bodyField, mediaFrameOptions, readBody, readMediaFrame } from '../interactiveFields';
import type { SendOperation } from '../operation';
import { readOptions } from '../options';

/** What can be set for a flow besides what is needed, among the options. */
const flowOptions: INodeProperties[] = [
	{
		displayName: 'Draft',
		name: 'draft',
		type: 'boolean',
		default: false,
		description: 'Whether the flow is not published yet, to try it out',
	},
	{
		displayName: 'First Screen',
		name: 'firstScreen',
		type: 'string',
		default: '',
		placeholder: 'e.g. DELIVERY',
		description: 'ID of the screen to begin with. Empty means the first one of the flow.',
	},
	{
		displayName: 'First Screen Data',
		name: 'firstScreenData',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"order": "4711"}',
		description: 'What the first screen is given, as JSON',
	},
	{
		displayName: 'First Screen From Our Server',
		name: 'firstScreenFromServer',
		type: 'boolean',
		default: false,
		description:
			'Whether the flow asks the server that it is connected to for its first screen (data_exchange)',
	},
	{
		displayName: 'Flow Token',
		name: 'flowReference',
		type: 'string',
		default: '',
		placeholder: 'e.g. order-4711',
		description:
			'Comes back with the answers as flow_token. Empty means the tracking reference, or else a random one.',
	},
];

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
	options: [...mediaFrameOptions, ...flowOptions],
	async prepare(context, itemIndex, provider, addressing) {
		const text = (name: string) => readText(context, name, itemIndex);
		const options = readOptions(context, itemIndex, flowOptions);
		const body = readBody(context, itemIndex);
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
