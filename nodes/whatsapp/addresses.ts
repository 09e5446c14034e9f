/**
 * What WhatsApp's form for an address asks, by country: it is there for businesses and people of these two only.
 *
 * @see https://developers.facebook.com/docs/whatsapp/api/messages/address-messages
 * @see https://docs.360dialog.com/docs/messaging/message-types/address
 */
export const ADDRESS_FIELDS = {
	IN: [
		...['name', 'phone_number', 'in_pin_code', 'house_number', 'floor_number', 'tower_number'],
		...['building_name', 'address', 'landmark_area', 'city', 'state'],
	],
	SG: ['name', 'phone_number', 'sg_post_code', 'address', 'unit_number', 'city'],
} as const satisfies Record<string, readonly string[]>;

export type AddressCountry = keyof typeof ADDRESS_FIELDS;

/** How the numbers of its people begin. */
export const CALLING_CODES: Readonly<Record<AddressCountry, string>> = { IN: '91', SG: '65' };

export const COUNTRY_NAMES: Readonly<Record<AddressCountry, string>> = {
	IN: 'India',
	SG: 'Singapore',
};

/** Six at most. */
export const POST_CODES = ['in_pin_code', 'sg_post_code'];
