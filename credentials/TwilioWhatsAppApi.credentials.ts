import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

/** The account itself: a standard API key may not read it, and the auth token must be right too. */
const ACCOUNT = /\/2010-04-01\/Accounts\/[^/]+\.json$/;

export class TwilioWhatsAppApi implements ICredentialType {
	name = 'twilioWhatsAppApi';

	displayName = 'Twilio WhatsApp API';

	icon: Icon = { light: 'file:twilio.svg', dark: 'file:twilio.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-business/n8n-nodes-whatsapp-business/blob/main/docs/providers/twilio.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Account SID',
			name: 'accountSid',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. AC0123456789abcdef…',
			description: 'On the start page of the Twilio Console, under Account Info',
		},
		{
			displayName: 'Auth Token',
			name: 'authToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'On the start page of the Twilio Console, under Account Info. It proves that an incoming message really comes from Twilio; without it nothing is let in.',
		},
		{
			displayName: 'API Key SID',
			name: 'apiKeySid',
			type: 'string',
			default: '',
			placeholder: 'e.g. SK0123456789abcdef…',
			description:
				'Account → API keys & tokens in the Twilio Console. Optional: with its secret it is used to send, instead of the auth token.',
		},
		{
			displayName: 'API Key Secret',
			name: 'apiKeySecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Twilio shows it once, when the API key is created',
		},
		{
			displayName: 'Default Sender',
			name: 'sender',
			type: 'string',
			default: '',
			placeholder: 'e.g. +1 202 555 0100',
			description:
				'Your WhatsApp number, with its country code, or the ID of a messaging service (MG…). Used where a node names no number; for the sandbox, its number.',
		},
		{
			displayName: 'Advanced',
			name: 'advanced',
			type: 'boolean',
			default: false,
			description: 'Whether to choose region and address of Twilio, or to say where webhooks go',
		},
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/…',
			description:
				'The production URL of the trigger, if it was pasted into the Twilio Console by hand. The delivery statuses of messages with a tracking reference are sent there.',
			displayOptions: { show: { advanced: [true] } },
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'string',
			default: '',
			placeholder: 'e.g. au1',
			description:
				'Leave it empty for the United States. Each region has an auth token of its own.',
			displayOptions: { show: { advanced: [true] } },
		},
		{
			displayName: 'Edge',
			name: 'edge',
			type: 'string',
			default: '',
			placeholder: 'e.g. sydney',
			displayOptions: { show: { advanced: [true] } },
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://twilio.example.com',
			description: "Called instead of all of Twilio's own addresses. Leave it empty for Twilio.",
			displayOptions: { show: { advanced: [true] } },
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const field = (name: string) => String(credentials[name] ?? '').trim();
		const path = `${options.baseURL ?? ''}${options.url}`.split('?')[0];
		const withKey =
			!ACCOUNT.test(path) && field('apiKeySid') !== '' && field('apiKeySecret') !== '';
		const [user, password] = withKey
			? [field('apiKeySid'), field('apiKeySecret')]
			: [field('accountSid'), field('authToken')];
		const token = Buffer.from(`${user}:${password}`).toString('base64');
		return { ...options, headers: { ...options.headers, Authorization: `Basic ${token}` } };
	};

	/** Answers of any status are read, because the code in the body says what is wrong. */
	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ ($credentials.baseUrl || "https://" + ["api", $credentials.edge, $credentials.region || ($credentials.edge ? "us1" : "")].filter((part) => part).join(".") + ".twilio.com").replace(/\\/+$/, "") }}',
			url: '=/2010-04-01/Accounts/{{ $credentials.accountSid.trim() }}.json',
			ignoreHttpStatusErrors: true,
			// A redirect would take the credential along to wherever it leads.
			disableFollowRedirect: true,
		},
		rules: [
			rule('code', 20003, 'The Account SID or the auth token is wrong'),
			rule('code', 20404, 'There is no account with this Account SID'),
			rule('code', 20008, 'These are test credentials; use the live ones'),
			rule('code', 20429, 'Twilio got too many requests. Try again in a moment.'),
			rule('status', 'suspended', 'This Twilio account is suspended'),
			rule('status', 'closed', 'This Twilio account is closed'),
			rule(
				'sid',
				undefined,
				'Twilio gave an answer that could not be understood. Check region, edge and base URL.',
			),
		],
	};
}

function rule(key: string, value: number | string | undefined, message: string) {
	return { type: 'responseSuccessBody' as const, properties: { key, value, message } };
}
