import * as fc from 'fast-check';
import type { Template } from '../../../../nodes/whatsapp/messages';
import { editBody, editing } from '../../../../nodes/providers/meta/editTemplate';
import { readTemplate } from '../../../../nodes/providers/meta/templates';
import type { JsonObject } from '../../../../nodes/core/json';

const ACCOUNT = { baseUrl: 'http://127.0.0.1:5680', graphVersion: 'v24.0' };
const SAMPLE = 'https://scontent.whatsapp.net/v/t61.29466-34/490584958_1.jpg';
const header = { type: 'HEADER', format: 'IMAGE', example: { header_handle: [SAMPLE] } };
const buttons = {
	type: 'BUTTONS',
	buttons: [
		{ type: 'COPY_CODE', text: 'Copy offer code', example: ['SAVE20'] },
		{ type: 'URL', text: 'Shop', url: 'https://x.io' },
	],
};

// As M:templates/template-management lists one.
const listed = (components: object[], rest: object = {}): Template =>
	readTemplate({
		id: '1627019861106475',
		name: 'reservation_confirmation',
		parameter_format: 'NAMED',
		language: 'en_US',
		status: 'APPROVED',
		category: 'UTILITY',
		components,
		...rest,
	} as JsonObject);
const body = {
	type: 'BODY',
	text: 'For {{number_of_guests}} on {{day}}, see you then!',
	example: {
		body_text_named_params: [
			{ param_name: 'number_of_guests', example: '4' },
			{ param_name: 'day', example: 'Saturday' },
		],
	},
};
const footer = { type: 'FOOTER', text: 'Lucky Shrub' };
const template = listed([header, body, footer, buttons]);

it('sends along what stays, as it can be sent, in the order in which it is shown', () => {
	const edit = { body: { text: 'On {{day}} then!', examples: { day: 'Saturday' } } };
	expect(editBody(template, edit, { [SAMPLE]: '4::aW1h' })).toEqual({
		components: [
			{ ...header, example: { header_handle: ['4::aW1h'] } },
			{
				type: 'BODY',
				text: 'On {{day}} then!',
				example: { body_text_named_params: [{ param_name: 'day', example: 'Saturday' }] },
			},
			footer,
			{ type: 'BUTTONS', buttons: [{ type: 'COPY_CODE', example: 'SAVE20' }, buttons.buttons[1]] },
		],
	});
});

it('takes away what is emptied, and puts in what was not there', () => {
	const edit = { header: null, footer: '', buttons: [], offer: null };
	expect(editBody(template, edit, {}).components).toEqual([body]);
	const bare = listed([{ type: 'BODY', text: 'Hello' }]);
	expect(editBody(bare, { footer: 'Rio', header: { format: 'location' } }, {})).toEqual({
		components: [
			{ type: 'HEADER', format: 'LOCATION' },
			{ type: 'BODY', text: 'Hello' },
			{ type: 'FOOTER', text: 'Rio' },
		],
	});
});

it('keeps components of kinds that are not known here, at the end', () => {
	const other = { type: 'CALL_PERMISSION_REQUEST' };
	const edit = { footer: 'Rio' };
	expect(editBody(listed([other, body]), edit, {}).components).toEqual([
		body,
		{ type: 'FOOTER', text: 'Rio' },
		other,
	]);
});

it('a button that opens a form is asked for in another form than it is listed in', () => {
	const stored = { type: 'FLOW', text: 'Open', flow_id: 1079254650791678, flow_action: 'NAVIGATE' };
	const form = { type: 'BUTTONS', buttons: [{ ...stored, navigate_screen: 'TASKS' }] };
	const [, buttonsSent] = editBody(listed([form, body]), { header: null }, {})
		.components as object[];
	expect(buttonsSent).toEqual({
		type: 'BUTTONS',
		buttons: [
			{
				type: 'FLOW',
				text: 'Open',
				flow_id: '1079254650791678',
				flow_action: 'navigate',
				navigate_screen: 'TASKS',
			},
		],
	});
});

it('category and time alone leave the components alone', () => {
	const edit = { category: 'MARKETING', deliverWithinSeconds: 43_200 } as const;
	expect(editBody(template, edit, {})).toEqual({
		category: 'MARKETING',
		message_send_ttl_seconds: 43_200,
	});
	expect(editing.samples(template, edit, ACCOUNT)).toEqual([]);
	const same = { category: 'UTILITY', deliverWithinSeconds: 600 } as const;
	expect(editBody(template, same, {})).toEqual({ message_send_ttl_seconds: 600 });
});

it('a sign-in code is written anew as a whole', () => {
	const stored = listed([{ type: 'BODY', text: '*{{1}}* is your verification code.' }], {
		category: 'AUTHENTICATION',
	});
	expect(editBody(stored, { code: { warning: true } }, {})).toEqual({
		components: [
			{ type: 'BODY', add_security_recommendation: true },
			{ type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
		],
	});
});

it('finds the samples that stay, on cards too, and fetches them from public hosts only', () => {
	const own = 'http://127.0.0.1:5680/scontent/1';
	const cards = [own, 'http://127.0.0.1:9/x', 'file:///etc/passwd', '4::aW1h'].map((handle) => ({
		components: [{ ...header, example: { header_handle: [handle] } }],
	}));
	const carousel = listed([header, body, { type: 'CAROUSEL', cards }]);
	expect(editing.samples(carousel, { footer: 'Rio' }, ACCOUNT)).toEqual([SAMPLE, own]);
	expect(editing.samples(carousel, { header: null }, ACCOUNT)).toEqual([own]);
	const kept = editBody(carousel, { header: null }, { [own]: '4::new' }).components;
	expect(kept).toMatchObject([
		body,
		{ cards: [{ components: [{ example: { header_handle: ['4::new'] } }] }, {}, {}, {}] },
	]);
});

it('knows the examples that are on file, named and numbered', () => {
	expect(editing.examples(template)).toEqual({ number_of_guests: '4', day: 'Saturday' });
	const numbered = listed(
		[{ type: 'BODY', text: 'Order {{2}} for {{1}}.', example: { body_text: [['Ana', '7']] } }],
		{ parameter_format: 'POSITIONAL' },
	);
	expect(editing.examples(numbered)).toEqual({ 1: 'Ana', 2: '7' });
});

it('no template, however odd, makes it throw', () => {
	fc.assert(
		fc.property(fc.anything(), fc.anything(), (part, raw) => {
			const odd = { ...template, raw };
			const odder = { ...template, raw: { components: [part, { type: 'HEADER', example: part }] } };
			for (const one of [odd, odder]) {
				editing.examples(one);
				editing.samples(one, { footer: 'Rio' }, ACCOUNT);
				editBody(one, { footer: 'Rio' }, {});
			}
		}),
	);
});
