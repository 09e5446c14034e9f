import type { Credential, CredentialInput, N8nRest } from './n8nRest.mts';
import type { Simulator } from './simulator/server.mts';

const TYPE = 'metaWhatsAppCloudApi';
const NAME = 'Playground (simulated Meta)';

export function simulatedMeta({ url, account }: Simulator): CredentialInput {
	const { accessToken, appId, appSecret, wabaId, verifyTokenHint } = account;
	return {
		name: NAME,
		type: TYPE,
		data: {
			accessToken,
			appId,
			appSecret,
			businessAccountId: wabaId,
			verifyToken: verifyTokenHint,
			advanced: true,
			graphVersion: 'v24.0',
			baseUrl: url,
		},
	};
}

/** The simulator may have new secrets or another port since the last start. */
export async function ensureCredential(n8n: N8nRest, simulator: Simulator): Promise<Credential> {
	const wanted = simulatedMeta(simulator);
	const known = (await n8n.listCredentials()).find(
		({ name, type }) => name === NAME && type === TYPE,
	);
	return known ? await n8n.updateCredential(known.id, wanted) : await n8n.createCredential(wanted);
}
