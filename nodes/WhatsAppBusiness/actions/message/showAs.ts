import { DateTime } from 'luxon';
import { readDate } from '../../../shared/readDate';

/** One entry of the option "Show As". */
export interface Manner {
	/** Of the variable. */
	id: string;
	as: 'amount' | 'date' | 'dateTime';
	currency?: string;
}

/**
 * A value as people read it in the template's language: a number as an amount of money, a date in words.
 *
 * Sent as text. Meta's parameter `date_time` shows nothing but the text it is given, and its `currency`
 * would look different from what the output says.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components
 * @param language as templates have it, e.g. `pt_BR`
 * @param zone of dates that name none, and in which they are shown
 * @returns undefined where the value is no number, or no date
 */
export function shownAs(
	value: string,
	{ as, currency = '' }: Manner,
	language: string,
	zone: string,
): string | undefined {
	const locale = localeOf(language);
	if (as === 'amount') {
		const amount = value.trim() === '' ? NaN : Number(value);
		if (!Number.isFinite(amount) || !isCurrency(currency)) return undefined;
		const style = { style: 'currency', currency: currency.trim().toUpperCase() } as const;
		return new Intl.NumberFormat(locale, style).format(amount);
	}
	const date = readDate(value, zone)?.setZone(zone).setLocale(locale);
	return date?.toLocaleString(
		as === 'date'
			? DateTime.DATE_FULL
			: { ...DateTime.DATE_FULL, hour: 'numeric', minute: '2-digit' },
	);
}

/** Three letters, as ISO 4217 has them. */
export const isCurrency = (code: string): boolean => /^[A-Za-z]{3}$/.test(code.trim());

/** Codes that no locale is known for are written as in English. */
function localeOf(language: string): string {
	try {
		return Intl.getCanonicalLocales(language.replace(/_/g, '-'))[0] ?? 'en';
	} catch {
		return 'en';
	}
}
