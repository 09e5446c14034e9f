import type { Credential, CredentialInput, N8nRest } from './n8nRest.mts';
import type { Simulator } from './simulator/server.mts';

/** The simulated account, as a credential of the simulated provider. */
export function simulatedCredential({ url, account, provider }: Simulator): CredentialInput {
	const name = `Playground (simulated ${provider.name})`;
	return { name, ...provider.credential(account, url) };
}

/** The simulator may have new secrets or another port since the last start. */
export async function ensureCredential(n8n: N8nRest, simulator: Simulator): Promise<Credential> {
	const wanted = simulatedCredential(simulator);
	const known = (await n8n.listCredentials()).find(
		({ name, type }) => name === wanted.name && type === wanted.type,
	);
	return known ? await n8n.updateCredential(known.id, wanted) : await n8n.createCredential(wanted);
}
