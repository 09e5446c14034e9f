import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { OncePerRun } from '../../n8n/cache';
import { configurationError } from '../../n8n/errors';
import type { Country } from '../../core/countries';
import { numberHint, readDefaultCountry } from '../../n8n/defaultCountry';
import { readChosen, readText } from '../../n8n/readText';
import { resolveSender } from '../../n8n/senders';
import { converse, readCredential } from '../../n8n/transport';
import type { MessagingLimit, Provider } from '../../providers/provider';
import { parsePeople } from '../../whatsapp/people';
import { canonicalPerson, parseRecipient } from '../../whatsapp/person';
import { sendTemplate } from '../actions/message/sendTemplate.operation';
import type { SendOperation } from '../actions/operation';
import { readOptions, type SendOptions } from '../actions/options';

/**
 * Refuses a run that is to write templates to more people than its number may in 24 hours, before the
 * first message; only where "Check Daily Limit" is on. Nothing else counts towards that limit.
 *
 * @throws NodeOperationError when there are more, and when the limit cannot be found out
 * @throws NodeApiError when the provider did not answer
 */
export async function refuseAboveDailyLimit(
	context: IExecuteFunctions,
	provider: Provider,
	operation: SendOperation,
	once: OncePerRun,
): Promise<void> {
	const { checkDailyLimit } = readOptions(context, 0);
	if (checkDailyLimit !== true || operation !== sendTemplate) return;
	const { people, senders } = await whoWritesToWhom(context, once);
	// The numbers of an account share one limit; should they not, the lowest is on the safe side.
	for (const chosen of senders) {
		const from = await once(`sender ${chosen}`, () => resolveSender(context, provider, chosen));
		const limit = await readLimit(context, provider, from);
		if (people.size > limit) throw tooMany(context, people.size, limit);
	}
}

/** Everybody that the items name, each once, and the numbers that they are written to from. */
async function whoWritesToWhom(context: IExecuteFunctions, once: OncePerRun) {
	const people = new Set<string>();
	const senders = new Set<string>();
	for (let itemIndex = 0; itemIndex < context.getInputData().length; itemIndex++) {
		const { doNotWriteTo, defaultCountry } = readOptions(context, itemIndex);
		const country = readDefaultCountry(context.getNode(), defaultCountry, itemIndex);
		const to = parseRecipient(readText(context, 'to', itemIndex), country);
		// Nobody can be written to: the item says so when its turn comes.
		if (to === undefined) continue;
		const person = canonicalPerson(to);
		if ((await optedOut(doNotWriteTo, country, once)).has(person)) continue;
		people.add(person);
		senders.add(readChosen(context, 'sender', itemIndex));
	}
	return { people, senders };
}

async function readLimit(context: IExecuteFunctions, provider: Provider, from: string) {
	if (provider.messagingLimit === undefined) {
		throw untold(
			context,
			`${provider.name} does not tell how many people can be written to in a day`,
			`Look the limit up in the console of ${provider.name}`,
		);
	}
	const credential = await readCredential(context, provider);
	const limit: MessagingLimit = await converse(
		context,
		provider,
		provider.messagingLimit(credential, from),
	);
	if (limit.ok) return limit.people;
	throw untold(context, `The daily limit could not be read. ${limit.message}`, limit.hint);
}

const untold = (context: IExecuteFunctions, message: string, hint: string) =>
	configurationError(
		context.getNode(),
		message,
		`${hint}. Nothing was sent. To send without this check, switch off the option "Check Daily Limit"`,
	);

const tooMany = (context: IExecuteFunctions, people: number, limit: number) =>
	configurationError(
		context.getNode(),
		`These items go to ${people.toLocaleString('en')} people, and templates can go to ${limit.toLocaleString('en')} in 24 hours`,
		`Nothing was sent. Send to ${limit.toLocaleString('en')} people at most, and to the rest on another day. What went out in the last 24 hours counts too, and is not known here. People who wrote to you within 24 hours do not count at WhatsApp, but are counted here`,
	);

/** The people on the list "Do Not Write To", each in one spelling. What cannot be read is refused before. */
export const optedOut = async (
	list: string,
	country: Country | undefined,
	once: OncePerRun,
): Promise<ReadonlySet<string>> =>
	await once(
		`opted out ${country?.code} ${list}`,
		async () => new Set(parsePeople(list, country).people.map(canonicalPerson)),
	);

/**
 * Refuses a run in which anybody's list "Do Not Write To" has an entry that cannot be read, before the first
 * message: the person who is meant would be written to.
 *
 * @throws NodeOperationError with the entry
 */
export function refuseUnreadableOptOuts(context: IExecuteFunctions): void {
	const { doNotWriteTo, defaultCountry } = (context.getNode().parameters.options ??
		{}) as IDataObject;
	if (doNotWriteTo === undefined || doNotWriteTo === '') return;
	// Only an expression gives each item a list of its own.
	const isExpression = [doNotWriteTo, defaultCountry].some(
		(value) => typeof value === 'string' && value.startsWith('='),
	);
	const items = isExpression ? context.getInputData().length : 1;
	const seen = new Set<string>();
	for (let itemIndex = 0; itemIndex < items; itemIndex++) {
		const options = optionsOf(context, itemIndex);
		if (options === undefined) continue;
		const { doNotWriteTo: list, defaultCountry: named } = options;
		if (seen.has(`${named} ${list}`)) continue;
		seen.add(`${named} ${list}`);
		const country = readDefaultCountry(context.getNode(), named, itemIndex);
		const [entry] = parsePeople(list, country).unreadable;
		if (entry === undefined) continue;
		throw configurationError(
			context.getNode(),
			`"${entry}" in "Do Not Write To" is no phone number with country code, so nothing was sent`,
			numberHint('Do Not Write To', entry, country),
			itemIndex,
		);
	}
}

/** Those of one item; undefined where they cannot be worked out, which the item itself says in its turn. */
function optionsOf(context: IExecuteFunctions, itemIndex: number): SendOptions | undefined {
	try {
		return readOptions(context, itemIndex);
	} catch {
		return undefined;
	}
}
