import type { INodeProperties } from 'n8n-workflow';
import { numberOf } from '../../../core/number';
import { readText } from '../../../n8n/readText';
import type { SendOperation } from '../operation';

/** Text, since an empty number field would mean a place in the Gulf of Guinea. */
const degreesField = (displayName: string, name: string, placeholder: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	required: true,
	default: '',
	placeholder,
	description: 'In degrees, with a decimal point',
});

export const sendLocation: SendOperation = {
	resource: 'message',
	value: 'sendLocation',
	name: 'Send Location',
	action: 'Send location',
	description: 'Send a place on the map, within 24 hours of the last message',
	fields: [
		degreesField('Latitude', 'latitude', 'e.g. 40.4168'),
		degreesField('Longitude', 'longitude', 'e.g. -3.7038'),
		{
			displayName: 'Name',
			name: 'placeName',
			type: 'string',
			default: '',
			placeholder: 'e.g. Depot Madrid',
			description: 'What the place is called',
		},
		{
			displayName: 'Address',
			name: 'address',
			type: 'string',
			default: '',
			placeholder: 'e.g. Calle Mayor 1, Madrid',
			description: 'WhatsApp shows it below the name, and only with one',
		},
	],
	async prepare(context, itemIndex, _provider, addressing) {
		const text = (name: string) => readText(context, name, itemIndex).trim();
		const degrees = (name: string) => numberOf(text(name));
		const place = {
			latitude: degrees('latitude'),
			longitude: degrees('longitude'),
			name: text('placeName') || undefined,
			address: text('address') || undefined,
		};
		return { message: { kind: 'location', ...addressing, ...place }, output: { location: place } };
	},
};
