import * as fc from 'fast-check';
import { samples } from '../../../../nodes/providers/meta/editTemplate';
import { createBody, templateChanges } from '../../../../nodes/providers/meta/templateChanges';
import { readCreated } from '../../../../nodes/providers/resources';
import type { DraftCard, WordsDraft } from '../../../../nodes/whatsapp/templateDraft';

const ACCOUNT = {
	accessToken: 'EAA',
	appId: '100',
	businessAccountId: '200',
	graphVersion: 'v24.0',
};
const GRAPH = 'https://graph.facebook.com/v24.0';

const draft: WordsDraft = {
	name: 'order_ready',
	language: 'en_US',
	category: 'UTILITY',
	header: { format: 'text', text: 'Order {{1}}', example: '4711' },
	body: { text: 'Your order {{2}}, {{1}}, is ready.', examples: { 1: 'Ana', 2: '4711' } },
	footer: 'Rio',
	buttons: [
		{ kind: 'quickReply', text: 'OK' },
		{ kind: 'url', text: 'Track', url: 'https://x.io/{{1}}', example: 'https://x.io/1' },
		{ kind: 'url', text: 'Site', url: 'https://x.io' },
		{ kind: 'phone', text: 'Call', phone: '+34600000001' },
		{ kind: 'copyCode', example: 'SAVE20' },
	],
	cards: [],
};
const plain: WordsDraft = {
	...draft,
	header: undefined,
	body: { text: 'Check out this new offer', examples: {} },
	footer: undefined,
	buttons: [],
};
const components = (change: Partial<WordsDraft>) => createBody({ ...plain, ...change }).components;

