import type { Request } from 'express';

import { type SimulatedAccount, type SimulatedPhoneNumber, digitsOf } from '../../account.mts';
import type { AccountDoor } from '../../provider.mts';
import { badRequest } from './failure.mts';

/** The business at Twilio; all values are fictional. */
export const ACCOUNT_SID = 'AC00000000000000000000000000000001';
export const AUTH_TOKEN = 'playground-auth-token';
export const API_KEY_SID = 'SK00000000000000000000000000000002';
export const API_KEY_SECRET = 'playground-key-secret';
export const MESSAGING_SERVICE_SID = 'MG00000000000000000000000000000005';

/** A number as Twilio writes it on WhatsApp. */
export const addressOf = ({ displayPhoneNumber }: SimulatedPhoneNumber): string =>
	`whatsapp:+${digitsOf(displayPhoneNumber)}`;

/** The number of an address; a messaging service sends from the first. */
export function numberAt(
	{ phoneNumbers }: SimulatedAccount,
	address: string,
): SimulatedPhoneNumber | undefined {
	if (address === MESSAGING_SERVICE_SID) return phoneNumbers[0];
	return phoneNumbers.find((number) => addressOf(number) === address);
}

/** A sender's own ID. */
export const senderSid = ({ id }: SimulatedPhoneNumber): string => `XE${id.padStart(32, '0')}`;

export const account: AccountDoor = {
	credential: ({ phoneNumbers }, url) => ({
		type: 'twilioWhatsAppApi',
		data: {
			accountSid: ACCOUNT_SID,
			authToken: AUTH_TOKEN,
			apiKeySid: API_KEY_SID,
			apiKeySecret: API_KEY_SECRET,
			sender: phoneNumbers[0]?.displayPhoneNumber ?? '',
			advanced: true,
			webhookUrl: '',
			region: '',
			edge: '',
			baseUrl: url,
		},
	}),
	senderId({ phoneNumbers }, phoneNumberId) {
		const number = phoneNumbers.find(({ id }) => id === phoneNumberId);
		return number ? addressOf(number) : '';
	},
	secrets: () => [AUTH_TOKEN, API_KEY_SECRET],
};

/** Query parameters, each at most once. */
export type Query = Record<string, string>;

export function queryOf(request: Request): Query {
	const entries = Object.entries(request.query);
	if (entries.some(([, value]) => typeof value !== 'string')) {
		throw badRequest('A parameter is given more than once');
	}
	return Object.fromEntries(entries) as Query;
}

/** Refuses parameters that the resource does not have: the real one would not do what was meant. */
export function onlyKnown(query: Query, known: string[]): void {
	const unknown = Object.keys(query).find((name) => !known.includes(name));
	if (unknown) throw badRequest(`Unknown parameter ${unknown}`);
}

export const PAGING = ['PageSize', 'Page', 'PageToken'];

function pageSize(query: Query): number {
	const size = Number(query.PageSize ?? 50);
	if (!Number.isInteger(size) || size < 1 || size > 1000) {
		throw badRequest('PageSize must be between 1 and 1000');
	}
	return size;
}

/**
 * One page of a list. Its links lead to Twilio's own host, as they do for whoever comes by another.
 *
 * @param url of the list at Twilio
 */
export function paged<Item>(url: string, key: string, query: Query, items: Item[]) {
	const size = pageSize(query);
	const start = query.PageToken === undefined ? 0 : Number(/^PT(\d+)$/.exec(query.PageToken)?.[1]);
	if (!Number.isInteger(start)) throw badRequest('Invalid PageToken');
	const page = Math.floor(start / size);
	const link = (from: number) =>
		`${url}?${new URLSearchParams({
			...query,
			PageSize: String(size),
			Page: String(Math.floor(from / size)),
			...(from > 0 && { PageToken: `PT${from}` }),
		})}`;
	const next = start + size;
	return {
		[key]: items.slice(start, next),
		meta: {
			page,
			page_size: size,
			first_page_url: link(0),
			previous_page_url: start > 0 ? link(Math.max(0, start - size)) : null,
			url: link(start),
			next_page_url: next < items.length ? link(next) : null,
			key,
		},
	};
}
