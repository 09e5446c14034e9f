import { readExampleTemplates } from '../../workflows/exampleTemplates.mts';
import {
	type Template,
	type TemplateButton,
	type TemplateComponent,
	type TemplateStatus,
	variablesIn,
} from './template.mts';

interface Seed {
	name: string;
	language?: string;
	status?: TemplateStatus;
	category?: Template['category'];
	format?: Template['parameter_format'];
	header?: Extract<TemplateComponent, { type: 'HEADER' }>;
	body: string;
	footer?: string;
	buttons?: TemplateButton[];
	/** What it has besides. */
	more?: TemplateComponent[];
	rejectedReason?: string;
}

const seeds: Seed[] = [
	{
		name: 'route_change_update',
		format: 'NAMED',
		body: 'Hello {{driver_name}}, your route has changed. Your new route is {{new_route}} from now on.',
		footer: 'Rio Logistics dispatch',
	},
	{
		name: 'route_change_update',
		language: 'es',
		format: 'NAMED',
		body: 'Hola {{driver_name}}, tu ruta ha cambiado. Tu nueva ruta es {{new_route}} desde ahora.',
		footer: 'Rio Logistics',
	},
	{
		name: 'delivery_update',
		language: 'en',
		body: 'Hi {{1}}, your delivery {{2}} is on its way.',
	},
	{
		name: 'delivery_status',
		format: 'NAMED',
		body: 'Hello {{customer_name}}, news about your order {{order_number}}: {{news}} Thank you for your patience.',
		footer: 'Rio Logistics',
	},
	{
		name: 'delivery_photo',
		header: {
			type: 'HEADER',
			format: 'IMAGE',
			example: { header_handle: ['https://example.com/parcel.jpg'] },
		},
		body: 'Hi {{1}}, here is the photo of your delivery.',
	},
	{
		name: 'order_ready',
		format: 'NAMED',
		header: {
			type: 'HEADER',
			format: 'TEXT',
			text: 'Order {{order_number}}',
			example: {
				header_text_named_params: [{ param_name: 'order_number', example: '1042' }],
			},
		},
		body: 'Hi {{customer_name}}, your order {{order_number}} is ready for collection.',
		buttons: [
			{
				type: 'URL',
				text: 'See my order',
				url: 'https://example.com/orders/{{1}}',
				example: ['https://example.com/orders/1042'],
			},
		],
	},
	{
		name: 'request_approval',
		body: 'Hello, a decision is waiting for you: {{1}} Please answer with a button below.',
		buttons: [
			{ type: 'QUICK_REPLY', text: 'Approve' },
			{ type: 'QUICK_REPLY', text: 'Reject' },
		],
	},
	{
		name: 'coupon_code',
		category: 'MARKETING',
		body: 'Thank you for riding with us, {{1}}. This coupon is yours until Sunday.',
		buttons: [{ type: 'COPY_CODE', text: 'Copy offer code', example: 'SAVE25' }],
	},
	{
		name: 'hello_world',
		header: { type: 'HEADER', format: 'TEXT', text: 'Hello World' },
		body: 'Welcome and congratulations! This message shows that your number can send.',
		footer: 'WhatsApp Business Platform sample message',
	},
	{
		name: 'promo_paused',
		status: 'PAUSED',
		category: 'MARKETING',
		body: 'A weekend offer for you.',
	},
	{ name: 'draft_pending', status: 'PENDING', body: 'Your invoice {{1}} is attached below.' },
	{ name: 'survey_rejected', status: 'REJECTED', body: 'Win now!', rejectedReason: 'PROMOTIONAL' },
	{ name: 'old_alert_disabled', status: 'DISABLED', body: 'Service notice for your area.' },
];

/** Those that the example workflows send. */
const exampleTemplates = (): Seed[] =>
	readExampleTemplates().flatMap(({ name, category, languages }) =>
		Object.entries(languages).map(([language, parts]) => ({
			name,
			category,
			language,
			format: 'NAMED' as const,
			...parts,
		})),
	);

function fillers(): Seed[] {
	return Array.from({ length: 40 }, (_, index) => ({
		name: `filler_${String(index + 1).padStart(3, '0')}`,
		body: `Notice number ${index + 1} for {{1}} is now available.`,
	}));
}