describe('making a template', () => {
	it('asks as Meta documents, examples in the order of their numbers', () => {
		expect(templateChanges.create(draft, ACCOUNT).next().value).toEqual({
			method: 'POST',
			url: `${GRAPH}/200/message_templates`,
			body: {
				name: 'order_ready',
				language: 'en_US',
				category: 'UTILITY',
				parameter_format: 'POSITIONAL',
				components: [
					{
						type: 'HEADER',
						format: 'TEXT',
						text: 'Order {{1}}',
						example: { header_text: ['4711'] },
					},
					{ type: 'BODY', text: draft.body.text, example: { body_text: [['Ana', '4711']] } },
					{ type: 'FOOTER', text: 'Rio' },
					{
						type: 'BUTTONS',
						buttons: [
							{ type: 'QUICK_REPLY', text: 'OK' },
							{
								type: 'URL',
								text: 'Track',
								url: 'https://x.io/{{1}}',
								example: ['https://x.io/1'],
							},
							{ type: 'URL', text: 'Site', url: 'https://x.io' },
							{ type: 'PHONE_NUMBER', text: 'Call', phone_number: '+34600000001' },
							{ type: 'COPY_CODE', example: 'SAVE20' },
						],
					},
				],
			},
		});
	});

	it('names the variables where they have names, and leaves out what is not there', () => {
		const body = { text: 'Hi {{name}}!', examples: { name: 'Ana' } };
		expect(createBody({ ...plain, body })).toMatchObject({
			parameter_format: 'NAMED',
			components: [
				{
					type: 'BODY',
					example: { body_text_named_params: [{ param_name: 'name', example: 'Ana' }] },
				},
			],
		});
		expect(components({})).toEqual([{ type: 'BODY', text: 'Check out this new offer' }]);
		expect(createBody({ ...plain, deliverWithinSeconds: 600 })).toMatchObject({
			message_send_ttl_seconds: 600,
		});
	});

	// business-messaging-api_v23.0.yaml, "Create template w/ document header …" and "… w/ location header …".
	it('headers are files and places as in the OpenAPI examples', () => {
		expect(components({ header: { format: 'document', sample: '4::YXBw' } })).toContainEqual({
			type: 'HEADER',
			format: 'DOCUMENT',
			example: { header_handle: ['4::YXBw'] },
		});
		expect(components({ header: { format: 'location' } })).toContainEqual({
			type: 'HEADER',
			format: 'LOCATION',
		});
	});

	// business-messaging-api_v23.0.yaml, "Create Flow Template Message by ID".
	it('a form is opened as in the OpenAPI example', () => {
		const flow = { kind: 'flow', text: 'Check out this offer!', flowId: '12' } as const;
		expect(components({ buttons: [{ ...flow, screen: 'WELCOME_SCREEN' }, flow] })).toContainEqual({
			type: 'BUTTONS',
			buttons: [
				{
					flow_action: 'navigate',
					flow_id: '12',
					navigate_screen: 'WELCOME_SCREEN',
					text: 'Check out this offer!',
					type: 'FLOW',
				},
				{ flow_action: 'navigate', flow_id: '12', text: 'Check out this offer!', type: 'FLOW' },
			],
		});
	});

	// M:templates/marketing-templates/limited-time-offer-templates
	it('an offer stands between header and body', () => {
		const offer = { text: 'Expiring offer!', countdown: true };
		const header = { format: 'image', sample: '4::aW1h' } as const;
		expect(components({ offer, header })).toMatchObject([
			{ type: 'HEADER' },
			{
				type: 'LIMITED_TIME_OFFER',
				limited_time_offer: { text: 'Expiring offer!', has_expiration: true },
			},
			{ type: 'BODY' },
		]);
	});

	// M:templates/marketing-templates/media-card-carousel-templates
	it('a carousel has cards of components, with a format shared by the whole template', () => {
		const card: DraftCard = {
			media: { format: 'image', sample: '4::aW1h' },
			body: { text: 'Lemons, {{1}} off.', examples: { 1: '15%' } },
			buttons: [{ kind: 'quickReply', text: 'Send more' }],
		};
		expect(components({ cards: [card, { ...card, body: undefined, buttons: [] }] })).toEqual([
			{ type: 'BODY', text: 'Check out this new offer' },
			{
				type: 'CAROUSEL',
				cards: [
					{
						components: [
							{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::aW1h'] } },
							{ type: 'BODY', text: 'Lemons, {{1}} off.', example: { body_text: [['15%']] } },
							{ type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Send more' }] },
						],
					},
					{
						components: [
							{ type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::aW1h'] } },
						],
					},
				],
			},
		]);
		const body = { text: 'For {{name}} now.', examples: { name: 'Ana' } };
		expect(createBody({ ...plain, cards: [{ ...card, body }] })).toMatchObject({
			parameter_format: 'NAMED',
		});
	});

	// business-messaging-api_v23.0.yaml, "Create authentication template w/ OTP copy code button";
	// M:templates/authentication-templates/autofill-button-authentication-templates for supported_apps.
	it('a sign-in code has no words', () => {
		const base = { name: 'sign_in', language: 'en_US', category: 'AUTHENTICATION' } as const;
		const code = { warning: true, expiresAfterMinutes: 10, copyLabel: 'Copy Code' };
		expect(createBody({ ...base, code })).toEqual({
			...base,
			components: [
				{ type: 'BODY', add_security_recommendation: true },
				{ type: 'FOOTER', code_expiration_minutes: 10 },
				{ type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE', text: 'Copy Code' }] },
			],
		});
		const autofill = {
			label: 'Autofill',
			packageName: 'com.example.luckyshrub',
			signatureHash: 'K8a/AINcGX7',
		};
		expect(createBody({ ...base, code: { warning: false, autofill } }).components).toEqual([
			{ type: 'BODY', add_security_recommendation: false },
			{
				type: 'BUTTONS',
				buttons: [
					{
						type: 'OTP',
						otp_type: 'ONE_TAP',
						autofill_text: 'Autofill',
						supported_apps: [
							{ package_name: 'com.example.luckyshrub', signature_hash: 'K8a/AINcGX7' },
						],
					},
				],
			},
		]);
	});
});

it('deletes one language by its ID, or all by the name', () => {
	const url = `${GRAPH}/200/message_templates`;
	expect(templateChanges.remove({ name: 'a', id: '7' }, ACCOUNT)).toEqual({
		method: 'DELETE',
		url,
		query: { name: 'a', hsm_id: '7' },
	});
	expect(templateChanges.remove({ name: 'a' }, ACCOUNT).query).toEqual({ name: 'a' });
});

// https://developers.facebook.com/docs/graph-api/guides/upload
describe('a sample file', () => {
	it('begins a session of the app, then gives the bytes', () => {
		const file = { name: 'parcel.jpg', mimeType: 'image/jpeg', size: 1200 };
		expect(samples.begin(file, ACCOUNT)).toEqual({
			method: 'POST',
			url: `${GRAPH}/100/uploads`,
			query: { file_name: 'parcel.jpg', file_length: '1200', file_type: 'image/jpeg' },
		});
		const session = samples.begun({ id: 'upload:MTphdHRhY2ht=?sig=ARZqkGCA_uQ' })!;
		expect(samples.upload(session, 'image/jpeg', ACCOUNT)).toEqual({
			method: 'POST',
			url: `${GRAPH}/upload:MTphdHRhY2ht=?sig=ARZqkGCA_uQ`,
			bytes: { file_offset: '0', 'content-type': 'image/jpeg' },
		});
		expect(samples.uploaded({ h: '4::aW1hZ2U=:AR' })).toBe('4::aW1hZ2U=:AR');
	});

	it('goes nowhere else than to a session', () => {
		for (const id of ['../me', 'upload:../me', 'upload:a?sig=b&access_token=c', 'upload:a#b', 7]) {
			expect(samples.begun({ id })).toBeUndefined();
		}
		expect(samples.isHandle('4::aW1hZ2U=:AR')).toBe(true);
		expect(samples.isHandle('data')).toBe(false);
	});
});

it('no answer, however odd, makes a reader throw', () => {
	fc.assert(
		fc.property(fc.anything(), (body) => {
			readCreated(body);
			templateChanges.editing!.edited(body);
			samples.begun(body);
			samples.uploaded(body);
		}),
	);
});
