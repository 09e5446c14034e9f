import { isSuccess } from '../../core/http';
import type { Credential, Exchange } from '../http';
import type {
	Registration,
	RegistrationMemory,
	RegistrationResult,
	RegistrationSettings,
} from '../provider';
import {
	callbackTaken,
	problem,
	type Problem,
	refusedBy,
	WEBHOOK_URL_SETTING,
	worthPuttingBack,
} from '../registration';
import { senderAddress, twilioCredential, type TwilioCredential, twilioUrl } from './account';
import { failure } from './failure';
import { type ChannelSender, findSender } from './senders';

const PASTE =
	'For the sandbox, or a number whose messages a messaging service receives, choose in "Receive" that you paste the URL yourself';

/**
 * Makes Twilio call us for one number: its messages, and the statuses of messages that name no URL of
 * their own.
 *
 * @see https://www.twilio.com/docs/whatsapp/api/senders
 */
export const registration: Registration = {
	choices: [
		{
			value: 'phone',
			name: 'One WhatsApp Sender',
			description: 'The messages of one number come here; other numbers are left alone',
			needsSender: true,
		},
	],

	*check(credential: Credential, settings: RegistrationSettings): Exchange<boolean> {
		const found = yield* readSender(twilioCredential(credential), settings.senderId);
		return found.ok && found.value.callbackUrl === settings.callbackUrl;
	},

	*activate(credential, settings): Exchange<RegistrationResult<RegistrationMemory>> {
		const twilio = twilioCredential(credential);
		const broken = checkCredential(twilio) ?? checkUrl(twilio, settings.callbackUrl);
		if (broken) return broken;
		const found = yield* readSender(twilio, settings.senderId);
		if (!found.ok) return found;
		const { value: sender } = found;
		const taken = callbackTaken(sender.callbackUrl, settings);
		if (taken) return taken;

		const url = settings.callbackUrl;
		const statusUrl = takesStatuses(sender, settings) ? url : sender.statusUrl;
		const written = yield* writeCallback(twilio, sender, url, statusUrl);
		if (!written.ok) return written;
		const previousUrl = worthPuttingBack(sender.callbackUrl, settings)
			? sender.callbackUrl
			: undefined;
		const { scope, senderId } = settings;
		return { ok: true, value: { scope, senderId, callbackUrl: url, previousUrl } };
	},

	*deactivate(credential, memory): Exchange<RegistrationResult<null>> {
		const twilio = twilioCredential(credential);
		const found = yield* readSender(twilio, memory.senderId);
		if (!found.ok) return found;
		const { value: sender } = found;
		// Somebody else has taken it meanwhile: not ours to remove.
		if (sender.callbackUrl !== memory.callbackUrl) return { ok: true, value: null };
		const before = memory.previousUrl ?? '';
		const statusUrl = sender.statusUrl === memory.callbackUrl ? before : sender.statusUrl;
		return yield* writeCallback(twilio, sender, before, statusUrl);
	},
};

/**
 * Statuses that go somewhere else stay there, unless they may be taken. A test run takes them only
 * together with the messages, because it can put back but one URL.
 */
function takesStatuses(sender: ChannelSender, settings: RegistrationSettings): boolean {
	return settings.temporary
		? sender.statusUrl === sender.callbackUrl
		: callbackTaken(sender.statusUrl, settings) === undefined;
}

function* readSender(
	twilio: TwilioCredential,
	senderId: string | undefined,
): Exchange<RegistrationResult<ChannelSender>> {
	const id = senderAddress(senderId ?? '');
	if (!id.startsWith('whatsapp:+')) {
		return problem('A messaging service cannot be listened to, only a number', PASTE);
	}
	const found = yield* findSender(twilio, id);
	if (!found.ok) return refused('Reading the WhatsApp senders of the account', found.answer);
	if (found.sender !== undefined) return { ok: true, value: found.sender };
	return problem(
		`This Twilio account has no WhatsApp sender ${id.slice('whatsapp:'.length)}`,
		PASTE,
	);
}

/**
 * Twilio takes the webhook settings as one object, so those that are not ours go back as they were. To
 * take a URL away it may want an empty text or nothing at all: its documentation allows both.
 */
function* writeCallback(
	twilio: TwilioCredential,
	{ sid, webhook }: ChannelSender,
	url: string,
	statusUrl: string,
): Exchange<RegistrationResult<null>> {
	const request = (none: string | null) => ({
		method: 'POST' as const,
		url: twilioUrl(twilio, 'messaging', `/v2/Channels/Senders/${encodeURIComponent(sid)}`),
		body: {
			webhook: {
				...webhook,
				callback_url: url || none,
				callback_method: 'POST',
				status_callback_url: statusUrl || none,
				status_callback_method: 'POST',
			},
		},
	});
	let answer = yield request('');
	if (answer.status === 400 && (url === '' || statusUrl === '')) answer = yield request(null);
	return isSuccess(answer.status)
		? { ok: true, value: null }
		: refused(url === '' ? 'Removing the callback' : `Setting the callback to ${url}`, answer);
}

function checkCredential({ accountSid, authToken }: TwilioCredential): Problem | undefined {
	if (accountSid !== '' && authToken !== '') return undefined;
	const missing = accountSid === '' ? 'Account SID' : 'auth token';
	return problem(
		`The credential has no ${missing}`,
		`Copy the ${missing} from the start page of the Twilio Console into the credential`,
	);
}

function checkUrl({ baseUrl }: TwilioCredential, url: string): Problem | undefined {
	if (!URL.canParse(url))
		return problem('This n8n has no valid webhook URL', `Set ${WEBHOOK_URL_SETTING}`);
	const { protocol, hostname, origin } = new URL(url);
	// A playground runs without TLS; over the internet the auth token's proof is not enough.
	if (protocol !== 'https:' && !baseUrl.startsWith('http:')) {
		return problem(
			`Messages are to come by https only, and this n8n says its own address is ${origin}`,
			`Give this n8n a public https address and set ${WEBHOOK_URL_SETTING} to it`,
		);
	}
	if (!hostname.includes('_')) return undefined;
	return problem(
		`Twilio takes no underscore in a host name, and this n8n says its own is ${hostname}`,
		`Give this n8n another host name and set ${WEBHOOK_URL_SETTING} to it`,
	);
}

const refused = refusedBy(failure);
