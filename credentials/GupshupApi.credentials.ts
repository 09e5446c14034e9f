import type {
	IAuthenticateGeneric,
	ICredentialTestRequest,
	ICredentialType,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

export class GupshupApi implements ICredentialType {
	name = 'gupshupApi';

	displayName = 'Gupshup API';

	icon: Icon = { light: 'file:gupshup.svg', dark: 'file:gupshup.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-business/n8n-nodes-whatsapp-business/blob/main/docs/providers/gupshup.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. abcdefghij0123456789abcdefghij01',
			description: 'In the Gupshup console, in the menu of your account at the top right',
		},
		{
			displayName: 'App Name',
			name: 'appName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. RioLogistics',
			description: 'Name of the WhatsApp app in the Gupshup console, written exactly as there',
		},
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 3cb92fbd-0bac-41d7-818e-4e4326d90335',
			description: 'In the Gupshup console open the app: Settings, or the address of the page',
		},
		{
			displayName: 'Source Number',
			name: 'sourceNumber',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. +34 600 000 000',
			description: 'The WhatsApp number of the app, with its country code',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. 30 or more letters and digits you choose',
			description:
				'Any long text you choose, of unaccented letters and digits only. Put it at the end of the webhook URL in the Gupshup console, after "?secret=". It proves that an incoming message comes from Gupshup; without it nothing is let in.',
		},
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://n8n.example.com/webhook/…',
			description:
				'The production URL of the WhatsApp Business Trigger that you pasted in the Gupshup console. Approvals need it to learn of failed deliveries and typed answers. Leave it empty if you use none.',
		},
		{
			displayName: 'Advanced',
			name: 'advanced',
			type: 'boolean',
			default: false,
			description:
				"Whether to choose the address of the API and how a template's buttons are counted",
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.gupshup.io',
			placeholder: 'e.g. https://api.gupshup.io',
			displayOptions: { show: { advanced: [true] } },
		},
		{
			displayName: 'Count Template Buttons',
			name: 'postbackIndex',
			type: 'options',
			default: 'allButtons',
			description:
				'Only for templates with quick replies and other buttons. Try it once: tap each quick reply and look at the reply ID that arrives; if it belongs to another button, choose the other way.',
			options: [
				{
					name: 'All Buttons',
					value: 'allButtons',
					description: 'Links and phone buttons count too',
				},
				{
					name: 'Quick Replies Only',
					value: 'quickReplies',
					description: 'Links and phone buttons are passed over',
				},
			],
			displayOptions: { show: { advanced: [true] } },
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { apikey: '={{ $credentials.apiKey.trim() }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{ ($credentials.baseUrl || "https://api.gupshup.io").trim().replace(/\\/+$/, "") }}',
			url: '=/wa/app/{{ encodeURIComponent($credentials.appId.trim()) }}/template',
			// A redirect would take the credential along to wherever it leads.
			disableFollowRedirect: true,
		},
		rules: [
			rule(400, 'Gupshup knows no app with this app ID. Copy the app ID again from the console.'),
			rule(401, 'The API key is wrong, or the app ID belongs to another Gupshup account'),
			rule(403, 'The API key may not use this app. Compare the app ID with the Gupshup console.'),
			rule(404, 'There is no app with this app ID at this address. Check app ID and base URL.'),
			rule(429, 'Gupshup has had too many calls. Wait a minute and try again.'),
		],
	};
}

function rule(value: number, message: string) {
	return { type: 'responseCode' as const, properties: { value, message } };
}
