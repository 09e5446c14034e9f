import type { IExecuteFunctions } from 'n8n-workflow';
import { waitingBaseIn } from '../../../approvals/callTrigger';
import { anyWorks, describeWays, readWays } from '../../../approvals/protocol';
import { isSuccess, shownUrl } from '../../../core/http';
import { broken, ok, resting, unknown, warning } from '../../../providers/checkup';
import type { HttpResponse, WebhookCall } from '../../../providers/http';
import type { CheckResult, Provider } from '../../../providers/provider';
import { waitingBaseOf } from '../../../n8n/signedResumeUrl';
import { WEBHOOK_URL_SETTING } from '../../../providers/registration';

const HAND_OVER = 'Hand-Over';
const SIGNED = 'Self-Test';
const FORGED = 'Self-Test With Wrong Proof';

/** Posts a webhook; tells the status of the answer, 0 for none. */
type Post = (call: WebhookCall) => Promise<number>;

/** What is said where no trigger of this n8n is there to be tested. */
export const untested = (before: CheckResult): CheckResult[] => [
	resting(HAND_OVER, before),
	resting(SIGNED, before),
	resting(FORGED, before),
];

/** What is said where the callback has another address than this n8n takes itself to have. */
export const elsewhere = (baseUrl: string): CheckResult[] =>
	[SIGNED, FORGED].map((check) =>
		unknown(
			check,
			`Not run, because the callback is not below ${baseUrl}, where this n8n takes itself to be`,
			`Set ${WEBHOOK_URL_SETTING} to the address that the callback begins with, if that is this n8n`,
		),
	);

/**
 * Posts a proven webhook about nothing, which has to be let in, and a forged one, which must not.
 *
 * @param test what the provider makes of the credential, genuine or not
 */
export async function runSelfTest(
	{ webhooks }: Provider,
	test: (genuine: boolean) => WebhookCall | undefined,
	post: Post,
): Promise<CheckResult[]> {
	const genuine = test(true);
	const forged = test(false);
	if (genuine === undefined || forged === undefined) {
		const hint = `Fill in the ${webhooks.secretName} in the credential`;
		const lacking = `This credential has no ${webhooks.secretName} to prove a test webhook with`;
		return [broken(SIGNED, lacking, hint), unknown(FORGED, lacking, hint)];
	}
	return [checkSigned(await post(genuine), webhooks.secretName), checkForged(await post(forged))];
}

function checkSigned(status: number, secretName: string): CheckResult {
	if (isSuccess(status)) return ok(SIGNED, 'The trigger let a proven test webhook in');
	if (status === 401) {
		return broken(
			SIGNED,
			`The trigger refused a webhook that was proven with the ${secretName} of this credential`,
			'Choose the same credential in the trigger as here',
		);
	}
	return status === 0
		? unknown(SIGNED, 'The test webhook was not answered', 'Check again in a moment')
		: broken(
				SIGNED,
				`The test webhook was answered with HTTP ${status}`,
				"Look into n8n's log, and at what stands between the internet and n8n",
			);
}

function checkForged(status: number): CheckResult {
	if (status === 401) return ok(FORGED, 'The trigger refused a forged test webhook');
	return isSuccess(status)
		? broken(
				FORGED,
				'A forged test webhook was answered as if it were let in',
				'Look at what stands between the internet and n8n: something answers in its place',
			)
		: unknown(
				FORGED,
				`The forged test webhook was answered with HTTP ${status}`,
				'Check again in a moment',
			);
}

/** Does the trigger reach the address at which n8n takes answers for waiting executions? */
export function checkHandOver(answer: unknown, { waitingBase }: OwnAddress): CheckResult {
	const ways = readWays(answer);
	if (ways === undefined) {
		return unknown(
			HAND_OVER,
			'The trigger does not tell how it hands answers to waiting approvals',
			'Update this package in every process of n8n, and restart it',
		);
	}
	const found = describeWays(ways);
	return anyWorks(ways)
		? ok(HAND_OVER, `The trigger can hand answers to waiting approvals (${found})`)
		: broken(
				HAND_OVER,
				`The trigger cannot hand answers to waiting approvals (${found})`,
				`Let POST requests through to ${waitingBase}/ unchanged: without a log-in page, a redirect or a challenge, and from n8n itself too`,
			);
}

