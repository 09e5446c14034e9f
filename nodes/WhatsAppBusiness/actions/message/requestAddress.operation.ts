import type { IExecuteFunctions } from 'n8n-workflow';
import { asObject, asText, parseJson } from '../../../core/json';
import { configurationError } from '../../../n8n/errors';
import { readText } from '../../../n8n/readText';
import type { AddressCountry } from '../../../whatsapp/addresses';
import { bodyField, frameOptions, readBody, readFrame } from '../interactiveFields';
import type { SendOperation } from '../operation';

export const requestAddress: SendOperation = {
	resource: 'message',
	value: 'requestAddress',
	name: 'Request Address',
	action: 'Request address',
	description: 'Ask somebody in India or Singapore for their address',
	fields: [
		{
			...bodyField('e.g. Where may we deliver?'),
			description:
				'The text above the button that opens the form, up to 1024 characters. The trigger receives the answer as a reply of the kind address.',
		},
		{
			displayName: 'Country',
			name: 'addressCountry',
			type: 'options',
			options: [
				{ name: 'India', value: 'IN' },
				{ name: 'Singapore', value: 'SG' },
			],
			default: 'IN',
			description: 'WhatsApp has this form for businesses and people of these two countries only',
		},
		{
			displayName: 'Filled In Already (JSON)',
			name: 'addressValues',
			type: 'json',
			default: '{}',
			placeholder: 'e.g. {"name": "Devi", "in_pin_code": "400064"}',
			description:
				'What the form is to begin with. India: name, phone_number, in_pin_code, house_number, floor_number, tower_number, building_name, address, landmark_area, city, state. Singapore: name, phone_number, sg_post_code, address, unit_number, city.',
		},
	],
	options: frameOptions,
	async prepare(context, itemIndex, _provider, addressing) {
		const body = readBody(context, itemIndex);
		return {
			message: {
				kind: 'addressRequest',
				...addressing,
				body,
				...readFrame(context, itemIndex),
				country: readCountry(context, itemIndex),
				values: readValues(context, itemIndex),
			},
			output: { text: body },
		};
	},
};

function readCountry(context: IExecuteFunctions, itemIndex: number): AddressCountry {
	const country = readText(context, 'addressCountry', itemIndex).trim().toUpperCase();
	if (country === 'IN' || country === 'SG') return country;
	throw configurationError(
		context.getNode(),
		`"${country}" in "Country" is neither IN nor SG`,
		'WhatsApp asks for addresses in India and Singapore only: choose one of the two',
		itemIndex,
	);
}

/** What is empty is left out. */
function readValues(context: IExecuteFunctions, itemIndex: number): Record<string, string> {
	const given = context.getNodeParameter('addressValues', itemIndex, {});
	const isText = typeof given === 'string';
	if (isText && given.trim() === '') return {};
	const values = asObject(isText ? parseJson(given) : given);
	if (values === undefined) {
		throw configurationError(
			context.getNode(),
			'"Filled In Already (JSON)" is no JSON object',
			'Write it like {"name": "Devi"}, or leave it empty',
			itemIndex,
		);
	}
	return Object.fromEntries(
		Object.entries(values).flatMap(([key, value]) => {
			const text = asText(value);
			return text === undefined ? [] : [[key, text]];
		}),
	);
}
