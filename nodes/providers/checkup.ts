import type { Template } from '../whatsapp/messages';
import type { Credential, Exchange, HttpResponse, Listing } from './http';
import type { CheckResult } from './provider';
import type { Failure } from '../whatsapp/failure';
import { isSuccess, shownUrl, withShownUrls } from '../core/http';

export const ok = (check: string, message: string): CheckResult => ({
	check,
	state: 'ok',
	message,
});

const inState =
	(state: CheckResult['state']) =>
	(check: string, message: string, hint: string): CheckResult => ({ check, state, message, hint });

export const warning = inState('warning');
export const broken = inState('broken');
export const unknown = inState('unknown');

/** The first of the links before that is broken: then looking further tells nothing. */
export const firstBroken = (...before: CheckResult[]): CheckResult | undefined =>
	before.find(({ state }) => state === 'broken');

/** What is said of a link that rests on one that is not in order. */
export const resting = (check: string, before: CheckResult): CheckResult =>
	unknown(
		check,
		`Not checked, because it rests on "${before.check}"`,
		`See to "${before.check}" first, then check again`,
	);

/** What a caller says who got no answer at all: status 0, and the reason as body. */
export const noAnswer = (reason: unknown): string =>
	typeof reason === 'string' && reason !== '' ? reason : 'No answer came';

/**
 * What an answer says that is no success: broken when something has to be changed, unknown when there
 * was no answer or it may be another one later.
 */
export function refusedResult(
	check: string,
	{ status, body }: HttpResponse,
	failure: (status: number, body: unknown) => Failure,
): CheckResult {
	if (status === 0) return unknown(check, noAnswer(body), 'Check again in a moment');
	const { message: said, hint, retry, category } = failure(status, body);
	const message = withShownUrls(said);
	if (category === 'service') return unknown(check, message, 'Check again in a moment');
	return (retry === 'never' ? broken : unknown)(check, message, hint);
}

/** Can the templates be read? Of a long list the first page is enough. */
export function* checkTemplates(
	templates: Listing<Template>,
	credential: Credential,
	failure: (status: number, body: unknown) => Failure,
): Exchange<CheckResult> {
	const answer = yield templates.request(credential, {});
	if (!isSuccess(answer.status)) return refusedResult('Templates', answer, failure);
	const { items, cursor } = templates.page(answer.body, {});
	if (items.length === 0) {
		return warning(
			'Templates',
			'There is no template to send',
			'Make one at your provider: outside the 24 hours after a message nothing else can be sent',
		);
	}
	const approved = items.filter(({ status }) => status === 'approved').length;
	const more = cursor === undefined ? '' : ', and there are more';
	return ok('Templates', `${approved} of ${items.length} templates can be sent${more}`);
}

/**
 * Whose is the address that incoming messages and taps go to?
 *
 * @param url empty when there is none
 */
export function callbackResult(url: string, ownBaseUrl: string, whose = ''): CheckResult {
	if (url === '') {
		return broken(
			'Callback',
			'No address is set that messages and taps go to',
			'Publish a workflow with a "WhatsApp Business Trigger" for this number',
		);
	}
	const shown = `${shownUrl(url)}${whose && ` (${whose})`}`;
	if (!url.startsWith(ownBaseUrl)) {
		return warning(
			'Callback',
			`Messages and taps go to ${shown}, which is not this n8n (${ownBaseUrl})`,
			'If they are to come here, publish a workflow with a "WhatsApp Business Trigger" for this number and switch on "Replace Existing Callback" there. If that address is meant, nothing is to be done',
		);
	}
	if (url.startsWith(`${ownBaseUrl}webhook-test/`)) {
		return warning(
			'Callback',
			`Messages and taps go to the address of a test run, ${shown}`,
			'End the test run, or publish the workflow: a test address takes one message only',
		);
	}
	return ok('Callback', `Messages and taps come to this n8n, to ${shown}`);
}

/** What is said where the callback could not be read. */
export const callbackUnread = (message: string, hint: string): CheckResult =>
	unknown('Callback', message, hint);
