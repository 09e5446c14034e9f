import { ADDRESS_FIELDS, CALLING_CODES, COUNTRY_NAMES, POST_CODES } from '../addresses';
import type { Carrier } from '../capabilities';
import type {
	AddressRequestMessage,
	CallPermissionRequestMessage,
	ContactInfoRequestMessage,
	LocationRequestMessage,
} from '../messages';
import { between, frameProblems, type Problems, unless } from './problem';

/** Of the question where somebody is. */
export const locationRequestProblems = (
	{ body }: LocationRequestMessage,
	{ supports }: Carrier,
): Problems => [between('Message', body, 1, supports.locationRequest!.body)];

/** Of the question for a phone number. */
export const contactInfoRequestProblems = (
	{ body }: ContactInfoRequestMessage,
	{ supports }: Carrier,
): Problems => [between('Message', body, 1, supports.contactInfoRequest!.body)];

/** Of the question whether one may call. */
export function callPermissionRequestProblems(
	{ body = '' }: CallPermissionRequestMessage,
	{ name, supports }: Carrier,
): Problems {
	const { body: most } = supports.callPermissionRequest!;
	return [
		unless(
			most > 0 || body === '',
			`${name} shows no words with the question whether you may call`,
			'Leave Message empty',
		),
		most > 0 ? between('Message', body, 0, most) : undefined,
	];
}

/** Of the question for an address. */
export function addressRequestProblems(
	message: AddressRequestMessage,
	provider: Carrier,
): Problems {
	const { country, values, to } = message;
	const known: readonly string[] = ADDRESS_FIELDS[country];
	const strange = Object.keys(values).find((key) => !known.includes(key));
	return [
		...frameProblems(message, provider.supports.addressRequest!, provider),
		unless(
			to.phone === undefined || to.phone.startsWith(CALLING_CODES[country]),
			`+${to.phone} is no number of ${COUNTRY_NAMES[country]}`,
			'WhatsApp asks only people of the chosen country for an address: ask others in words, or with a flow',
		),
		unless(
			strange === undefined,
			`The form for an address in ${COUNTRY_NAMES[country]} has no "${strange}"`,
			`It has ${known.join(', ')}`,
		),
		...POST_CODES.map((field) => between(`Value of ${field}`, values[field] ?? '', 0, 6)),
	];
}
