import { defined } from '../../../core/json';
import { withTexts } from '../../../n8n/readText';
import type { Contact, ContactAddress, ContactName, ContactPhone } from '../../../whatsapp/contact';
import { contactFields } from './contactFields';

/** One entry of the field "Contacts", once its texts are read. */
interface GivenContact {
	name?: string;
	phones?: string;
	emails?: string;
	organization?: string;
	more?: GivenDetails;
}

type Given<Name extends string> = Partial<Record<Name, string>>;

interface GivenDetails
	extends Given<'birthday' | 'department' | 'title' | 'urls'>,
		Given<'first' | 'last' | 'middle' | 'prefix' | 'suffix'> {
	addresses?: { address?: Array<Given<keyof ContactAddress>> };
	typedPhones?: { phone?: Array<{ number?: string; type?: string }> };
}

/** The cards that the fields describe. What is left empty is left out. */
export const readContacts = (given: ReadonlyArray<Record<string, unknown>>): Contact[] =>
	given.map((one) => readContact(withTexts(one, contactFields)));

function readContact({ more = {}, ...card }: GivenContact): Contact {
	const phones = several(card.phones).map((number): ContactPhone => ({ number }));
	const typed = (more.typedPhones?.phone ?? []).map(({ number = '', type }) => ({
		number: number.trim(),
		type,
	}));
	const urls = several(more.urls).map((url) => ({ url }));
	const addresses = (more.addresses?.address ?? []).map((address) => filled(address));
	const organization = filled({
		company: card.organization,
		department: more.department,
		title: more.title,
	});
	return defined({
		name: nameOf(card.name?.trim() ?? '', more),
		phones: [...phones, ...typed],
		emails: several(card.emails).map((email) => ({ email })),
		urls: urls.length > 0 ? urls : undefined,
		addresses: addresses.length > 0 ? addresses : undefined,
		organization: Object.keys(organization).length > 0 ? organization : undefined,
		birthday: dayOf(more.birthday),
	});
}

/** WhatsApp wants one part of a name besides the whole: the first word, as good as any. */
function nameOf(
	formatted: string,
	{ first, last, middle, prefix, suffix }: GivenDetails,
): ContactName {
	const named = filled({ first, middle, last, prefix, suffix });
	if (named.first !== undefined || named.last !== undefined) return { formatted, ...named };
	const [, word, rest] = /^(\S+)\s*(.*)$/.exec(formatted) ?? [];
	return defined({ formatted, first: word, last: rest || undefined, ...named });
}

/** A date that an expression gives has a time too. */
const dayOf = (given = ''): string | undefined =>
	given.trim().replace(/^(\d{4}-\d{2}-\d{2})T.*$/, '$1') || undefined;

/** Without what is empty, and without spaces around the rest. */
function filled<Fields extends Record<string, string | undefined>>(
	fields: Fields,
): Partial<Fields> {
	const trimmed = Object.entries(fields).map(([name, value = '']) => [name, value.trim()]);
	return Object.fromEntries(trimmed.filter(([, value]) => value !== '')) as Partial<Fields>;
}

const several = (text = ''): string[] =>
	text
		.split(/[,;\n]/)
		.map((one) => one.trim())
		.filter((one) => one !== '');
