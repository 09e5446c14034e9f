import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { OncePerRun } from '../../n8n/cache';
import { configurationError } from '../../n8n/errors';
import { readChosen, readText } from '../../n8n/readText';
import { resolveSender } from '../../n8n/senders';
import { converse, readCredential } from '../../n8n/transport';
import type { MessagingLimit, Provider } from '../../providers/provider';
import { parsePeople } from '../../whatsapp/people';
import { canonicalPerson, parseRecipient } from '../../whatsapp/person';
import { sendTemplate } from '../actions/message/sendTemplate.operation';
import type { SendOperation } from '../actions/operation';
import { readOptions } from '../actions/options';

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
		const to = parseRecipient(readText(context, 'to', itemIndex));
		// Nobody can be written to: the item says so when its turn comes.
		if (to === undefined) continue;
		const { doNotWriteTo } = readOptions(context, itemIndex);
		const person = canonicalPerson(to);
		if ((await optedOut(doNotWriteTo, once)).has(person)) continue;
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
export const optedOut = async (list: string, once: OncePerRun): Promise<ReadonlySet<string>> =>
	await once(
		`opted out ${list}`,
		async () => new Set(parsePeople(list).people.map(canonicalPerson)),
	);

/**
 * Refuses a run in which anybody's list "Do Not Write To" has an entry that cannot be read, before the first
 * message: the person who is meant would be written to.
 *
 * @throws NodeOperationError with the entry
 */
export function refuseUnreadableOptOuts(context: IExecuteFunctions): void {
	const { doNotWriteTo } = (context.getNode().parameters.options ?? {}) as IDataObject;
	if (doNotWriteTo === undefined || doNotWriteTo === '') return;
	// Only an expression gives each item a list of its own.
	const isExpression = typeof doNotWriteTo === 'string' && doNotWriteTo.startsWith('=');
	const items = isExpression ? context.getInputData().length : 1;
	const seen = new Set<string>();
	for (let itemIndex = 0; itemIndex < items; itemIndex++) {
		const list = optOutsOf(context, itemIndex);
		if (list === undefined || seen.has(list)) continue;
		seen.add(list);
		const [entry] = parsePeople(list).unreadable;
		if (entry === undefined) continue;
		throw configurationError(
			context.getNode(),
			`"${entry}" in "Do Not Write To" is no phone number with country code, so nothing was sent`,
			'Write the number in "Do Not Write To" like +34 600 000 001, or give a WhatsApp user ID; separate several with commas',
			itemIndex,
		);
	}
}

/** The list of one item; undefined where it cannot be worked out, which the item itself says in its turn. */
function optOutsOf(context: IExecuteFunctions, itemIndex: number): string | undefined {
	try {
		return readOptions(context, itemIndex).doNotWriteTo;
	} catch {
		return undefined;
	}
}
