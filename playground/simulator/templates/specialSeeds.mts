import type { Seed } from '../whatsapp/seeds.mts';

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
export const specialSeeds: Seed[] = [
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
