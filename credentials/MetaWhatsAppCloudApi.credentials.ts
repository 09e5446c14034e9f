import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

/** Edges that Meta lets only the app itself use: these take `app ID|app secret` as their token. */
const APP_EDGES = /\/(debug_token|subscriptions)$/;

/** Sessions of the Resumable Upload API, which is documented with a scheme of its own. */
const UPLOAD_SESSION = /\/upload:/;

export class MetaWhatsAppCloudApi implements ICredentialType {
	name = 'metaWhatsAppCloudApi';

	displayName = 'Meta WhatsApp Cloud API';

	icon: Icon = { light: 'file:meta.svg', dark: 'file:meta.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-whatsapp-business/n8n-nodes-whatsapp-business/blob/main/docs/providers/meta.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. EAAJB0…',
			description:
				'Token of a system user in Meta Business Settings, with the permissions whatsapp_business_messaging and whatsapp_business_management',
		},
		{
			displayName: 'App ID',
			name: 'appId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1234567890123456',
			description: 'App settings → Basic in your Meta app',
		},
		{
			displayName: 'App Secret',
			name: 'appSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			description:
				'App settings → Basic in your Meta app. It proves that an incoming message really comes from WhatsApp; without it nothing is let in.',
		},
		{
			displayName: 'WhatsApp Business Account ID',
			name: 'businessAccountId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 102290129340398',
			description: 'WhatsApp → API Setup in your Meta app (also called WABA ID)',
		},
		{
			displayName: 'Verify Token',
			name: 'verifyToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. any-words-you-choose',
			description:
				'Any text you choose. Meta sends it back when a callback URL is set, to show that it is your app that asks.',
		},
		{
			displayName: 'Advanced',
			name: 'advanced',
			type: 'boolean',
			default: false,
			description: 'Whether to choose the version and the address of the Graph API',
		},
		{
			displayName: 'Graph API Version',
			name: 'graphVersion',
			type: 'string',
			default: 'v26.0',
			placeholder: 'e.g. v26.0',
			displayOptions: { show: { advanced: [true] } },
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://graph.facebook.com',
			placeholder: 'e.g. https://graph.facebook.com',
			displayOptions: { show: { advanced: [true] } },
		},
	];

	authenticate: IAuthenticate = async (
		credentials: ICredentialDataDecryptedObject,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const { accessToken, appId, appSecret } = credentials as Record<string, string>;
		const [path] = options.url.split('?');
		const asApp = APP_EDGES.test(path);
		const scheme = UPLOAD_SESSION.test(path) ? 'OAuth' : 'Bearer';
		const token = asApp ? `${appId.trim()}|${appSecret.trim()}` : accessToken.trim();
		return { ...options, headers: { ...options.headers, Authorization: `${scheme} ${token}` } };
	};

	/** Answers of any status are read, because Meta says what is wrong in the body, not the status. */
	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ ($credentials.baseUrl || "https://graph.facebook.com").replace(/\\/+$/, "") }}',
			url: '=/{{ $credentials.graphVersion || "v26.0" }}/{{ $credentials.businessAccountId }}',
			qs: { fields: 'id,name' },
			ignoreHttpStatusErrors: true,
			// A redirect would take the credential along to wherever it leads.
			disableFollowRedirect: true,
		},
		rules: [
			rule('error.code', 190, 'The access token is wrong or has expired'),
			rule('error.code', 0, 'The access token is wrong or has expired'),
			rule('error.code', 10, 'The access token lacks the permission whatsapp_business_management'),
			rule('error.code', 200, 'The access token lacks the permission whatsapp_business_management'),
			rule(
				'error.code',
				100,
				'The access token works, but there is no WhatsApp Business Account with this ID that it may see',
			),
			rule(
				'id',
				undefined,
				'Meta gave an answer that could not be understood. Check the base URL.',
			),
		],
	};
}

function rule(key: string, value: number | undefined, message: string) {
	return { type: 'responseSuccessBody' as const, properties: { key, value, message } };
}
