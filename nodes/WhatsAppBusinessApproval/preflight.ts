import type { IExecuteFunctions } from 'n8n-workflow';
import type { Provider } from '../providers/types';
import { mistake } from '../shared/callProblem';
import { asObject, asText } from '../shared/json';
import { PREFLIGHT } from '../shared/preflightQuery';
import { waitingBaseOf } from '../shared/signedResumeUrl';
import { converse, get, readAccount, type Caller } from '../shared/transport';

/** Milliseconds for which a number known to be right is not looked at again. */
const FRESH = 10 * 60_000;
/** When each number was found right, by this process. */
const checked = new Map<string, number>();

const HINT =
	'Publish a workflow with a "WhatsApp Business Trigger" for this number on this n8n. If answers reach it in another way, switch off the option "Check That Answers Return"';

/**
 * Finds out, before anybody is asked, whether a tap would come back: does the number's callback lead
 * to a trigger of this package on this n8n? What cannot be found out does not stop anybody.
 *
 * @throws NodeOperationError when answers would certainly get lost
 */
export async function checkAnswersReturn(
	context: IExecuteFunctions,
	provider: Provider,
	from: string,
): Promise<void> {
	const waitingBase = waitingBaseOf(context);
	const key = [provider.id, from, waitingBase].join(' ');
	if (Date.now() - (checked.get(key) ?? 0) < FRESH || provider.callbackUrl === undefined) return;
	const callback = await readCallback(context, provider, from);
	if (callback === undefined) return unknown(context, 'the provider does not tell the callback');
	if (callback === '') {
		throw mistake(
			context.getNode(),
			'Nothing receives the answers to this number, so nobody was asked',
			HINT,
		);
	}
	const { status, body } = await get(context, callback, { [PREFLIGHT]: '1' });
	if (status === 0) return unknown(context, 'the callback cannot be reached from here');
	if (asText(asObject(body)?.waitingBase) !== waitingBase) {
		throw mistake(
			context.getNode(),
			`Answers to this number go to ${new URL(callback).host}, but no WhatsApp Business Trigger of this n8n takes them there, so nobody was asked`,
			HINT,
		);
	}
	checked.set(key, Date.now());
}

function unknown(context: IExecuteFunctions, reason: string): void {
	context.logger.warn(
		`WhatsApp Business Approval: whether answers can come back is not known (${reason})`,
	);
}

/** Where the webhooks of a number go; empty for nowhere, undefined when that cannot be had. */
export async function readCallback(
	caller: Caller,
	provider: Provider,
	from: string,
): Promise<string | undefined> {
	if (provider.callbackUrl === undefined) return undefined;
	const account = await readAccount(caller, provider);
	return await converse(caller, provider, provider.callbackUrl(account, from));
}
