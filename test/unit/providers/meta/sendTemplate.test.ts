import {
	coupon,
	named,
	positional,
	reordered,
	withLocation,
} from '../../../fixtures/meta/templateList';
import { send } from '../../../../nodes/providers/meta/send';
import { readTemplate } from '../../../../nodes/providers/meta/templates';

/** The `template` object that is sent for a template of the list. */
function sentFor(raw: Record<string, unknown>, values: Record<string, string>) {
	const request = send(
		{
			kind: 'template',
			from: '1065',
			to: { phone: '34600000001' },
			template: readTemplate(raw),
			values,
		},
		{},
	);
	expect(request.body).toMatchObject({ to: '+34600000001', type: 'template' });
	return request.body?.template;
}

// https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
describe('the template of a send', () => {
	it('has positional values and buttons by their place in the definition', () => {
		const values = {
			'button.4': 'no:17',
			'body.2': '17',
			'header.1': '17',
			'body.1': 'Ana',
			'button.2': 'track/17',
			'button.3': 'yes:17',
		};
		expect(sentFor(positional, values)).toEqual({
			name: 'order_ready',
			language: { code: 'en_US' },
			components: [
				{ type: 'header', parameters: [{ type: 'text', text: '17' }] },
				{
					type: 'body',
					parameters: [
						{ type: 'text', text: 'Ana' },
						{ type: 'text', text: '17' },
					],
				},
				{
					type: 'button',
					sub_type: 'url',
					index: '2',
					parameters: [{ type: 'text', text: 'track/17' }],
				},
				{
					type: 'button',
					sub_type: 'quick_reply',
					index: '3',
					parameters: [{ type: 'payload', payload: 'yes:17' }],
				},
				{
					type: 'button',
					sub_type: 'quick_reply',
					index: '4',
					parameters: [{ type: 'payload', payload: 'no:17' }],
				},
			],
		});
	});

	it('counts positional values, however a translation orders them', () => {
		const values = { 'body.1': 'first', 'body.2': 'second', 'body.10': 'tenth' };
		expect(sentFor(reordered, values)).toMatchObject({
			components: [
				{ type: 'body', parameters: [{ text: 'first' }, { text: 'second' }, { text: 'tenth' }] },
			],
		});
	});

	it('names the values of a template with names, in header and body', () => {
		const values = { 'header.order_id': '17', 'body.first_name': 'Ana', 'body.day': 'Monday' };
		expect(sentFor(named, values)).toEqual({
			name: 'parcel_on_its_way',
			language: { code: 'es' },
			components: [
				{
					type: 'header',
					parameters: [{ type: 'text', parameter_name: 'order_id', text: '17' }],
				},
				{
					type: 'body',
					parameters: [
						{ type: 'text', parameter_name: 'first_name', text: 'Ana' },
						{ type: 'text', parameter_name: 'day', text: 'Monday' },
					],
				},
			],
		});
	});

	it('shows a file by public link or by the ID of an upload', () => {
		const header = (media: string) => sentFor(coupon, { 'header.media': media });
		const sentAs = (image: object) => ({
			components: [{ type: 'header', parameters: [{ type: 'image', image }] }],
		});
		const link = 'https://cdn.example.com/a.jpg?x=1';
		expect(header(link)).toMatchObject(sentAs({ link }));
		expect(header('HTTP://cdn.example.com/a')).toMatchObject(
			sentAs({ link: 'HTTP://cdn.example.com/a' }),
		);
		expect(header('5001')).toMatchObject(sentAs({ id: '5001' }));
	});

	it('shows a place; the address may hold commas', () => {
		const place = '40.1, -3.2, Depot, Calle Inventada 1, 28000 Madrid';
		expect(sentFor(withLocation, { 'header.media': place })).toMatchObject({
			components: [
				{
					type: 'header',
					parameters: [
						{
							type: 'location',
							location: {
								latitude: '40.1',
								longitude: '-3.2',
								name: 'Depot',
								address: 'Calle Inventada 1, 28000 Madrid',
							},
						},
					],
				},
			],
		});
	});

	it('fills in a coupon code', () => {
		expect(sentFor(coupon, { 'button.0': 'SAVE25' })).toMatchObject({
			components: [
				{
					type: 'button',
					sub_type: 'copy_code',
					index: '0',
					parameters: [{ type: 'coupon_code', coupon_code: 'SAVE25' }],
				},
			],
		});
	});

	it('has no components without values, and none for values that it does not know', () => {
		const bare = { name: 'order_ready', language: { code: 'en_US' } };
		expect(sentFor(positional, {})).toEqual(bare);
		expect(sentFor(positional, { 'body.99': 'x', 'button.0': 'x', toString: 'x' })).toEqual(bare);
	});
});
