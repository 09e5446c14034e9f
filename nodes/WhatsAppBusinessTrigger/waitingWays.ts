import type { IWebhookFunctions } from 'n8n-workflow';
import { type Ways, WORKS } from '../approvals/protocol';
import { cacheFor } from '../core/cache';
import { asCalledHere, localAddress, type LocalAddress } from '../n8n/localAddress';
import { forward, type TextAnswer } from '../n8n/transport';
import { waitingBaseUrl } from './parameters';
import { readAnswer } from './waitingAnswer';

/** Where this n8n takes answers for waiting executions, without a closing slash, by each way. */
export interface WaitingBases {
	/** Where this very request came in; undefined where that is not known, or another n8n is meant. */
	here?: string;
	/** As the internet calls it. */
	outside: string;
}

/** The address at which the request that is being answered came in. */
export function calledAt(context: IWebhookFunctions): LocalAddress | undefined {
	const { socket, originalUrl } = context.getRequestObject();
	const publicUrl = context.getNodeWebhookUrl('default');
	if (socket === undefined || originalUrl === undefined || publicUrl === undefined)
		return undefined;
	return localAddress(socket, originalUrl, publicUrl);
}

/** @param override the option "Resume URL"; one that leads to another host is called there only */
export function waitingBases(context: IWebhookFunctions, override: string): WaitingBases {
	const outside = waitingBaseUrl(context.getNodeWebhookUrl('default') ?? '', override);
	const address = calledAt(context);
	return { here: address && asCalledHere(outside, address), outside };
}

/** Milliseconds in which the address inside is tried last, once something else answered there. */
const SHUNNED_FOR = 10 * 60_000;

/** An address inside that did not answer as n8n does: a proxy for outgoing calls may swallow them. */
let shunned = { base: '', until: 0 };

export const shun = (base: string): void => {
	shunned = { base, until: Date.now() + SHUNNED_FOR };
};

/** In the order in which they are tried: n8n can always call itself inside, but for odd set-ups. */
export function inOrder({ here, outside }: WaitingBases): string[] {
	if (here === undefined) return [outside];
	const isShunned = here === shunned.base && Date.now() < shunned.until;
	return isShunned ? [outside, here] : [here, outside];
}

/** What was answered, in few words and without its text, which may be anything. */
export const describeAnswer = ({ status, contentType, body }: TextAnswer): string =>
	status === 0 ? body : `HTTP ${status}${contentType && `, ${contentType.split(';')[0]}`}`;

/** No execution has this ID, and the rest says in n8n's log who asked. */
const NOBODY = '0/check-of-whatsapp-business-trigger';
/** Milliseconds; who asks waits ten seconds for both. */
const PROBE_TIMEOUT = 5000;

/** For ten seconds, what was found is told to others who ask: anybody may. */
const lately = cacheFor<Promise<Ways>>(10_000);

/** Tries the ways to the waiting address as an answer would go; n8n has to say that nobody waits. */
export async function tryWays(context: IWebhookFunctions, bases: WaitingBases): Promise<Ways> {
	const key = `${bases.here} ${bases.outside}`;
	const known = lately.get(key);
	if (known !== undefined) return await known;
	const found = probeAll(context, bases);
	lately.set(key, found);
	return await found;
}

async function probeAll(context: IWebhookFunctions, bases: WaitingBases): Promise<Ways> {
	const [outside, here] = await Promise.all([
		probe(context, bases.outside, false),
		bases.here === undefined ? undefined : probe(context, bases.here, true),
	]);
	return here === undefined ? { outside } : { here, outside };
}

async function probe(context: IWebhookFunctions, base: string, here: boolean): Promise<string> {
	const reach = { here, timeout: PROBE_TIMEOUT };
	const json = { 'content-type': 'application/json' };
	const said = await forward(context, `${base}/${NOBODY}`, Buffer.from('{}'), json, reach);
	return readAnswer(said).outcome === 'unknown' ? WORKS : describeAnswer(said);
}
