import { z } from 'zod';

import { keepTemplate } from '../../whatsapp/keepTemplate.mts';
import { invalidParameter } from '../../whatsapp/refusal.mts';
import { type Template, variablesIn } from '../../whatsapp/template.mts';
import { type GraphCall, paged, parsedBody, requireScope } from './graph.mts';

interface LibraryButton {
	type: 'URL' | 'PHONE_NUMBER' | 'FLOW';
	text: string;
	url?: string;
	phone_number?: string;
}

/**
 * The template library (M:templates/template-library), of which a few are played: the first and the last as
 * the page shows them.
 */
const LIBRARY = [
	{
		name: 'low_balance_warning_1',
		language: 'en_US',
		category: 'UTILITY',
		topic: 'PAYMENTS',
		usecase: 'LOW_BALANCE_WARNING',
		industry: ['FINANCIAL_SERVICES'],
		header: 'Your account balance is low',
		body: 'Hi {{1}},\nThis is to notify you that your {{2}} is below your pre-set {{3}} of {{4}}.\nThank you.',
		body_params: ['Jim', 'available funds', 'limit', '$75.00'],
		body_param_types: ['TEXT', 'TEXT', 'TEXT', 'AMOUNT'],
		buttons: [
			{ type: 'URL', text: 'Make a deposit', url: 'https://www.example.com/' },
			{ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+18005551234' },
		],
		id: '7147013345418927',
	},
	{
		name: 'delivery_update_1',
		language: 'en_US',
		category: 'UTILITY',
		topic: 'ORDER_MANAGEMENT',
		usecase: 'DELIVERY_UPDATE',
		industry: ['E_COMMERCE'],
		body: 'Hi {{1}}, your order {{2}} is on its way and arrives on {{3}} at the latest.',
		body_params: ['Jim', '#12345', 'Jan 1, 2024'],
		body_param_types: ['TEXT', 'TEXT', 'DATE'],
		buttons: [{ type: 'URL', text: 'Track order', url: 'https://www.example.com/' }],
		id: '7138055039625001',
	},
	{
		name: 'delivery_failed_2_form',
		language: 'en_US',
		category: 'UTILITY',
		topic: 'ORDER_MANAGEMENT',
		usecase: 'DELIVERY_FAILED',
		industry: ['E_COMMERCE'],
		body: 'We were unable to deliver order {{1}} today. Please {{2}} to schedule another delivery attempt.',
		body_params: ['#12345', 'try a redelivery'],
		body_param_types: ['TEXT', 'TEXT'],
		buttons: [{ type: 'FLOW', text: 'Reschedule' }],
		id: '7138055039625658',
	},
] as const satisfies ReadonlyArray<{ buttons: readonly LibraryButton[]; [name: string]: unknown }>;

const FILTERS = ['search', 'topic', 'usecase', 'industry', 'language', 'name'];

/** `GET /message_template_library` */
export function listLibrary(call: GraphCall): ReturnType<typeof paged> {
	requireScope(call, 'whatsapp_business_management');
	const known = [...FILTERS, 'limit', 'after', 'before', 'access_token'];
	const unknown = Object.keys(call.query).find((name) => !known.includes(name));
	if (unknown) throw invalidParameter(`Unknown parameter ${unknown}`);
	const { search = '', topic, usecase, industry, language, name } = call.query;
	const found = LIBRARY.filter((one) => {
		const text = JSON.stringify([one.name, 'header' in one && one.header, one.body]).toLowerCase();
		return (
			text.includes(search.toLowerCase()) &&
			[topic ?? one.topic, usecase ?? one.usecase, language ?? one.language].join() ===
				[one.topic, one.usecase, one.language].join() &&
			(name ?? one.name) === one.name &&
			(industry === undefined || (one.industry as readonly string[]).includes(industry))
		);
	});
	return paged(call, 'message_template_library', found);
}

const input = z.discriminatedUnion('type', [
	z.strictObject({
		type: z.literal('URL'),
		url: z.strictObject({
			base_url: z.string().regex(/^https?:\/\/\S+$/),
			url_suffix_example: z
				.string()
				.regex(/^https?:\/\/\S+$/)
				.optional(),
		}),
	}),
	z.strictObject({
		type: z.literal('PHONE_NUMBER'),
		phone_number: z.string().regex(/^\+\d{7,19}$/),
	}),
]);

/** "Must be UTILITY for use with Template Library." */
const libraryBody = z.strictObject({
	name: z
		.string()
		.max(512)
		.regex(/^[a-z0-9_]+$/),
	language: z.string().min(2),
	category: z.literal('UTILITY'),
	library_template_name: z.string().min(1),
	library_template_button_inputs: z.array(input).optional(),
});

/** `POST /<WABA_ID>/message_templates` with the name of a library template: approved at once. */
export function createFromLibrary(call: GraphCall): unknown {
	const { world } = call;
	const body = parsedBody(libraryBody, call.body);
	const { name, language, library_template_name: libraryName } = body;
	const inputs = body.library_template_button_inputs ?? [];
	const source = LIBRARY.find((one) => one.name === libraryName && one.language === language);
	if (!source) throw invalidParameter('Invalid parameter', `No library template ${libraryName}`);
	if (world.templates.some((one) => one.name === name && one.language === language)) {
		throw invalidParameter('Invalid parameter', 'There is already content for this template');
	}
	const buttons: readonly LibraryButton[] = source.buttons;
	const wanted = buttons.filter(({ type }) => type !== 'FLOW').map(({ type }) => type);
	if (wanted.join() !== inputs.map(({ type }) => type).join()) {
		throw invalidParameter('Invalid parameter', `The buttons need inputs for ${wanted.join(', ')}`);
	}
	const bare = inputs.some(
		(one) =>
			one.type === 'URL' &&
			variablesIn(one.url.base_url).length > 0 &&
			one.url.url_suffix_example === undefined,
	);
	if (bare) throw invalidParameter('Invalid parameter', 'url_suffix_example is missing');
	const rest = [...inputs];
	const components = [
		...('header' in source ? [{ type: 'HEADER', format: 'TEXT', text: source.header }] : []),
		{ type: 'BODY', text: source.body, example: { body_text: [[...source.body_params]] } },
		{
			type: 'BUTTONS',
			buttons: buttons.map(({ type, text }) => {
				const given = type === 'FLOW' ? undefined : rest.shift();
				if (given?.type === 'URL') return { type, text, url: given.url.base_url };
				return { type, text, ...(given && { phone_number: given.phone_number }) };
			}),
		},
	] as Template['components'];
	const taken = { name, language, category: 'UTILITY', parameter_format: 'POSITIONAL' } as const;
	const { id, status } = keepTemplate(world, { ...taken, components, status: 'APPROVED' });
	return { id, status, category: 'UTILITY' };
}
