import type { IExecuteFunctions } from 'n8n-workflow';
import { callTrigger, postTest } from '../../../approvals/callTrigger';
import { PREFLIGHT, TRY_WAYS } from '../../../approvals/protocol';
import { errorFields } from '../../../n8n/errors';
import { senderField } from '../../../n8n/fields';
import { readChosen } from '../../../n8n/readText';
import { resolveSender } from '../../../n8n/senders';
import { call, readCredential } from '../../../n8n/transport';
import { unknown } from '../../../providers/checkup';
import type { Credential, Exchange, HttpResponse } from '../../../providers/http';
import type { CheckResult, Provider } from '../../../providers/provider';
import type { RunOperation } from '../operation';
import {
	checkAddress,
	checkHandOver,
	elsewhere,
	checkTrigger,
	notCalled,
	ownAddress,
	type OwnAddress,
	runSelfTest,
	untested,
} from './webhookLinks';

export const check: RunOperation = {
	resource: 'setup',
	value: 'check',
	name: 'Check',
	action: 'Check setup',
	description:
		'Look at every link between WhatsApp and this n8n: what works, what does not, what to do. Changes nothing.',
	fields: [{ ...senderField, description: 'The WhatsApp number to check' }],
	async run(context, itemIndex, provider, once) {
		const chosen = readChosen(context, 'sender', itemIndex);
		// Many items that name one number are one question.
		const { askedBy, results } = await once(`check ${provider.id} ${chosen}`, async () => ({
			askedBy: itemIndex,
			results: await lookAt(context, provider, chosen),
		}));
		if (askedBy !== itemIndex) return [];
		return results.map(({ check: link, state, message, hint = 'Nothing to do' }) => ({
			json: { check: link, state, message, hint },
		}));
	},
};

/** Every link, from the account to this n8n. */
async function lookAt(
	context: IExecuteFunctions,
	provider: Provider,
	chosen: string,
): Promise<CheckResult[]> {
	const credential = await readCredential(context, provider);
	const own = ownAddress(context);
	const { senderId, problem } = await findSender(context, provider, chosen);
	const links = await examine(context, provider, linksOf(provider, credential, senderId, own));
	const callback = await examine(context, provider, callbackOf(provider, credential, senderId));
	return [
		...problem,
		...links,
		checkAddress(own),
		...(await checkWebhooks(context, provider, credential, callback, own)),
	];
}

/** The number that is meant; where that cannot be found out, why. */
async function findSender(context: IExecuteFunctions, provider: Provider, chosen: string) {
	try {
		return { senderId: await resolveSender(context, provider, chosen), problem: [] };
	} catch (error) {
		const { error: message, hint } = errorFields(error);
		return { problem: [unknown('From', String(message), String(hint ?? ''))] };
	}
}

function* linksOf(
	provider: Provider,
	credential: Credential,
	senderId: string | undefined,
	{ baseUrl }: OwnAddress,
) {
	return provider.checkup === undefined
		? []
		: yield* provider.checkup(credential, { senderId, ownBaseUrl: baseUrl });
}

/** Where messages go; empty when that is nowhere, or cannot be found out. */
function* callbackOf(provider: Provider, credential: Credential, senderId: string | undefined) {
	if (senderId === undefined || provider.callbackUrl === undefined) return '';
	return (yield* provider.callbackUrl(credential, senderId)) ?? '';
}

/** Who answers at the callback? If it is a trigger of this n8n, does it let the right webhooks in? */
async function checkWebhooks(
	context: IExecuteFunctions,
	provider: Provider,
	credential: Credential,
	callback: string,
	own: OwnAddress,
): Promise<CheckResult[]> {
	const skipped = notCalled(callback, own);
	if (skipped !== undefined) return [skipped, ...untested(skipped)];
	const answer = await callTrigger(context, callback, { [PREFLIGHT]: TRY_WAYS }, 'outside');
	const trigger = checkTrigger(callback, own, answer, answer.here);
	if (trigger.state !== 'ok') return [trigger, ...untested(trigger)];
	const handOver = checkHandOver(answer.body, own);
	// What is proven with the credential's secret goes to nobody who only says to be this n8n.
	if (!callback.startsWith(own.baseUrl)) return [trigger, handOver, ...elsewhere(own.baseUrl)];
	const tests = await runSelfTest(
		provider,
		(genuine) => provider.selfTest?.(credential, callback, genuine),
		async (test) => (await postTest(context, test, answer.here)).status,
	);
	return [trigger, handOver, ...tests];
}

/**
 * Carries an exchange out whatever happens: no answer at all is told to it as status 0. A host that was
 * silent once is not asked again, or a check of many links would wait for each.
 */
async function examine<Result>(
	context: IExecuteFunctions,
	provider: Provider,
	exchange: Exchange<Result>,
): Promise<Result> {
	const silent = new Map<string, HttpResponse>();
	let step = exchange.next();
	while (!step.done) {
		const request = step.value;
		// A base URL that is none cannot be asked for its host.
		const host = URL.canParse(request.url) ? new URL(request.url).host : request.url;
		let answer = silent.get(host);
		if (answer === undefined) {
			try {
				answer = await call(context, provider, request);
			} catch (error) {
				answer = { status: 0, body: (error as Error).message };
				silent.set(host, answer);
			}
		}
		step = exchange.next(answer);
	}
	return step.value;
}
