import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

export class InteraktApi implements ICredentialType {
	name = 'interaktApi';

	displayName = 'Interakt API';

	icon: Icon = { light: 'file:interakt.svg', dark: 'file:interakt.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-business/n8n-nodes-whatsapp-business/blob/main/docs/providers/interakt.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. QUJDREVGR0hJSktM…',
			description:
				'Settings → Developer Setting in Interakt. Copy it exactly as it is shown: it is encoded already.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. any-words-you-choose',
			description:
				'Any text you choose. Enter the same as secret key where you configure the webhook, under Settings → Developer Setting in Interakt. It proves that an incoming message really comes from Interakt; without it nothing is let in.',
		},
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/…',
			description:
				'The production URL of the WhatsApp Business Trigger that you pasted in Interakt. With it Setup → Check and approvals can see whether answers come back. Interakt itself does not tell.',
		},
		{
			displayName: 'Advanced',
			name: 'advanced',
			type: 'boolean',
			default: false,
			description: 'Whether to choose the address of the API',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.interakt.ai',
			placeholder: 'e.g. https://api.interakt.ai',
			displayOptions: { show: { advanced: [true] } },
		},
	];

	/** The key goes out as it is: what Interakt shows is encoded already. */
	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const { apiKey } = credentials as Record<string, string>;
		const headers = { ...options.headers, Authorization: `Basic ${apiKey.trim()}` };
		return { ...options, headers };
	};

	/** Answers of any status are read: a bad key and a limit differ in their text. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ ($credentials.baseUrl || "https://api.interakt.ai").replace(/\\/+$/, "") }}',
			url: '/v1/public/track/organization/templates',
			qs: {
				offset: '0',
				autosubmitted_for: 'all',
				approval_status: 'APPROVED',
				language: 'all',
			},
			ignoreHttpStatusErrors: true,
			// A redirect would take the credential along to wherever it leads.
			disableFollowRedirect: true,
		},
		rules: [
			rule(
				'message',
				'Rate limit exceeded for this resource',
				'Interakt takes no more calls for the moment. Try again in a minute.',
			),
			rule(
				'result',
				false,
				'Interakt did not accept the API key. Copy it exactly as it is shown, and check that your plan includes the API (Growth or above).',
			),
			rule(
				'results.templates',
				undefined,
				'Interakt gave an answer that could not be understood. Check the API key and the base URL.',
			),
		],
	};
}

function rule(key: string, value: string | boolean | undefined, message: string) {
	return { type: 'responseSuccessBody' as const, properties: { key, value, message } };
}
