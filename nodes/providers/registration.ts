import { shownUrl, withShownUrls } from '../core/http';
import type { Failure } from '../whatsapp/failure';
import type { HttpResponse } from './http';
import type { RegistrationResult, RegistrationSettings } from './provider';

/** The setting of n8n that names its public address, as hints say it; n8n 2.40 deprecates the old name. */
export const WEBHOOK_URL_SETTING = 'N8N_WEBHOOK_URL (in an older n8n WEBHOOK_URL)';

const isTestUrl = (url: string, { ownBaseUrl }: RegistrationSettings) =>
	url.startsWith(`${ownBaseUrl}webhook-test/`);

/** A test run puts back what it took the place of, but not what an earlier test run left behind. */
export function worthPuttingBack(current: string, settings: RegistrationSettings): boolean {
	return settings.temporary && current !== settings.callbackUrl && !isTestUrl(current, settings);
}

/**
 * May the callback that is there be replaced? Somebody else's only when the builder wants it.
 *
 * @param current the callback at the provider; empty when there is none
 * @returns why not
 */
export function callbackTaken(
	current: string,
	settings: RegistrationSettings,
): Problem | undefined {
	const { callbackUrl, ownBaseUrl, replace, temporary } = settings;
	if (current === '' || current === callbackUrl || replace) return undefined;
	const ours = current.startsWith(ownBaseUrl);
	// What a broken-off test run left behind, or (for a test run) what will be put back.
	if (ours && (temporary || isTestUrl(current, settings))) return undefined;
	return ours
		? problem(
				`Another workflow of this n8n already receives these messages, at ${shownUrl(current)}`,
				'Deactivate that workflow, or switch on "Replace Existing Callback" here',
			)
		: problem(
				`These messages already go to ${shownUrl(current)}`,
				'Switch on "Replace Existing Callback" if they are to come here instead',
			);
}

/** The link of the chain that is broken, and what to do. */
export type Problem = Extract<RegistrationResult<never>, { ok: false }>;

export function problem(message: string, hint: string): Problem {
	return { ok: false, message, hint };
}

/** The first of several steps that did not succeed. */
export function firstProblem(
	...steps: Array<Problem | RegistrationResult<unknown> | undefined>
): Problem | undefined {
	return steps.find((step): step is Problem => step !== undefined && !step.ok);
}

/** Says of a refused step what was being done, then the provider's reason; URLs as they may be shown. */
export const refusedBy =
	(failure: (status: number, body: unknown) => Failure) =>
	(doing: string, { status, body }: HttpResponse): Problem => {
		const { message, hint } = failure(status, body);
		return problem(withShownUrls(`${doing}: ${message}`), hint);
	};
