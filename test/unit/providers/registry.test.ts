import type { ICredentialType } from 'n8n-workflow';
import { providerById, providers } from '../../../nodes/providers';
import type { Provider } from '../../../nodes/providers/provider';
import { providerCredentials, providerField } from '../../../nodes/n8n/fields';
import manifest from '../../../package.json';
import { posted } from '../../fixtures/meta/webhookRequest';

/** Those that the package lists. */
const credentials = manifest.n8n.credentials.map((path): ICredentialType => {
	const name = /(\w+)\.credentials\.js$/.exec(path)![1];
	type Module = Record<string, new () => ICredentialType>;
	return new (jest.requireActual<Module>(`../../../credentials/${name}.credentials`)[name])();
});

const credentialOf = (provider: Provider) =>
	credentials.find(({ name }) => name === provider.credential);

describe('the registry', () => {
	it('finds each provider by its ID, and throws for any other', () => {
		for (const provider of providers) expect(providerById(provider.id)).toBe(provider);
		for (const unknown of ['', 'META', 'twilio2', '__proto__']) {
			expect(() => providerById(unknown)).toThrow(RangeError);
		}
	});

	it('is in the order of the names, as dropdowns show them, each ID and name once', () => {
		const names = providers.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'en')));
		expect(new Set(names).size).toBe(providers.length);
		expect(new Set(providers.map(({ id }) => id)).size).toBe(providers.length);
	});

	it('offers every provider in the nodes, one of them from the start', () => {
		expect(providerField.options).toEqual(providers.map(({ id, name }) => ({ name, value: id })));
		expect(providers.map(({ id }) => id)).toContain(providerField.default);
	});

	it('has every credential of the package used by a provider', () => {
		expect(manifest.n8n.credentials).toHaveLength(credentials.length);
		expect(credentials.map(({ name }) => name).sort()).toEqual(
			[...new Set(providers.map(({ credential }) => credential))].sort(),
		);
	});
});

describe.each(providers.map((provider) => [provider.id, provider] as const))(
	'the provider %s',
	(id, provider) => {
		it('has a credential that the package lists, with a test and an icon', () => {
			const credential = credentialOf(provider);
			// A redirect would take the credential along to wherever it leads.
			expect(credential?.test?.request.disableFollowRedirect).toBe(true);
			expect(credential?.icon).toEqual({
				light: expect.stringMatching(/^file:.+\.svg$/),
				dark: expect.stringMatching(/^file:.+\.svg$/),
			});
			const file = `dist/credentials/${credential?.constructor.name}.credentials.js`;
			expect(manifest.n8n.credentials).toContain(file);
		});

		it('shows its credential for itself only', () => {
			expect(providerCredentials).toContainEqual({
				name: provider.credential,
				required: true,
				displayOptions: { show: { provider: [id] } },
			});
		});

		it('lets nothing in with an empty credential', () => {
			for (const body of ['', '{}', '{"object":"whatsapp_business_account"}']) {
				const request = posted(Buffer.from(body));
				expect(provider.verify(request, {}).ok).toBe(false);
				expect(provider.challenge?.(request, {}).ok ?? false).toBe(false);
			}
		});
	},
);
