import type { IWebhookFunctions } from 'n8n-workflow';
import { meta } from '../../../nodes/providers/meta';
import type { Provider } from '../../../nodes/providers/provider';
import { readWebhookRequest, verifyAndParseWith } from '../../../nodes/n8n/webhook';
import { account } from '../../fixtures/meta/account';
import { text } from '../../fixtures/meta/inboundMessages';
import { envelope, messagesValue, posted, signed } from '../../fixtures/meta/webhookRequest';

const MIB = 1024 * 1024;
const deep = Buffer.from('['.repeat(100_000) + ']'.repeat(100_000));
const sound = posted(envelope('messages', messagesValue({ messages: [text] })));

/** `{"object":"whatsapp_business_account","entry":[]}`, compressed by Node 24's `zlib`. */
const BROTLI = Buffer.from(
	'GzAA4IzUYs0Z7gTOsdRXq4g8NOHxvFh0YAMOWAPZpga/N51PSI9PSeQ7bVDiDTwjKD8=',
	'base64',
);

/** Meta, noting what is asked of it. */
function watched() {
	const asked: string[] = [];
	const provider: Provider = {
		...meta,
		verify: (...given) => (asked.push('verify'), meta.verify(...given)),
		parse: (...given) => (asked.push('parse'), meta.parse(...given)),
	};
	return { provider, asked };
}

describe('a webhook', () => {
	it('is let in when it is signed', () => {
		expect(verifyAndParseWith(meta, account, signed(sound))).toMatchObject({
			ok: true,
			events: [{ event: 'message', id: 'wamid.text' }],
		});
	});

	it('that is signed and holds nothing is let in too: the provider need not deliver it again', () => {
		expect(verifyAndParseWith(meta, account, signed(posted({})))).toEqual({ ok: true, events: [] });
		expect(verifyAndParseWith(meta, account, signed(posted(Buffer.from('no JSON'))))).toEqual({
			ok: true,
			events: [],
		});
	});

	it.each([
		['without a signature', sound],
		['signed with another secret', signed(sound, 'another-secret')],
		['with the signature of another body', { ...sound, headers: signed(posted({})).headers }],
	])('is kept out with 401 and never parsed: %s', (_, request) => {
		const { provider, asked } = watched();
		expect(verifyAndParseWith(provider, account, request)).toMatchObject({
			ok: false,
			status: 401,
		});
		expect(asked).toEqual(['verify']);
	});

	it('is kept out when the credential has no secret, and that is said', () => {
		const bare = { ...account, appSecret: '' };
		expect(verifyAndParseWith(meta, bare, signed(sound, ''))).toMatchObject({
			ok: false,
			status: 401,
			secretMissing: true,
		});
	});

	it('that is too deep is 401 when it is not signed, 400 when it is, and never parsed', () => {
		const { provider, asked } = watched();
		expect(verifyAndParseWith(provider, account, posted(deep))).toMatchObject({
			ok: false,
			status: 401,
		});
		expect(verifyAndParseWith(provider, account, signed(posted(deep)))).toMatchObject({
			ok: false,
			status: 400,
		});
		expect(asked).toEqual(['verify', 'verify']);
	});

	it('may have 4 MiB; what is larger is 413 before its signature is worked out', () => {
		const full = Buffer.alloc(4 * MIB, ' ');
		expect(verifyAndParseWith(meta, account, signed(posted(full)))).toEqual({
			ok: true,
			events: [],
		});
		const { provider, asked } = watched();
		const larger = signed(posted(Buffer.alloc(4 * MIB + 1, ' ')));
		expect(verifyAndParseWith(provider, account, larger)).toMatchObject({ ok: false, status: 413 });
		expect(asked).toEqual([]);
	});

	it.each(['gzip', 'deflate', 'identity', 'br'])(
		'that came as %s and is plain by now is let in',
		(encoding) => {
			const { headers, ...plain } = signed(sound);
			const request = { ...plain, headers: { ...headers, 'content-encoding': encoding } };
			expect(verifyAndParseWith(meta, account, request)).toMatchObject({ ok: true });
		},
	);

	it('that n8n did not decompress is 415 before anything is worked out, and is not lost in silence', () => {
		const { provider, asked } = watched();
		const { headers, ...rest } = signed(posted(BROTLI));
		const request = { ...rest, headers: { ...headers, 'content-encoding': 'br' } };
		expect(verifyAndParseWith(provider, account, request)).toMatchObject({
			ok: false,
			status: 415,
			reason: expect.stringContaining('br'),
		});
		expect(asked).toEqual([]);
	});

	it('never tells the secret in a refusal', () => {
		for (const request of [sound, signed(sound, 'x'), signed(posted(deep))]) {
			expect(JSON.stringify(verifyAndParseWith(meta, account, request))).not.toContain(
				account.appSecret,
			);
		}
	});
});