const CHECK = 'Trigger';
const PUBLISH = 'Publish a workflow with a "WhatsApp Business Trigger" for this number on this n8n';

/**
 * Why a callback is not called to see who answers there; undefined if it is to be.
 *
 * @param callback empty for nowhere, and when that is not known
 */
export function notCalled(callback: string, own: OwnAddress): CheckResult | undefined {
	if (callback === '') {
		return unknown(
			CHECK,
			'Not checked, because it is not known where messages go',
			'See to "Callback" first, then check again',
		);
	}
	if (callback.startsWith(`${own.baseUrl}webhook-test/`)) {
		return unknown(
			CHECK,
			'Not checked, because a call would end the test run',
			'Publish the workflow, then check again',
		);
	}
	return URL.canParse(callback)
		? undefined
		: unknown(CHECK, 'The callback is no address that can be called', PUBLISH);
}

/**
 * Does a trigger of this package on this n8n answer at the callback?
 *
 * @param here was it asked inside, because nothing of this package answers at the public address from here?
 */
export function checkTrigger(
	callback: string,
	{ baseUrl, waitingBase }: OwnAddress,
	{ status, body }: HttpResponse,
	here = false,
): CheckResult {
	const shown = shownUrl(callback);
	const ours = callback.startsWith(baseUrl);
	const base = waitingBaseIn({ status, body });
	if (status === 0) {
		return (ours ? warning : unknown)(
			CHECK,
			`Nothing answers at ${shown} (${String(body)})`,
			'See whether the address opens in a browser. Some networks do not let n8n call its own public address: then this says nothing',
		);
	}
	if (base === waitingBase) {
		const inside =
			', asked inside: n8n itself does not reach it by that address, which need not matter';
		return ok(CHECK, `A trigger of this n8n answers at ${shown}${here ? inside : ''}`);
	}
	if (base !== undefined) {
		return (ours ? broken : warning)(
			CHECK,
			`The trigger at ${shown} hands answers to another n8n (${base})`,
			`${PUBLISH}, or run the check there`,
		);
	}
	if (!ours) return warning(CHECK, `No trigger of this n8n answers at ${shown}`, PUBLISH);
	return status === 404
		? broken(CHECK, `No published workflow listens at ${shown}`, PUBLISH)
		: broken(CHECK, `Something else than a trigger answers at ${shown} (HTTP ${status})`, PUBLISH);
}

/** How this n8n is reached from outside, as it knows itself. */
export interface OwnAddress {
	/** Any URL that starts so belongs to this n8n; ends with a slash. */
	baseUrl: string;
	/** Where it takes answers for waiting executions: what its triggers say they hand answers to. */
	waitingBase: string;
}

export function ownAddress(context: IExecuteFunctions): OwnAddress {
	const waitingBase = waitingBaseOf(context);
	return { waitingBase, baseUrl: waitingBase.replace(/[^/]*$/, '') };
}

/** Host names that nobody outside can call: without a dot, of a home network, of a private range. */
const PRIVATE = [
	/^[^.[]+$|\.(home|internal|lan|local|localhost)$/i,
	/^(10|127)(\.\d+){3}$|^(192\.168|169\.254|172\.(1[6-9]|2\d|3[01]))(\.\d+){2}$/,
	// Public addresses of IPv6 begin with 2 or 3.
	/^\[(?![23])/,
];

/** Can this n8n be called from the internet, as far as its address tells? */
export function checkAddress({ baseUrl }: OwnAddress): CheckResult {
	const check = 'Public Address';
	const hint = `Give this n8n a public https address and set ${WEBHOOK_URL_SETTING} to it. Then publish the workflow with the trigger again`;
	const { protocol, hostname } = new URL(baseUrl);
	if (PRIVATE.some((names) => names.test(hostname))) {
		return warning(check, `Nobody outside your network can call this n8n at ${baseUrl}`, hint);
	}
	return protocol === 'https:'
		? ok(check, `This n8n says that it is at ${baseUrl}`)
		: warning(check, `This n8n is at ${baseUrl}, and providers call https addresses only`, hint);
}
