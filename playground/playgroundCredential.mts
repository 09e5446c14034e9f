import type { Credential, CredentialInput, N8nRest } from './n8nRest.mts';
import type { Simulator } from './simulator/server.mts';

/** The simulated account, as a credential of the simulated provider. */
export function simulatedCredential({ url, account, provider }: Simulator): CredentialInput {
	const name = `Playground (simulated ${provider.name})`;
	return { name, ...provider.credential(account, url) };
}

/** What a credential holds may have changed since the last start: new secrets, another port. */
export async function ensureCredential(n8n: N8nRest, wanted: CredentialInput): Promise<Credential> {
	const known = await storedCredential(n8n, wanted);
	return known ? await n8n.updateCredential(known.id, wanted) : await n8n.createCredential(wanted);
}

/** The key to n8n's own API, with which the example "Error handler" runs failed executions again. */
export async function ensureApiKey(n8n: N8nRest): Promise<Credential> {
	const wanted = { name: 'Playground (this n8n)', type: 'n8nApi' };
	// n8n shows a key only once, so there is nothing to update it with.
	const known = await storedCredential(n8n, wanted);
	if (known) return known;
	const { rawApiKey } = await n8n.request('POST', '/api-keys', {
		label: wanted.name,
		expiresAt: null,
		scopes: ['execution:retry'],
	});
	const data = { apiKey: rawApiKey, baseUrl: `${n8n.url}/api/v1` };
	return await n8n.createCredential({ ...wanted, data });
}

async function storedCredential(n8n: N8nRest, wanted: Pick<CredentialInput, 'name' | 'type'>) {
	const stored = await n8n.listCredentials();
	return stored.find(({ name, type }) => name === wanted.name && type === wanted.type);
}
