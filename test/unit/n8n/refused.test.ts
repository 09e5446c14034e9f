import type { IWebhookFunctions } from 'n8n-workflow';
import { verifyAndParse } from '../../../nodes/n8n/webhook';
import { readCredentialCached } from '../../../nodes/n8n/transport';
import { meta } from '../../../nodes/providers/meta';
import { account } from '../../fixtures/meta/account';
import { posted, signed } from '../../fixtures/meta/webhookRequest';

let credentials = 0;

/** n8n's side of a trigger: counts how often the credential is decrypted. */
function trigger(id = `c${++credentials}`) {
	const state = { reads: 0, secret: account.appSecret, fails: false };
	const context = {
		getNode: () => ({ credentials: { [meta.credential]: { id } } }),
		getWorkflow: () => ({ id: 'w1' }),
		getCredentials: async () => {
			state.reads++;
			if (state.fails) throw new Error('The database is away');
			return { ...account, appSecret: state.secret };
		},
	} as unknown as IWebhookFunctions;
	return { context, state };
}

const forged = signed(posted({}), 'junk');
const genuine = signed(posted({}));

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('webhooks that are refused', () => {
	it('cost no decryption each: 20 a second cause one in three seconds beside the usual', async () => {
		const { context, state } = trigger();
		for (let seconds = 0; seconds < 60; seconds++) {
			for (let one = 0; one < 20; one++) {
				expect(await verifyAndParse(context, meta, forged)).toMatchObject({
					ok: false,
					status: 401,
				});
				jest.advanceTimersByTime(50);
			}
		}
		expect(state.reads).toBeLessThanOrEqual(60 / 3 + 1);
	});

	it('at the same time share one read', async () => {
		const { context, state } = trigger();
		await Promise.all(Array.from({ length: 50 }, () => verifyAndParse(context, meta, forged)));
		expect(state.reads).toBe(2);
	});

	it('are worked out once while the credential is the same', async () => {
		const { context } = trigger();
		const verify = jest.fn(meta.verify);
		await verifyAndParse(context, { ...meta, verify }, forged);
		expect(verify).toHaveBeenCalledTimes(1);
	});

	it('do not hide a changed secret: the next genuine one is let in at once', async () => {
		const { context, state } = trigger();
		await verifyAndParse(context, meta, genuine);
		state.secret = 'new';
		expect(await verifyAndParse(context, meta, signed(posted({}), 'new'))).toMatchObject({
			ok: true,
		});
	});

	it('nor within a flood for longer than three seconds', async () => {
		const { context, state } = trigger();
		await verifyAndParse(context, meta, forged);
		state.secret = 'new';
		const letIn = async () => (await verifyAndParse(context, meta, signed(posted({}), 'new'))).ok;
		for (let at = 0; at < 3000; at += 50) {
			await verifyAndParse(context, meta, forged);
			jest.advanceTimersByTime(50);
		}
		expect(await letIn()).toBe(true);
	});

	it('let an old secret count for no longer than before', async () => {
		const { context, state } = trigger();
		await verifyAndParse(context, meta, genuine);
		state.secret = 'new';
		jest.advanceTimersByTime(5000);
		expect(await verifyAndParse(context, meta, genuine)).toMatchObject({ ok: false });
	});
});

describe('credentials that were read lately', () => {
	it('are read again after one that could not be read', async () => {
		const { context, state } = trigger();
		state.fails = true;
		await expect(readCredentialCached(context, meta)).rejects.toThrow('away');
		state.fails = false;
		await expect(readCredentialCached(context, meta)).resolves.toMatchObject({
			appId: account.appId,
		});
	});

	it('are kept for a bounded number: the one used longest ago makes room', async () => {
		const first = trigger();
		await readCredentialCached(first.context, meta);
		for (let one = 0; one < 1000; one++) await readCredentialCached(trigger().context, meta);
		await readCredentialCached(first.context, meta);
		expect(first.state.reads).toBe(2);
	});
});
