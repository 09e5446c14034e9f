import type { IWebhookFunctions } from 'n8n-workflow';
import { answer } from '../../../../nodes/WhatsAppBusinessApproval/resume/answer';
import { account } from '../../../fixtures/meta/account';
import { posted, signed } from '../../../fixtures/meta/webhookRequest';

const webhook = signed(posted({ object: 'whatsapp_business_account', entry: [] }));
let credentials = 0;

/** A waiting approval whose credential has this app secret, and which is handed the webhook. */
function waiting(appSecret: string) {
	const errors: string[] = [];
	const said: { status?: number; body?: object } = {};
	const response = {
		status: (status: number) => ((said.status = status), response),
		json: (body: object) => ((said.body = body), response),
	};
	const context = {
		getNodeParameter: () => 'meta',
		getNode: () => ({
			name: 'Ask',
			credentials: { metaWhatsAppCloudApi: { id: `a${++credentials}`, name: 'Team B' } },
		}),
		getWorkflow: () => ({ id: 'w1' }),
		runExecutionData: { executionData: { contextData: {} } },
		getCredentials: async () => ({ ...account, appSecret }),
		getNodeWebhookUrl: () => 'https://n8n.example.com/webhook/node',
		getRequestObject: () => ({ method: 'POST', rawBody: webhook.body, originalUrl: '/x' }),
		getHeaderData: () => webhook.headers,
		getResponseObject: () => response,
		logger: { error: (text: string) => errors.push(text), warn: () => {} },
	} as unknown as IWebhookFunctions;
	return { context, said, errors };
}

describe('an approval that is handed a webhook', () => {
	it.each([
		['another', 'secret-of-another-app'],
		['no', ''],
	])('and has %s app secret lets it come again, and names its credential', async (_what, own) => {
		const { context, said, errors } = waiting(own);
		expect(await answer(context)).toEqual({ noWebhookResponse: true });
		expect(said).toEqual({ status: 503, body: { approval: 'unproven' } });
		expect(errors).toHaveLength(1);
		expect(errors[0]).toContain('"Team B"');
		expect(errors[0]).toContain('app secret');
		if (own !== '') expect(errors[0]).not.toContain(own);
		expect(errors[0]).not.toContain(account.appSecret);
	});

	it('that it can verify, and does not wait, has done with it', async () => {
		const { context, said } = waiting(account.appSecret);
		await answer(context);
		expect(said).toMatchObject({ status: 200, body: { approval: 'refused' } });
	});
});
