import { isSuccess, shownUrl } from '../../core/http';
import { asObject, asText, type JsonObject } from '../../core/json';
import type { Credential, Exchange } from '../http';
import type { Registration, RegistrationResult, RegistrationSettings } from '../provider';
import {
	callbackTaken,
	firstProblem,
	problem,
	type Problem,
	refusedBy,
	WEBHOOK_URL_SETTING,
	worthPuttingBack,
} from '../registration';
import { dialogCredential, type DialogCredential } from './account';
import { failure } from './failure';

/**
 * Makes 360dialog call us, with the secret in a header.
 *
 * @see https://docs.360dialog.com/docs/messaging-api/api-reference/webhooks
 */
export const registration: Registration = {
	choices: [
		{
			value: 'phone',
			name: 'This Number',
			description: 'The messages of the number that the API key belongs to come here',
			needsSender: false,
		},
	],

	*check(credential, settings) {
		const dialog = dialogCredential(credential);
		const current = yield* readWebhook(dialog);
		return (
			current.ok &&
			current.value.url === settings.callbackUrl &&
			mayHoldSecret(current.value, dialog)
		);
	},

	*activate(credential, settings) {
		const dialog = dialogCredential(credential);
		const before = firstProblem(checkCredential(dialog), checkUrl(dialog, settings.callbackUrl));
		if (before) return before;

		const current = yield* readWebhook(dialog);
		if (!current.ok) return current;
		const { url } = current.value;
		const taken = callbackTaken(url, settings) ?? checkHeaders(current.value, settings);
		if (taken) return taken;

		const { scope, senderId, callbackUrl } = settings;
		const written = yield* writeWebhook(dialog, callbackUrl, secretHeaders(dialog));
		if (!written.ok) return written;
		const previousUrl = worthPuttingBack(url, settings) ? url : undefined;
		return { ok: true, value: { scope, senderId, callbackUrl, previousUrl } };
	},

	*deactivate(credential, { callbackUrl, previousUrl }) {
		const dialog = dialogCredential(credential);
		const current = yield* readWebhook(dialog);
		if (!current.ok) return current;
		// Somebody else has taken it meanwhile: not ours to remove.
		if (current.value.url !== callbackUrl) return { ok: true, value: null };
		if (previousUrl) {
			// Nobody but this n8n is told the secret.
			const ours = sameOrigin(previousUrl, callbackUrl);
			return yield* writeWebhook(dialog, previousUrl, ours ? secretHeaders(dialog) : {});
		}
		// 360dialog documents no way to remove a webhook; if it does not take this, the address stays.
		const emptied = yield* writeWebhook(dialog, '');
		return emptied.ok
			? emptied
			: problem(
					`360dialog keeps the address of this workflow. ${emptied.message}`,
					'Change it in the 360dialog Hub, under Channel Webhook, if messages are to go elsewhere',
				);
	},
};

/** False only when 360dialog tells the headers, and ours is not among them as it should be. */
function mayHoldSecret({ headers }: WebhookConfig, dialog: DialogCredential): boolean {
	if (headers === undefined) return true;
	const name = dialog.headerName.toLowerCase();
	return Object.entries(headers).some(
		([key, value]) => key.toLowerCase() === name && value === dialog.webhookSecret,
	);
}

/** A test run can put a foreign address back, but has no place to keep foreign headers. */
function checkHeaders(
	{ url, headers }: WebhookConfig,
	settings: RegistrationSettings,
): Problem | undefined {
	const foreign = url !== '' && !url.startsWith(settings.ownBaseUrl);
	if (!foreign || !settings.temporary || Object.keys(headers ?? {}).length === 0) return undefined;
	return problem(
		`These messages go to ${shownUrl(url)} with headers that could not be put back after a test`,
		'Publish the workflow instead of listening for a test event, or test with another number',
	);
}

function checkCredential({ apiKey, webhookSecret, headerName }: DialogCredential) {
	if (apiKey === '') {
		return problem('The credential has no API key', 'Fill in the API key in the credential');
	}
	if (webhookSecret === '') {
		return problem(
			'The credential has no webhook secret',
			'Fill in the webhook secret in the credential: any long text you choose',
		);
	}
	if (!/^[\x20-\x7e]+$/.test(webhookSecret)) {
		return problem(
			'The webhook secret cannot be sent in a header',
			'Use only unaccented letters, digits and signs in it',
		);
	}
	if (!/^[A-Za-z0-9-]+$/.test(headerName)) {
		return problem(
			`"${headerName}" cannot be the name of a header at 360dialog`,
			'Use only unaccented letters, digits and hyphens for the header name in the credential',
		);
	}
	return undefined;
}

/**
 * 360dialog takes neither a port nor an underscore in the host.
 *
 * @see https://docs.360dialog.com/partner/onboarding/webhook-events-and-setup/set-multiple-webhooks-for-phone-number
 */
function checkUrl({ baseUrl }: DialogCredential, callbackUrl: string): Problem | undefined {
	// A playground runs without TLS and on a port.
	if (!baseUrl.startsWith('https:')) return undefined;
	const { origin, protocol, port, hostname } = new URL(callbackUrl);
	if (protocol === 'https:' && port === '' && !hostname.includes('_')) return undefined;
	return problem(
		`360dialog only calls https addresses without a port and without "_", and this n8n says its own is ${origin}`,
		`Give this n8n such an address and set ${WEBHOOK_URL_SETTING} to it`,
	);
}

function sameOrigin(one: string, other: string): boolean {
	return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}

/** The webhook of a number as it is on file. */
interface WebhookConfig {
	/** Empty when there is none. */
	url: string;
	/** Absent when 360dialog does not tell them. */
	headers?: JsonObject;
}

const endpoint = ({ baseUrl }: DialogCredential) => `${baseUrl}/v1/configs/webhook`;

/**
 * Reads the webhook of the key's number.
 *
 * @see https://docs.360dialog.com/docs/messaging-api/api-reference/webhooks
 */
export function* readWebhook(
	dialog: DialogCredential,
): Exchange<RegistrationResult<WebhookConfig>> {
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
function* writeWebhook(
	dialog: DialogCredential,
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
function secretHeaders(dialog: DialogCredential): Record<string, string> {
	return { [dialog.headerName]: dialog.webhookSecret };
}

/** Where the webhooks of the key's number go. The sender does not matter: the key has one number. */
export function* callbackUrl(credential: Credential): Exchange<string | undefined> {
	const config = yield* readWebhook(dialogCredential(credential));
	return config.ok ? config.value.url : undefined;
}

const refused = refusedBy(failure);
