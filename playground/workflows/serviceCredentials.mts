import type { Credential, N8nRest, WorkflowNode } from './n8nRest.mts';
import { ensureCredential, formCredential } from './playgroundCredential.mts';
import type { Service } from '../standIns/service.mts';

/** Credentials by the type of the nodes that use them, also as "type of node:type of credential". */
export type ServiceCredentials = ReadonlyMap<string, Credential>;

export async function createServiceCredentials(
	n8n: N8nRest,
	services: readonly Service[],
): Promise<ServiceCredentials> {
	const forms = await ensureCredential(n8n, formCredential);
	const byNode = new Map([[`n8n-nodes-base.formTrigger:${forms.type}`, forms]]);
	for (const { nodes, ...credential } of services.flatMap(({ credentials }) => credentials)) {
		const created = await ensureCredential(n8n, credential);
		for (const type of nodes) {
			byNode.set(type, created);
			byNode.set(`${type}:${created.type}`, created);
		}
	}
	return byNode;
}

/** Nodes that log in to anything say in their parameters how. */
const BY_AUTHENTICATION: Record<string, string> = {
	basicAuth: 'httpBasicAuth',
	headerAuth: 'httpHeaderAuth',
};

function wantedType({ parameters }: WorkflowNode): string | undefined {
	const { authentication, nodeCredentialType, genericAuthType } = parameters;
	if (authentication === 'predefinedCredentialType') return String(nodeCredentialType);
	if (authentication === 'genericCredentialType') return String(genericAuthType);
	return BY_AUTHENTICATION[String(authentication)];
}

/** A node with the credential that there is for it. */
export function withService(node: WorkflowNode, services: ServiceCredentials): WorkflowNode {
	const wanted = wantedType(node);
	const credential = services.get(`${node.type}:${wanted}`) ?? services.get(node.type);
	if (!credential || (wanted && credential.type !== wanted)) return node;
	const { id, name, type } = credential;
	return { ...node, credentials: { [type]: { id, name } } };
}
