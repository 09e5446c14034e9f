import type { Credential, CredentialInput, N8nRest } from './n8nRest.mts';
import type { Simulator } from '../simulator/server.mts';

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

/** With which the forms of the examples are opened here. */
export const FORM_LOGIN = { user: 'staff', password: 'playground' };

/** The forms of the examples want a user and a password. */
export const formCredential: CredentialInput = {
	name: 'Playground (forms)',
	type: 'httpBasicAuth',
	data: FORM_LOGIN,
};

/** What the examples "Error handler" and "Lost approvals" do by n8n's own API. */
export const API_SCOPES = ['execution:list', 'execution:read', 'execution:retry'];

/** The key to n8n's own API, with which examples find failed executions and run them again. */
export async function ensureApiKey(n8n: N8nRest): Promise<Credential> {
	// n8n shows a key only once, so there is nothing to update it with: other scopes need another name.
	const wanted = { name: 'Playground (executions of this n8n)', type: 'n8nApi' };
	const known = await storedCredential(n8n, wanted);
	if (known) return known;
	const { rawApiKey } = await n8n.request('POST', '/api-keys', {
		label: wanted.name,
		expiresAt: null,
		scopes: API_SCOPES,
	});
	const data = { apiKey: rawApiKey, baseUrl: `${n8n.url}/api/v1` };
	return await n8n.createCredential({ ...wanted, data });
}

async function storedCredential(n8n: N8nRest, wanted: Pick<CredentialInput, 'name' | 'type'>) {
	const stored = await n8n.listCredentials();
	return stored.find(({ name, type }) => name === wanted.name && type === wanted.type);
}
