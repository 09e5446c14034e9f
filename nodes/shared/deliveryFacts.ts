import { asObject, parseJson } from '../core/json';

/** When a question was sent, delivered and read, as far as a trigger has seen it. */
export interface DeliveryFact {
	/** `shortHash` of the message's ID. */
	message: string;
	/** Seconds since 1970, by status. */
	times: Partial<Record<ReportedStatus, number>>;
}

export const REPORTED = ['sent', 'delivered', 'read'] as const;
export type ReportedStatus = (typeof REPORTED)[number];

/** The header in which a trigger hands facts on, beside the provider's own request. */
export const FACTS = 'x-whatsapp-business-facts';

/** More than the questions of one approval. */
const MOST = 200;

export const writeFacts = (facts: readonly DeliveryFact[]): string =>
	JSON.stringify(facts.slice(0, MOST));

/** Reads facts; what is none is left out. They are evidence only, so nothing rests on them. */
export function readFacts(given: unknown): DeliveryFact[] {
	const facts = typeof given === 'string' ? parseJson(given) : given;
	if (!Array.isArray(facts)) return [];
	return facts.slice(0, MOST).flatMap((one: unknown): DeliveryFact[] => {
		const { message, times } = asObject(one) ?? {};
		if (typeof message !== 'string') return [];
		const known = asObject(times) ?? {};
		const valid = REPORTED.filter((status) => isTime(known[status]));
		return [{ message, times: Object.fromEntries(valid.map((status) => [status, known[status]])) }];
	});
}

/** Up to the year 3000; beyond, `Date` would throw. */
const isTime = (value: unknown): boolean =>
	Number.isInteger(value) && Number(value) >= 0 && Number(value) < 32_503_680_000;
