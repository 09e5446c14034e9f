import type { IWebhookFunctions } from 'n8n-workflow';
import { passOn } from '../../../nodes/WhatsAppBusinessTrigger/forward';
import type { WebhookRequest } from '../../../nodes/providers/http';

const request: WebhookRequest = {
	method: 'POST',
	url: 'https://n8n.example.com/webhook/1',
	headers: {},
	query: {},
	body: Buffer.from('{}'),
};

/** A further system that takes a webhook at the n-th try. */
function further(takenAt: number) {
	let tries = 0;
	const warnings: string[] = [];
	const context = {
		helpers: {
			httpRequest: async () => ({
				statusCode: ++tries < takenAt ? 502 : 200,
				headers: {},
				body: '',
			}),
		},
		logger: { warn: (text: string) => warnings.push(text) },
	} as unknown as IWebhookFunctions;
	return { context, warnings, tries: () => tries };
}

async function pass(context: IWebhookFunctions, redelivers: boolean): Promise<boolean> {
	const to = { id: '1', url: 'https://other.example.com/hook?token=x' };
	const taken = passOn(context, to, request, redelivers);
	await jest.advanceTimersByTimeAsync(120_000);
	return await taken;
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('passing a webhook on', () => {
	it('is tried once where the provider delivers again', async () => {
		const { context, tries, warnings } = further(2);
		expect(await pass(context, true)).toBe(false);
		expect(tries()).toBe(1);
		expect(warnings).toEqual([expect.stringContaining('it will come again')]);
	});

	it('is tried for a minute where it does not', async () => {
		const { context, tries, warnings } = further(5);
		expect(await pass(context, false)).toBe(true);
		expect(tries()).toBe(5);
		expect(warnings).toEqual([]);
	});

	it('that fails for good is said, without the address’ secrets', async () => {
		const { context, warnings } = further(99);
		expect(await pass(context, false)).toBe(false);
		expect(warnings).toEqual([expect.stringContaining('other.example.com did not take')]);
		expect(warnings.join()).not.toContain('token');
		expect(warnings.join()).toContain('lost');
	});
});
