import { shownUrl, withShownUrls } from '../../../nodes/core/http';
import { providers } from '../../../nodes/providers';
import type { Exchange, HttpRequest, HttpResponse } from '../../../nodes/providers/http';
import type { Provider, RegistrationSettings } from '../../../nodes/providers/provider';
import { checkTrigger } from '../../../nodes/WhatsAppBusiness/actions/setup/webhookLinks';
import type { ProviderContract } from '../../fixtures/contract';

/** Somebody else's callback, with the secrets that such addresses carry. */
const FOREIGN = 'https://user:hunter1@foreign.example/hook/7?token=s3cr3t-7#s3cr3t-8';
const SECRETS = ['hunter1', 's3cr3t'];
const OURS = 'https://n8n.example.com/webhook/1/webhook';

const contractOf = ({ id }: Provider): ProviderContract =>
	jest.requireActual<{ contract: ProviderContract }>(`../../fixtures/${id}/contract`).contract;

/** The foreign callback wherever the APIs of the providers tell one: see their registration and checkup. */
function told(url: string, { appId, sender }: Record<string, unknown>): HttpResponse {
	if (url.includes('debug_token')) {
		const scopes = ['whatsapp_business_management', 'whatsapp_business_messaging'];
		return { status: 200, body: { data: { app_id: appId, is_valid: true, scopes } } };
	}
	const app = { object: 'whatsapp_business_account', active: true, fields: ['messages'] };
	return {
		status: 200,
		body: {
			webhook_configuration: { phone_number: FOREIGN, application: FOREIGN },
			data: [
				{
					...app,
					callback_url: FOREIGN,
					whatsapp_business_api_data: { id: appId },
					override_callback_uri: FOREIGN,
				},
			],
			url: FOREIGN,
			headers: { Authorization: 'x' },
			senders: [
				{
					sid: 'XE1',
					sender_id: 'whatsapp:+14155550199',
					webhook: { callback_url: FOREIGN, status_callback_url: FOREIGN },
				},
			],
			results: [
				{
					subscriptionId: 'theirs',
					events: ['INBOUND_MESSAGE'],
					resources: [sender],
					profile: { profileId: 'p' },
				},
			],
			webhook: { notifyUrl: FOREIGN },
			subscriptions: [{ url: FOREIGN, active: true, version: 2 }],
			templates: [],
		},
	};
}

/** A refusal that repeats the address, in every shape that the providers write. */
const echo: HttpResponse = {
	status: 400,
	body: {
		error: { code: 100, message: `Cannot call ${FOREIGN}` },
		message: `Cannot call ${FOREIGN}`,
		code: 21609,
		requestError: {
			serviceException: { messageId: 'BAD_REQUEST', text: `Cannot call ${FOREIGN}` },
		},
		validationErrors: [{ property: 'notifyUrl', violation: `Cannot call ${FOREIGN}` }],
		meta: { developer_message: `Cannot call ${FOREIGN}` },
	},
};

function run<Result>(exchange: Exchange<Result>, answer: (request: HttpRequest) => HttpResponse) {
	let step = exchange.next();
	while (!step.done) step = exchange.next(answer(step.value));
	return JSON.stringify(step.value);
}

describe.each(providers.map((provider) => [provider.id, provider] as const))(
	'what is said of a foreign callback at %s',
	(_id, provider) => {
		const { account: credential, from } = contractOf(provider);
		const senderId = provider.id === 'twilio' ? 'whatsapp:+14155550199' : from;
		const reads = ({ url }: HttpRequest) => told(url, credential);
		const settings: RegistrationSettings = {
			scope: '',
			senderId,
			callbackUrl: OURS,
			ownBaseUrl: 'https://n8n.example.com/',
			replace: false,
			temporary: false,
		};
		const { registration } = provider;

		// Where the URL is pasted by hand, nothing is said.
		for (const { value: scope } of registration?.choices ?? [])
			it(`when it takes the place (${scope})`, () => {
				const words = [
					run(registration!.activate(credential, { ...settings, scope }), reads),
					run(
						registration!.activate(credential, {
							...settings,
							scope,
							replace: true,
							temporary: true,
						}),
						({ url, method }) => (method === 'GET' ? told(url, credential) : echo),
					),
					run(
						registration!.activate(credential, { ...settings, scope, replace: true }),
						({ url, method }) => (method === 'GET' ? told(url, credential) : echo),
					),
					run(
						registration!.deactivate(credential, {
							scope,
							senderId,
							callbackUrl: FOREIGN,
							previousUrl: FOREIGN,
						}),
						({ url, method }) => (method === 'GET' ? told(url, credential) : echo),
					),
				];
				expect(words[0]).toContain('foreign.example');
				for (const secret of SECRETS) expect(words.join('\n')).not.toContain(secret);
			});

		it('by the doctor', () => {
			const context = { senderId, ownBaseUrl: 'https://n8n.example.com/' };
			const findings = [
				run(provider.checkup!(credential, context), reads),
				run(provider.checkup!(credential, context), () => echo),
			].join('\n');
			for (const secret of SECRETS) expect(findings).not.toContain(secret);
		});
	},
);

it('the doctor shows nobody’s secrets either when it asks who answers there', () => {
	const own = { baseUrl: 'https://n8n.example.com/', waitingBase: 'https://n8n.example.com/w' };
	for (const status of [0, 200, 404]) {
		const finding = JSON.stringify(checkTrigger(FOREIGN, own, { status, body: {} }));
		for (const secret of SECRETS) expect(finding).not.toContain(secret);
	}
});

it('a URL is shown with neither query nor login', () => {
	expect(shownUrl(FOREIGN)).toBe('https://foreign.example/hook/7');
	expect(shownUrl('no url?x')).toBe('no url');
	expect(withShownUrls(`Cannot call "${FOREIGN}" now, nor ${OURS}.`)).toBe(
		`Cannot call "https://foreign.example/hook/7" now, nor ${OURS}.`,
	);
});