/** Examples as Graph returns them: nested array for positional, objects for named (M:templates). */
function bodyComponent(seed: Seed): TemplateComponent {
	const variables = variablesIn(seed.body);
	if (variables.length === 0) return { type: 'BODY', text: seed.body };
	const example =
		seed.format === 'NAMED'
			? {
					body_text_named_params: variables.map((name) => ({
						param_name: name,
						example: `sample ${name}`,
					})),
				}
			: { body_text: [variables.map((name) => `sample ${name}`)] };
	return { type: 'BODY', text: seed.body, example };
}

function template(seed: Seed, index: number): Template {
	return {
		id: String(900000000000100 + index),
		name: seed.name,
		language: seed.language ?? 'en_US',
		status: seed.status ?? 'APPROVED',
		category: seed.category ?? 'UTILITY',
		parameter_format: seed.format ?? 'POSITIONAL',
		components: [
			...(seed.header ? [seed.header] : []),
			bodyComponent(seed),
			...(seed.footer ? [{ type: 'FOOTER' as const, text: seed.footer }] : []),
			...(seed.more ?? []),
			...(seed.buttons ? [{ type: 'BUTTONS' as const, buttons: seed.buttons }] : []),
		],
		quality_score: { score: 'UNKNOWN', date: 1790000000 },
		rejected_reason: seed.rejectedReason ?? 'NONE',
	};
}

export function seedTemplates(): Template[] {
	return [...seeds, ...exampleTemplates(), ...fillers(), ...specialSeeds].map(template);
}

/** A card of a carousel. */
const card = (text: string) => ({
	components: [
		{
			type: 'HEADER' as const,
			format: 'IMAGE' as const,
			example: { header_handle: ['https://example.com/box.jpg'] },
		},
		{ type: 'BODY' as const, text, example: { body_text: [['3']] } },
		{
			type: 'BUTTONS' as const,
			buttons: [
				{ type: 'QUICK_REPLY' as const, text: 'Tell me more' },
				{
					type: 'URL' as const,
					text: 'Order',
					url: 'https://example.com/shop/{{1}}',
					example: ['https://example.com/shop/small'],
				},
			],
		},
	],
});

/** What is more than header, text and buttons: one of each kind, to try out. */
const specialSeeds: Seed[] = [
	{
		name: 'sign_in_code',
		category: 'AUTHENTICATION',
		body: '*{{1}}* is your verification code. For your security, do not share this code.',
		footer: 'This code expires in 10 minutes.',
		buttons: [
			{
				type: 'URL',
				text: 'Copy code',
				url: 'https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp{{1}}',
				example: ['https://www.whatsapp.com/otp/code/?otp_type=COPY_CODE&code=otp123456'],
			},
		],
	},
	{
		name: 'weekend_offer',
		category: 'MARKETING',
		body: 'Good news, {{1}}! Moving boxes cost less until Sunday.',
		buttons: [
			{ type: 'COPY_CODE', text: 'Copy offer code', example: 'BOX25' },
			{
				type: 'URL',
				text: 'Order',
				url: 'https://example.com/offers/{{1}}',
				example: ['https://example.com/offers/boxes'],
			},
		],
		more: [
			{
				type: 'LIMITED_TIME_OFFER',
				limited_time_offer: { text: 'Weekend offer!', has_expiration: true },
			},
		],
	},
	{
		name: 'new_boxes',
		category: 'MARKETING',
		body: 'New boxes for you, {{1}}, in two sizes.',
		more: [
			{
				type: 'CAROUSEL',
				cards: [card('Small boxes, {{1}} left.'), card('Large boxes, {{1}} left.')],
			},
		],
	},
	{
		name: 'book_a_slot',
		body: 'Your parcel is here, {{1}}. When shall we bring it?',
		buttons: [{ type: 'FLOW', text: 'Choose a time', flow_id: 700000000000001 }],
	},
	{
		name: 'our_catalog',
		category: 'MARKETING',
		body: 'All our boxes are on WhatsApp now.',
		buttons: [{ type: 'CATALOG', text: 'View catalog' }],
	},
];
