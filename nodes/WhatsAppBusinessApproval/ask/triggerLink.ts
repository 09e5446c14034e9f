import type { IExecuteFunctions } from 'n8n-workflow';
import { callTrigger, waitingBaseIn } from '../../approvals/callTrigger';
import {
	announce,
	anyWorks,
	type DeliveryFact,
	describeWays,
	PREFLIGHT,
	readFacts,
	readWays,
	TRY_WAYS,
	WORKS,
} from '../../approvals/protocol';
import { asObject } from '../../core/json';
import { cached } from '../../n8n/cache';
import { configurationError } from '../../n8n/errors';
import { type Caller, converse, readCredential } from '../../n8n/transport';
import type { Provider } from '../../providers/provider';
import { cacheFor } from '../../core/cache';
import { shortHash } from '../../core/crypto';
import { canonicalPerson } from '../../whatsapp/person';
import { DELIVERY, refer } from '../references';
import type { ApprovalState } from '../state';
import { waitingBaseOf } from '../../n8n/signedResumeUrl';
import { checkProof, requireSecret } from './proof';

/** Asks the trigger behind the number what it has seen; when it does not say, there is less evidence. */
export async function fetchFacts(
	context: IExecuteFunctions,
	provider: Provider,
	state: ApprovalState,
): Promise<DeliveryFact[]> {
	try {
		const url = await readCallback(context, provider, state.from);
		const reference = refer(state, state.people[0].person, DELIVERY);
		if (!url || reference === undefined) return [];
		const { body } = await callTrigger(context, url, { [PREFLIGHT]: reference });
		return readFacts(asObject(body)?.facts);
	} catch (error) {
		context.logger.warn(`When a question was read is not known: ${(error as Error).message}`);
		return [];
	}
}

/**
 * Tells the trigger on this number which message asks whom, and until when. Otherwise typed answers,
 * failed deliveries and taps on templates without references would find their way only once a status
 * has come that repeats the reference, if the provider does that. A trigger that cannot be reached
 * changes nothing: taps that carry a reference come back all the same.
 *
 * @param reference that of the question, if the provider takes one
 */
export async function announceQuestion(
	caller: Caller,
	provider: Provider,
	state: ApprovalState,
	who: number,
	messageId: string,
	reference: string | undefined,
): Promise<void> {
	try {
		const callback = await readCallbackCached(caller, provider, state.from);
		if (!callback) return;
		const { person, identities } = state.people[who];
		// Hashed: a callback may be called by way of proxies that keep addresses.
		const known = identities.map((identity) => shortHash(canonicalPerson(identity)));
		const people = [...new Set(known)].join('|');
		const announcement = {
			reference: reference ?? refer(state, person, DELIVERY) ?? '',
			messageId,
			people,
			until: state.rejection?.until ?? state.deadline,
		};
		const query = announce(announcement, await readCredential(caller, provider));
		await callTrigger(caller, callback, query);
	} catch (error) {
		// The question is with the person already.
		caller.logger.warn(`The trigger was not told of a question: ${(error as Error).message}`);
	}
}

async function readCallbackCached(
	caller: Caller,
	provider: Provider,
	from: string,
): Promise<string | undefined> {
	const known = cached(caller, provider, `callback ${from}`).value();
	return known ?? (await readCallback(caller, provider, from));
}

/** The numbers that this process found right; for ten minutes they are not looked at again. */
const checked = cacheFor<true>(10 * 60_000);

const HINT =
	'Publish a workflow with a "WhatsApp Business Trigger" for this number on this n8n. If answers reach it in another way, switch off the option "Check That Answers Return"';

/**
 * Finds out, before anybody is asked, whether a tap would come back: does the number's callback lead
 * to a trigger of this package on this n8n, does that trigger reach the address at which n8n takes
 * answers, and could this node verify them? What cannot be found out does not stop anybody.
 *
 * @throws NodeOperationError when answers would certainly get lost
 */
export async function checkAnswersReturn(
	context: IExecuteFunctions,
	provider: Provider,
	from: string,
): Promise<void> {
	const waitingBase = waitingBaseOf(context);
	const id = context.getNode().credentials?.[provider.credential]?.id;
	const key = [provider.id, from, waitingBase, id].join(' ');
	if (checked.get(key)) return;
	const credential = await readCredential(context, provider);
	requireSecret(context, provider, credential);
	if (provider.callbackUrl === undefined) return;
	const callback = await readCallback(context, provider, from);
	if (callback === undefined) return unknown(context, 'the provider does not tell the callback');
	if (callback === '') {
		throw configurationError(
			context.getNode(),
			'Nothing receives the answers to this number, so nobody was asked',
			HINT,
		);
	}
	const answer = await callTrigger(context, callback, { [PREFLIGHT]: TRY_WAYS });
	if (answer.status === 0) {
		return unknown(context, `n8n cannot reach the callback: ${String(answer.body)}`);
	}
	if (waitingBaseIn(answer) !== waitingBase) {
		throw configurationError(
			context.getNode(),
			`Answers to this number go to ${new URL(callback).host}, but no WhatsApp Business Trigger of this n8n takes them there, so nobody was asked`,
			HINT,
		);
	}
	checkWays(context, answer.body, waitingBase);
	await checkProof(context, provider, credential, callback, answer.here);
	checked.set(key, true);
}

/** Would the trigger find this n8n's waiting address? A trigger of an earlier version does not tell. */
function checkWays(context: IExecuteFunctions, answer: unknown, waitingBase: string): void {
	const ways = readWays(answer);
	if (ways === undefined) return;
	const found = describeWays(ways);
	if (!anyWorks(ways)) {
		throw configurationError(
			context.getNode(),
			`The trigger could not hand an answer to this n8n, so nobody was asked (${found})`,
			`Let POST requests through to ${waitingBase}/ unchanged: without a log-in page, a redirect or a challenge, and from n8n itself too. If answers reach it in another way, switch off the option "Check That Answers Return"`,
		);
	}
	if (Object.values(ways).some((way) => way !== WORKS)) {
		context.logger.info(`WhatsApp Business Approval: answers can come back (${found})`);
	}
}

function unknown(context: IExecuteFunctions, reason: string): void {
	context.logger.warn(
		`WhatsApp Business Approval: whether answers can come back is not known (${reason})`,
	);
}

/** Where the webhooks of a number go; empty for nowhere, undefined when that cannot be had. */
async function readCallback(
	caller: Caller,
	provider: Provider,
	from: string,
): Promise<string | undefined> {
	if (provider.callbackUrl === undefined) return undefined;
	const credential = await readCredential(caller, provider);
	const url = await converse(caller, provider, provider.callbackUrl(credential, from));
	if (url) cached(caller, provider, `callback ${from}`).keep(url);
	return url;
}
