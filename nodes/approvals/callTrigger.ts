import { asObject, asText } from '../core/json';
import { asCalledHere, rememberedAddress } from '../n8n/localAddress';
import { type Caller, forward, get, type TextAnswer } from '../n8n/transport';
import type { HttpResponse, WebhookCall } from '../providers/http';
import { TEST } from './protocol';

/** What was answered at a callback. */
interface CallbackAnswer extends HttpResponse {
	/** Was it called at the address inside, where this n8n was called lately? */
	here: boolean;
}

/** What a trigger says, with status 401, to a webhook that is not proven: nothing about the reason. */
export const REFUSED_PROOF = 'Unauthorized';

/** Where the trigger hands answers to; undefined where no trigger of this package answered. */
export const waitingBaseIn = ({ body }: HttpResponse): string | undefined =>
	asText(asObject(body)?.waitingBase);

/**
 * Asks a trigger something by its callback: at the public address, or inside if it is one of this process,
 * whichever a trigger answers at first. n8n may not reach its own public address.
 *
 * @param first which way is tried first
 * @returns if no trigger answers, what was said at the public address; status 0 for nothing
 */
export async function callTrigger(
	caller: Caller,
	callback: string,
	query: Record<string, string>,
	first: 'here' | 'outside' = 'here',
): Promise<CallbackAnswer> {
	const outside = async () => ({ ...(await get(caller, callback, query)), here: false });
	const known = rememberedAddress();
	const url = known && asCalledHere(callback, known);
	if (url === undefined) return await outside();
	const inside = async () => ({ ...(await get(caller, url, query, { here: true })), here: true });
	const [before, after] = first === 'here' ? [inside, outside] : [outside, inside];
	const answer = await before();
	if (waitingBaseIn(answer) !== undefined) return answer;
	const other = await after();
	return waitingBaseIn(other) !== undefined || answer.here ? other : answer;
}

/** Posts a test webhook to a trigger of this n8n, the way on which it answered before. */
export async function postTest(
	caller: Caller,
	{ url, headers, body }: WebhookCall,
	here: boolean,
): Promise<TextAnswer> {
	const known = here ? rememberedAddress() : undefined;
	const inside = known && asCalledHere(url, known);
	const marked = { ...headers, [TEST]: '1' };
	return await forward(caller, inside ?? url, Buffer.from(body), marked, {
		here: inside !== undefined,
	});
}
