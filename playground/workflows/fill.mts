import { createTable, listTables, type Table } from './dataTables.mts';
import type { Changes } from './exampleChanges.mts';
import type { N8nRest } from './n8nRest.mts';
import {
	ensureApiKey,
	ensureCredential,
	FORM_LOGIN,
	simulatedCredential,
} from './playgroundCredential.mts';
import { FIRST, isWhatsAppTrigger, ROUTER } from './router.mts';
import { createServiceCredentials } from './serviceCredentials.mts';
import type { Simulator } from '../simulator/server.mts';
import type { PageLink } from '../simulator/world.mts';
import type { Service } from '../standIns/service.mts';
import {
	type ImportedWorkflow,
	importWorkflows,
	readExamples,
	reconnectTriggers,
} from './importWorkflows.mts';

/** Services that are played beside WhatsApp, and what the examples have to know of them. */
export interface PlayedServices {
	services: readonly Service[];
	/** By the names of the examples. */
	changes: Readonly<Record<string, Changes>>;
	tables: readonly Table[];
}

const NOTHING_PLAYED: PlayedServices = { services: [], changes: {}, tables: [] };

/** Does what users do by hand: credentials, Data Tables, import, publish. */
export async function fillN8n(
	n8n: N8nRest,
	simulator: Simulator,
	played: PlayedServices = NOTHING_PLAYED,
): Promise<ImportedWorkflow[]> {
	const credential = await ensureCredential(n8n, simulatedCredential(simulator));
	const services = new Map(await createServiceCredentials(n8n, played.services));
	const apiKey = await ensureApiKey(n8n);
	services.set(`n8n-nodes-base.httpRequest:${apiKey.type}`, apiKey);
	const known = new Set((await listTables(n8n)).map(({ name }) => name));
	for (const table of played.tables) if (!known.has(table.name)) await createTable(n8n, table);
	const reconnected = await reconnectTriggers(n8n);
	const { changes } = played;
	const imported = await importWorkflows(n8n, readExamples(), {
		simulator,
		credential,
		services,
		changes,
		holder: played === NOTHING_PLAYED ? FIRST : ROUTER,
	});
	await pasteCallback(n8n, simulator, imported);
	return [...imported, ...reconnected.filter(({ problem }) => problem)];
}

/** Where a provider has no API to register a webhook, its URL is pasted, here as in its console. */
async function pasteCallback(
	n8n: N8nRest,
	{ provider, state }: Simulator,
	workflows: ImportedWorkflow[],
): Promise<void> {
	if (provider.receive !== 'manual') return;
	const whole = await Promise.all(workflows.map(({ id }) => n8n.workflow(id)));
	const trigger = whole
		.flatMap(({ nodes }) => nodes)
		.find((node) => isWhatsAppTrigger(node) && !node.disabled);
	if (trigger) state.callback = `${n8n.url}/webhook/${trigger.webhookId}/webhook`;
}

/** The browser does not ask for user and password then. */
function loggedIn(address: string): string {
	return Object.assign(new URL(address), {
		username: FORM_LOGIN.user,
		password: FORM_LOGIN.password,
	}).href;
}

/** The phone page links to the forms with which published examples begin. */
export async function formLinks(
	n8n: N8nRest,
	workflows: readonly ImportedWorkflow[],
): Promise<PageLink[]> {
	const whole = await Promise.all(workflows.map(({ id }) => n8n.workflow(id)));
	return whole
		.filter(({ active }) => active)
		.flatMap(({ nodes }) => nodes)
		.filter(({ type }) => type === 'n8n-nodes-base.formTrigger')
		.map(({ name, webhookId }) => ({ label: name, url: loggedIn(`${n8n.url}/form/${webhookId}`) }));
}
