import { providers } from '../../../nodes/providers';
import type { CheckResult, Provider } from '../../../nodes/providers/provider';
import type { HttpRequest, HttpResponse } from '../../../nodes/providers/http';
import { verifyAndParseWith } from '../../../nodes/n8n/webhook';
import { queryOf } from '../../../nodes/core/http';
import type { ProviderContract } from '../../fixtures/contract';

const contractOf = (provider: Provider) =>
	jest.requireActual<{ contract: ProviderContract }>(`../../fixtures/${provider.id}/contract`)
		.contract;

const URL_OF_TRIGGER = 'https://n8n.example.com/webhook/1/webhook';

/** Anything that may come instead of what is documented. */
const ODD: HttpResponse[] = [
	...[0, 200, 302, 400, 401, 403, 404, 429, 500, 503].flatMap((status) =>
		[undefined, null, '', '<html>Sorry</html>', [], {}, 7].map((body) => ({ status, body })),
	),
	...[
		{ data: null },
		{ data: [null, 'x', { fields: 7 }] },
		{ data: { is_valid: true, scopes: 'all', expires_at: 'soon', app_id: {} } },
		{ data: { is_valid: true, expires_at: 1e300 } },
		{ error: 'no' },
		{ webhook_configuration: { phone_number: 7, application: ['x'] } },
		{ health_status: { can_send_message: 'BLOCKED', entities: [null, { errors: [7, {}] }] } },
		{ health_status: { can_send_message: 'NEW' }, status: {}, throughput: 'x' },
		{ results: [{ events: 'x', resources: 7, profile: 1 }], paging: { totalPages: 'x' } },
		{ senders: [{ sender_id: 7, webhook: 'x' }], meta: 7, contents: [{ types: 7 }] },
		{ templates: [null, {}, { name: 7 }], subscriptions: [7], url: 7, headers: 'x' },
	].map((body) => ({ status: 200, body })),
];

function look(
	provider: Provider,
	account: Record<string, unknown>,
	answers: (request: HttpRequest, index: number) => HttpResponse,
	senderId?: string,
): { results: CheckResult[]; requests: HttpRequest[] } {
	const requests: HttpRequest[] = [];
	const exchange = provider.checkup!(account, {
		senderId,
		ownBaseUrl: 'https://n8n.example.com/',
	});
	let step = exchange.next();
	while (!step.done) {
		requests.push(step.value);
		if (requests.length > 300) throw new Error('It asks without end');
		step = exchange.next(answers(step.value, requests.length - 1));
	}
	return { results: step.value, requests };
}

describe.each(providers.map((provider) => [provider.id, provider] as const))(
	'the checkup of %s',
	(_id, provider) => {
		const { account, from } = contractOf(provider);
		const accounts = [account, Object.fromEntries(Object.keys(account).map((k) => [k, '']))];

		it('only reads, and finds something to say of whatever answer', () => {
			for (const credential of accounts) {
				for (const senderId of [from, undefined]) {
					for (const [at, odd] of ODD.entries()) {
						// The same all the way, and another one each time: the later links are reached too.
						for (const answers of [
							() => odd,
							(_: HttpRequest, index: number) => ODD[(at + index * 7) % ODD.length],
							(_: HttpRequest, index: number) => (index === 0 ? { status: 200, body: {} } : odd),
						]) {
							const { results, requests } = look(provider, credential, answers, senderId);
							expect(requests.filter(({ method }) => method !== 'GET')).toEqual([]);
							expect(requests.filter((r) => r.body ?? r.form)).toEqual([]);
							expect(results.length).toBeGreaterThan(2);
							for (const { check, state, message, hint } of results) {
								expect(['ok', 'warning', 'broken', 'unknown']).toContain(state);
								expect([check, message].every((text) => text.length > 2)).toBe(true);
								expect(`${message} ${hint ?? ''}`).not.toMatch(/\[object|undefined|NaN/);
								if (state !== 'ok') expect(hint).toMatch(/\w/);
							}
						}
					}
				}
			}
		});

		it('has the same links whatever is answered, each once', () => {
			const links = (answer: HttpResponse) =>
				look(provider, account, () => answer, from).results.map(({ check }) => check);
			const some = links({ status: 0, body: 'No answer' });
			expect(new Set(some).size).toBe(some.length);
			for (const odd of ODD) expect([...links(odd)].sort()).toEqual([...some].sort());
		});

		it('takes silence for unknown, not for broken', () => {
			const { results } = look(provider, account, () => ({ status: 0, body: 'Silence' }), from);
			expect(results.filter(({ state }) => state === 'broken')).toEqual([]);
			expect(JSON.stringify(results)).toContain('Silence');
		});

		it('says no secret of the credential', () => {
			const secrets = Object.entries(account)
				.filter(([name, value]) => /secret|token|key|password/i.test(name) && value)
				.map(([, value]) => String(value))
				.filter((value) => value.length > 8);
			for (const odd of ODD) {
				const said = JSON.stringify(look(provider, account, () => odd, from).results);
				for (const secret of secrets) expect(said).not.toContain(secret);
			}
		});
	},
);

const testable = providers.filter(({ selfTest }) => selfTest !== undefined);

describe.each(testable.map((provider) => [provider.id, provider] as const))(
	'the self-test of %s',
	(_id, provider) => {
		const { account, withoutSecret } = contractOf(provider);
		const posted = (genuine: boolean, credential: Record<string, unknown> = account) => {
			const call = provider.selfTest!(credential, `${URL_OF_TRIGGER}#rc=3`, genuine)!;
			return verifyAndParseWith(provider, account, {
				method: 'POST',
				url: call.url.split('#')[0],
				query: queryOf(call.url),
				headers: call.headers,
				body: Buffer.from(call.body),
			});
		};

		it('is let in, and tells of nothing', () => {
			expect(posted(true)).toEqual({ ok: true, events: [] });
		});

		it('is refused where it is forged', () => {
			expect(posted(false)).toMatchObject({ ok: false, status: 401 });
		});

		it('cannot be made without the secret', () => {
			expect(provider.selfTest!(withoutSecret, URL_OF_TRIGGER, true)).toBeUndefined();
		});
	},
);
