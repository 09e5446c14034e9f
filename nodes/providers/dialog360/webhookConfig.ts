import { isSuccess } from '../../shared/httpStatus';
import { asObject, asText, type JsonObject } from '../../shared/json';
import { problem, refusedBy } from '../registrationProblem';
import type { Account, Exchange, RegistrationResult } from '../provider';
import { dialogAccount, type DialogAccount } from './account';
import { failure } from './failure';

/** The webhook of a number as it is on file. */
export interface WebhookConfig {
	/** Empty when there is none. */
	url: string;
	/** Absent when 360dialog does not tell them. */
	headers?: JsonObject;
}

const endpoint = ({ baseUrl }: DialogAccount) => `${baseUrl}/v1/configs/webhook`;

/**
 * Reads the webhook of the key's number.
 *
 * @see https://docs.360dialog.com/docs/messaging-api/api-reference/webhooks
 */
export function* readWebhook(dialog: DialogAccount): Exchange<RegistrationResult<WebhookConfig>> {
	const answer = yield { method: 'GET', url: endpoint(dialog) };
	// What is answered for a number without a webhook is not documented.
	if (answer.status === 404) return { ok: true, value: { url: '' } };
	if (!isSuccess(answer.status)) return refused('Reading the webhook of the number', answer);
	const config = asObject(answer.body);
	// Something else than expected must not be taken for "no webhook", and then be overwritten.
	if (config === undefined || (!('url' in config) && Object.keys(config).length > 0)) {
		return problem(
			'Reading the webhook of the number: 360dialog gave an answer that could not be understood',
			'Check the base URL in the credential, or choose "I Paste the URL Myself"',
		);
	}
	return { ok: true, value: { url: asText(config.url) ?? '', headers: asObject(config.headers) } };
}

/** Sets the webhook of the key's number, and the headers that 360dialog is to send along. */
export function* writeWebhook(
	dialog: DialogAccount,
	url: string,
	headers?: Record<string, string>,
): Exchange<RegistrationResult<null>> {
	const answer = yield {
		method: 'POST',
		url: endpoint(dialog),
		body: headers === undefined ? { url } : { url, headers },
	};
	if (isSuccess(answer.status)) return { ok: true, value: null };
	return refused(url === '' ? 'Removing the webhook' : `Setting the webhook to ${url}`, answer);
}

/** The header that proves a webhook. */
export function secretHeaders(dialog: DialogAccount): Record<string, string> {
	return { [dialog.headerName]: dialog.webhookSecret };
}

/** Where the webhooks of the key's number go. The sender does not matter: the key has one number. */
export function* callbackUrl(account: Account): Exchange<string | undefined> {
	const config = yield* readWebhook(dialogAccount(account));
	return config.ok ? config.value.url : undefined;
}

const refused = refusedBy(failure);
