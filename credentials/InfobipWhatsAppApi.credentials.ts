import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

const onlyWith = (webhookAuth: string) => ({ show: { webhookAuth: [webhookAuth] } });

export class InfobipWhatsAppApi implements ICredentialType {
	name = 'infobipWhatsAppApi';

	displayName = 'Infobip WhatsApp API';

	icon: Icon = { light: 'file:infobip.svg', dark: 'file:infobip.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-business/n8n-nodes-whatsapp-business/blob/main/docs/providers/infobip.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. abc123.api.infobip.com',
			description: 'Your own address at Infobip; the portal shows it on its home page',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. 0123abcd…',
			description:
				'Developer Tools → API Keys in the Infobip portal, with the scopes whatsapp:message:send, whatsapp:manage and subscriptions:manage',
		},
		{
			displayName: 'Sender',
			name: 'sender',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 447860099299',
			description:
				'Your WhatsApp number with its country code, as Channels and Numbers → WhatsApp → Senders has it',
		},
		{
			displayName: 'Webhooks Are Proven By',
			name: 'webhookAuth',
			type: 'options',
			options: [
				{
					name: 'HMAC Signature',
					value: 'hmac',
					description: 'Infobip signs what it sends. Its form is not documented; see the settings.',
				},
				{
					name: 'Secret in the URL',
					value: 'urlSecret',
					description: 'The webhook URL ends with a secret; also works without a subscription',
				},
				{
					name: 'User Name and Password',
					value: 'basic',
					description: 'Infobip shows both with every webhook. The usual choice.',
				},
			],
			default: 'basic',
			description:
				'How an incoming message shows that it really comes from Infobip; without it nothing is let in',
		},
		{
			displayName: 'Webhook User Name',
			name: 'webhookUser',
			type: 'string',
			default: '',
			placeholder: 'e.g. infobip',
			description:
				'Any name you choose. The trigger tells it to Infobip; if you paste the URL by hand, enter it there too.',
			displayOptions: onlyWith('basic'),
		},
		{
			displayName: 'Webhook Password',
			name: 'webhookPassword',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Any long text you choose, for nothing else',
			displayOptions: onlyWith('basic'),
		},
		{
			displayName: 'Webhook Secret',
			name: 'urlSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Any long text you choose, of letters and digits. If you paste the webhook URL by hand, add ?secret= and this text.',
			displayOptions: onlyWith('urlSecret'),
		},
		{
			displayName: 'HMAC Secret Key',
			name: 'hmacSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Any long text you choose. The trigger tells it to Infobip.',
			displayOptions: onlyWith('hmac'),
		},
		{
			displayName: 'HMAC Algorithm',
			name: 'hmacAlgorithm',
			type: 'options',
			options: [
				{ name: 'SHA-256', value: 'HMAC_SHA_256' },
				{ name: 'SHA-384', value: 'HMAC_SHA_384' },
				{ name: 'SHA-512', value: 'HMAC_SHA_512' },
			],
			default: 'HMAC_SHA_256',
			displayOptions: onlyWith('hmac'),
		},
		{
			displayName: 'HMAC Header',
			name: 'hmacHeader',
			type: 'string',
			default: 'X-Hub-Signature',
			placeholder: 'e.g. X-Hub-Signature',
			description: 'Name of the header that carries the signature; Infobip does not document it',
			displayOptions: onlyWith('hmac'),
		},
		{
			displayName: 'HMAC Encoding',
			name: 'hmacEncoding',
			type: 'options',
			options: [
				{ name: 'Base64', value: 'base64' },
				{ name: 'Hexadecimal', value: 'hex' },
			],
			default: 'hex',
			displayOptions: onlyWith('hmac'),
		},
		{
			displayName: 'HMAC Prefix',
			name: 'hmacPrefix',
			type: 'string',
			default: '',
			placeholder: 'e.g. sha256=',
			description: 'What stands in the header before the signature; usually nothing',
			displayOptions: onlyWith('hmac'),
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=App {{ $credentials.apiKey.trim() }}' } },
	};

	/** Answers of any status are read, because the body has the word for what is wrong. */
	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ (/^https?:/i.test($credentials.baseUrl.trim()) ? "" : "https://") + $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '=/whatsapp/2/senders/{{ $credentials.sender.replace(/\\D/g, "") }}/templates',
			ignoreHttpStatusErrors: true,
			// A redirect would take the credential along to wherever it leads.
			disableFollowRedirect: true,
		},
		rules: [
			refusal('UNAUTHORIZED', 'The API key is wrong, or belongs to another base URL'),
			refusal('FORBIDDEN', 'The API key lacks the scope whatsapp:manage'),
			refusal('NOT_FOUND', 'The API key works, but this account has no such WhatsApp sender'),
			refusal('BAD_REQUEST', 'Infobip does not know this sender. Check the number.'),
			refusal('TOO_MANY_REQUESTS', 'Infobip was called too often. Try again in a minute.'),
			rule(
				'templates',
				undefined,
				'Infobip gave an answer that could not be understood. Check the base URL.',
			),
		],
	};
}

function refusal(messageId: string, message: string) {
	return rule('requestError.serviceException.messageId', messageId, message);
}

function rule(key: string, value: string | undefined, message: string) {
	return { type: 'responseSuccessBody' as const, properties: { key, value, message } };
}