describe('the view of a request', () => {
	/** n8n's side of a webhook, as far as the view needs it. */
	function context(request: Record<string, unknown>, headers = {}) {
		return {
			getRequestObject: () => ({ method: 'POST', readRawBody: async () => {}, ...request }),
			getNodeWebhookUrl: () => 'https://n8n.example.com/webhook/1',
			getHeaderData: () => headers,
		} as unknown as IWebhookFunctions;
	}

	it('has the raw bytes, lower-case header names and only texts, frozen', async () => {
		const rawBody = Buffer.from('{"a": 1}');
		const view = await readWebhookRequest(
			context(
				{ rawBody, originalUrl: '/webhook/1?hub.mode=subscribe&list=1&list=2&empty=' },
				{ 'X-Hub-Signature-256': 'sha256=0', 'set-cookie': ['a', 'b'] },
			),
		);
		expect(view).toEqual({
			method: 'POST',
			url: 'https://n8n.example.com/webhook/1?hub.mode=subscribe&list=1&list=2&empty=',
			headers: { 'x-hub-signature-256': 'sha256=0' },
			query: { 'hub.mode': 'subscribe', list: '1', empty: '' },
			body: rawBody,
		});
		for (const part of [view, view.headers, view.query]) expect(Object.isFrozen(part)).toBe(true);
	});

	/** The URL that the view has where a header hands another one on. */
	async function urlOf(nodeUrl: string, handedOn: string): Promise<string> {
		const given = {
			...context({ originalUrl: '/called?own=1' }, { 'X-WhatsApp-Business-URL': handedOn }),
			getNodeWebhookUrl: () => nodeUrl,
		} as unknown as IWebhookFunctions;
		return (await readWebhookRequest(given)).url;
	}

	it('has the URL that a trigger was called at, where it hands a request on', async () => {
		const called = 'https://n8n.example.com/webhook/2-3/webhook?token=a%2Bb&reference=w1';
		const headers = { 'X-WhatsApp-Business-URL': called };
		const view = await readWebhookRequest(
			context(
				{ rawBody: Buffer.from('a=1'), originalUrl: '/webhook-waiting/7?signature=x' },
				headers,
			),
		);
		expect(view).toMatchObject({ url: called, query: { token: 'a+b', reference: 'w1' } });
	});

	it.each([
		['of the same endpoint', '/webhook/1/webhook', '/webhook/2-3/webhook'],
		['of a test run', '/webhook/1/webhook', '/webhook-test/2-3/webhook?x=1'],
		['to an approval in a test run', '/webhook-test/1/n', '/webhook/2-3/webhook'],
		['without a webhook ID', '/webhook/1/n', '/webhook/w1/whatsapp%20business%20trigger/webhook'],
		['behind a path', '/n8n/webhook/1/webhook', '/n8n/webhook/2-3/webhook'],
		['under a name of its own', '/hooks/1/n', '/hooks/2-3/webhook'],
	])('takes the URL of a trigger %s', async (_what, own, handed) => {
		const url = `https://n8n.example.com${handed}`;
		expect(await urlOf(`https://n8n.example.com${own}`, url)).toBe(url);
	});

	const ORIGIN = 'https://n8n.example.com';
	it.each([
		['of another host', 'https://n8n.example.org/webhook/2-3/webhook'],
		['of another protocol', 'http://n8n.example.com/webhook/2-3/webhook'],
		['of another port', 'https://n8n.example.com:8443/webhook/2-3/webhook'],
		['with fields run into its path', `${ORIGIN}/webhook/2-3/webhookAccountSidAC1Body?x=1`],
		['with a path run into that', `${ORIGIN}/webhook/2-3/webhookAccountSidAC1Body/webhook?x=1`],
		['of something else in this n8n', `${ORIGIN}/rest/login`],
		['that is none', 'no URL'],
		['that is empty', ''],
	])('does not take a URL %s from a header that anybody can send', async (_what, handed) => {
		const own = `${ORIGIN}/webhook/2-3/webhook`;
		expect(await urlOf(own, handed)).toBe(`${own}?own=1`);
	});

	it('reads the bytes where n8n has not, once', async () => {
		const request = {
			rawBody: undefined as Buffer | undefined,
			readRawBody: jest.fn(async () => {
				request.rawBody = Buffer.from('late');
			}),
		};
		const lazy = {
			...context({}),
			getRequestObject: () => request,
		} as unknown as IWebhookFunctions;
		expect((await readWebhookRequest(lazy)).body.toString()).toBe('late');
		await readWebhookRequest(lazy);
		expect(request.readRawBody).toHaveBeenCalledTimes(1);
	});

	it('has an empty body where there is none', async () => {
		expect((await readWebhookRequest(context({ rawBody: 'text' }))).body).toHaveLength(0);
	});
});
