/**
 * What a contact card says.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/contacts-messages
 */
export interface Contact {
	name: ContactName;
	phones: ContactPhone[];
	emails: ContactEmail[];
	urls?: ContactUrl[];
	addresses?: ContactAddress[];
	organization?: { company?: string; department?: string; title?: string };
	/** `YYYY-MM-DD` */
	birthday?: string;
}

/** `formatted` is what is shown; WhatsApp wants at least one other part. */
export interface ContactName {
	formatted: string;
	first?: string;
	middle?: string;
	last?: string;
	prefix?: string;
	suffix?: string;
}

export const PHONE_TYPES = ['CELL', 'HOME', 'IPHONE', 'MAIN', 'WORK'] as const;
export const PLACE_TYPES = ['HOME', 'WORK'] as const;

export interface ContactPhone {
	number: string;
	type?: string;
	/** Where it is known; else the number tells, if it is written with its country. */
	waId?: string;
}

interface ContactEmail {
	email: string;
	type?: string;
}

interface ContactUrl {
	url: string;
	type?: string;
}

export interface ContactAddress {
	street?: string;
	city?: string;
	state?: string;
	zip?: string;
	country?: string;
	/** Two letters. */
	countryCode?: string;
	type?: string;
}
