import { callbackTaken, worthPuttingBack } from '../callbackOwner';
import { firstProblem, problem, type Problem } from '../registrationProblem';
import type { Registration, RegistrationSettings } from '../types';
import { WEBHOOK_URL_SETTING } from '../../shared/webhookUrlSetting';
import { dialogAccount, type DialogAccount } from './account';
import { readWebhook, secretHeaders, writeWebhook, type WebhookConfig } from './webhookConfig';

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

	*check(account, settings) {
		const dialog = dialogAccount(account);
		const current = yield* readWebhook(dialog);
		return (
			current.ok &&
			current.value.url === settings.callbackUrl &&
			mayHoldSecret(current.value, dialog)
		);
	},

	*activate(account, settings) {
		const dialog = dialogAccount(account);
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

	*deactivate(account, { callbackUrl, previousUrl }) {
		const dialog = dialogAccount(account);
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
function mayHoldSecret({ headers }: WebhookConfig, dialog: DialogAccount): boolean {
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
		`These messages go to ${url} with headers that could not be put back after a test`,
		'Publish the workflow instead of listening for a test event, or test with another number',
	);
}

function checkCredential({ apiKey, webhookSecret, headerName }: DialogAccount) {
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
function checkUrl({ baseUrl }: DialogAccount, callbackUrl: string): Problem | undefined {
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
