import { broken, ok, resting, unknown } from '../../../providers/finding';
import type { Finding, Provider, WebhookCall } from '../../../providers/types';
import { isSuccess } from '../../../shared/httpStatus';
import { WEBHOOK_URL_SETTING } from '../../../shared/webhookUrlSetting';

const SIGNED = 'Self-Test';
const FORGED = 'Self-Test With Wrong Proof';

/** Posts a webhook; tells the status of the answer, 0 for none. */
export type Post = (call: WebhookCall) => Promise<number>;

/** What is said where no test webhook is posted. */
export const untested = (before: Finding): Finding[] => [
	resting(SIGNED, before),
	resting(FORGED, before),
];

/** What is said where the callback has another address than this n8n takes itself to have. */
export const elsewhere = (baseUrl: string): Finding[] =>
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
): Promise<Finding[]> {
	const genuine = test(true);
	const forged = test(false);
	if (genuine === undefined || forged === undefined) {
		const hint = `Fill in the ${webhooks.secretName} in the credential`;
		const lacking = `This credential has no ${webhooks.secretName} to prove a test webhook with`;
		return [broken(SIGNED, lacking, hint), unknown(FORGED, lacking, hint)];
	}
	return [judgeSigned(await post(genuine), webhooks.secretName), judgeForged(await post(forged))];
}

function judgeSigned(status: number, secretName: string): Finding {
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

function judgeForged(status: number): Finding {
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
