import { readContactsJson } from '../../../../../nodes/WhatsAppBusiness/actions/message/contactsJson';

// https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/contacts-messages
const CARD = {
	addresses: [
		{
			street: '1 Lucky Shrub Way',
			city: 'Menlo Park',
			state: 'CA',
			zip: '94025',
			country: 'United States',
			country_code: 'US',
			type: 'Work',
		},
	],
	birthday: '1999-01-23',
	emails: [{ email: 'bjohnson@example.com', type: 'WORK' }],
	name: {
		formatted_name: 'Barbara J. Johnson',
		first_name: 'Barbara',
		middle_name: 'Joana',
		last_name: 'Johnson',
		prefix: 'Dr.',
		suffix: 'Esq.',
	},
	org: { company: 'Lucky Shrub', department: 'Legal', title: 'Lead Counsel' },
	phones: [{ phone: '+16505559999', type: 'CELL', wa_id: '16505559999' }],
	urls: [{ url: 'https://www.example.com', type: 'HOME' }],
};

it('reads a card with all that Meta documents', () => {
	const contact = {
		addresses: [
			{
				street: '1 Lucky Shrub Way',
				city: 'Menlo Park',
				state: 'CA',
				zip: '94025',
				country: 'United States',
				countryCode: 'US',
				type: 'WORK',
			},
		],
		birthday: '1999-01-23',
		emails: [{ email: 'bjohnson@example.com', type: 'WORK' }],
		name: {
			formatted: 'Barbara J. Johnson',
			first: 'Barbara',
			middle: 'Joana',
			last: 'Johnson',
			prefix: 'Dr.',
			suffix: 'Esq.',
		},
		organization: { company: 'Lucky Shrub', department: 'Legal', title: 'Lead Counsel' },
		phones: [{ number: '+16505559999', type: 'CELL', waId: '16505559999' }],
		urls: [{ url: 'https://www.example.com', type: 'HOME' }],
	};
	for (const given of [CARD, [CARD], JSON.stringify(CARD), JSON.stringify([CARD])]) {
		expect(readContactsJson(given)).toEqual({ ok: true, contacts: [contact] });
	}
});

it('reads a card as the trigger gives one that a person sent', () => {
	const { name } = CARD;
	const given = [{ name, phones: [{ phone: 34600000001 }], vcard: 'BEGIN:VCARD', origin: 'other' }];
	expect(readContactsJson(given)).toMatchObject({
		ok: true,
		contacts: [{ name: { formatted: 'Barbara J. Johnson' }, phones: [{ number: '34600000001' }] }],
	});
});

it.each([
	['nothing', ''],
	['an empty list', '[]'],
	['words', 'Ana'],
	['a list of words', ['Ana']],
	['broken JSON', '[{"name":'],
])('refuses %s', (_what, given) => {
	expect(readContactsJson(given)).toMatchObject({
		ok: false,
		message: '"Contacts (JSON)" is no list of contacts in JSON',
	});
});

it.each([
	[{ ...CARD, nickname: 'Babs' }, 'nickname'],
	[{ name: { full: 'Ana' } }, 'full'],
	[{ ...CARD, phones: [{ number: '1' }] }, 'number'],
	[{ ...CARD, addresses: [{ postcode: '1' }] }, 'postcode'],
	[{ ...CARD, org: { name: 'Rio' } }, 'name'],
])('names what no contact has: %#', (card, key) => {
	expect(readContactsJson(card)).toMatchObject({
		ok: false,
		message: `"Contacts (JSON)" has "${key}", which no contact has`,
	});
});
