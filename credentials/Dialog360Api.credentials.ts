import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

export class Dialog360Api implements ICredentialType {
	name = 'dialog360Api';

	displayName = '360dialog API';

	icon: Icon = { light: 'file:dialog360.svg', dark: 'file:dialog360.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-business/n8n-nodes-whatsapp-business/blob/main/docs/providers/dialog360.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. AbCdEf0123456789_AK',
			description:
				'In the 360dialog Hub choose the number and generate an API key. Each number has a key of its own; a newer key makes the older one worthless.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. a long text you choose',
			description:
				'Any long text you choose, of unaccented letters, digits and signs. 360dialog sends it with every incoming message, to show that it comes from 360dialog; without it nothing is let in.',
		},
		{
			displayName: 'Phone Number',
			name: 'phoneNumber',
			type: 'string',
			default: '',
			placeholder: 'e.g. +34 600 000 000',
			description:
				'The number that the API key belongs to, with its country code. Only shown in the nodes, so that you can tell your numbers apart.',
		},
		{
			displayName: 'Advanced',
			name: 'advanced',
			type: 'boolean',
			default: false,
			description:
				'Whether to choose the address of the API, the header of the secret, or a platform secret',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://waba-v2.360dialog.io',
			placeholder: 'e.g. https://waba-sandbox.360dialog.io',
			displayOptions: { show: { advanced: [true] } },
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			default: 'X-Webhook-Secret',
			placeholder: 'e.g. X-Webhook-Secret',
			description:
				'Name of the header in which 360dialog sends the webhook secret: letters, digits and hyphens',
			displayOptions: { show: { advanced: [true] } },
		},
		{
			displayName: 'Platform Secret',
			name: 'platformSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For partners of 360dialog only: the secret with which 360dialog signs webhooks (x-360dialog-signature). A webhook with the right signature is let in too.',
			displayOptions: { show: { advanced: [true] } },
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'D360-API-KEY': '={{ $credentials.apiKey.trim() }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ ($credentials.baseUrl || "https://waba-v2.360dialog.io").trim().replace(/\\/+$/, "") }}',
			url: '/health_status',
			// A redirect would take the credential along to wherever it leads.
			disableFollowRedirect: true,
		},
		rules: [
			rule(401, 'The API key is wrong, or a newer one was generated in the 360dialog Hub'),
			rule(
				403,
				'360dialog does not allow this with the API key. See the number in the 360dialog Hub.',
			),
			rule(404, 'There is no 360dialog API at this address. Check the base URL.'),
		],
	};
}

function rule(value: number, message: string) {
	return { type: 'responseCode' as const, properties: { value, message } };
}
