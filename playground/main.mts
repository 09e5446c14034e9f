import path from 'node:path';
import { prepareDataFolder } from './dataFolder.mts';
import { startN8n } from './n8nProcess.mts';
import { n8nRest, type N8nRest } from './n8nRest.mts';
import { type PlaygroundOptions, readOptions } from './options.mts';
import { ensureCredential } from './playgroundCredential.mts';
import { assertPortFree } from './ports.mts';
import { type Simulator, startSimulator } from './simulator/server.mts';
import type { PageLink } from './simulator/world.mts';
import { packPackage, removeTarball } from './tarball.mts';
import { type ImportedWorkflow, importWorkflows } from './workflows.mts';
import { readExamples, reconnectTriggers } from './workflows.mts';

const OWNER = { email: 'owner@example.com', password: 'Playground1' };

const started = Date.now();
const running: Array<{ stop(): Promise<void> | void }> = [];
let stopping = false;

function say(step: string): void {
	const seconds = ((Date.now() - started) / 1000).toFixed(0);
	console.log(`${seconds.padStart(3)} s  ${step}`);
}

async function stopAll(exitCode: number): Promise<void> {
	if (stopping) return;
	stopping = true;
	for (const part of running.reverse()) {
		try {
			await part.stop();
		} catch (error) {
			console.error(error);
			exitCode = 1;
		}
	}
	process.exit(exitCode);
}

/** n8n loads the package when it starts, so it waits for the tarball; the simulator does not. */
async function startPackedN8n(options: PlaygroundOptions) {
	say('Building and packing the package');
	const tarball = await packPackage();
	try {
		say('Starting n8n with the packed package (the first time it sets up its database)');
		const userFolder = path.join(options.data, 'n8n');
		const n8n = await startN8n({ userFolder, port: options.n8nPort, tarball });
		running.push(n8n);
		say('n8n is ready');
		return n8n;
	} finally {
		removeTarball(tarball);
	}
}

async function startPhones({ phonesPort, provider }: PlaygroundOptions): Promise<Simulator> {
	const simulator = await startSimulator({ port: phonesPort, provider });
	running.push(simulator);
	say(`The simulated WhatsApp is ready, behind ${simulator.provider.name}`);
	return simulator;
}

async function fillN8n(url: string, simulator: Simulator): Promise<ImportedWorkflow[]> {
	const n8n = n8nRest(url);
	await n8n.setupOwnerOrLogin(OWNER);
	const credential = await ensureCredential(n8n, simulator);
	const reconnected = await reconnectTriggers(n8n);
	const imported = await importWorkflows(n8n, readExamples(), simulator, credential);
	await pasteCallback(n8n, simulator, imported);
	say(`Example workflows are in place (${imported.length})`);
	for (const { name, problem } of [...reconnected, ...imported])
		if (problem) say(`  "${name}" is not active: ${problem}`);
	return imported;
}

/** Where a provider has no API to register a webhook, its URL is pasted, here as in its console. */
async function pasteCallback(
	n8n: N8nRest,
	{ provider, state }: Simulator,
	workflows: ImportedWorkflow[],
) {
	if (provider.receive !== 'manual') return;
	await n8n.login(OWNER);
	const whole = await Promise.all(workflows.map(({ id }) => n8n.workflow(id)));
	const trigger = whole
		.flatMap(({ nodes }) => nodes)
		.find(({ type }) => type.endsWith('.whatsAppBusinessTrigger'));
	if (trigger) state.callback = `${n8n.url}/webhook/${trigger.webhookId}/webhook`;
}

/** The phone page links to the forms with which the examples begin. */
async function formLinks(n8n: N8nRest, workflows: ImportedWorkflow[]): Promise<PageLink[]> {
	await n8n.login(OWNER);
	const whole = await Promise.all(workflows.map(({ id }) => n8n.workflow(id)));
	return whole.flatMap(({ nodes }) =>
		nodes
			.filter(({ type }) => type === 'n8n-nodes-base.formTrigger')
			.map(({ name, webhookId }) => ({ label: name, url: `${n8n.url}/form/${webhookId}` })),
	);
}

async function start(options: PlaygroundOptions): Promise<void> {
	await assertPortFree(options.n8nPort, 'n8n', '--n8n-port');
	await assertPortFree(options.phonesPort, 'the phones', '--port');
	prepareDataFolder(options.data, options.fresh);
	const [n8n, simulator] = await Promise.all([startPackedN8n(options), startPhones(options)]);
	simulator.setEditorUrl(n8n.url);
	const workflows = await fillN8n(n8n.url, simulator);
	simulator.setLinks(await formLinks(n8nRest(n8n.url), workflows));
	console.log(`
  n8n editor  ${n8n.url}   e-mail ${OWNER.email}   password ${OWNER.password}
  Phones      ${simulator.url}

Ctrl-C stops both. What you do in n8n is kept in ${options.data}.`);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
	process.on(signal, () => {
		if (!stopping) console.log('\nStopping …');
		void stopAll(0);
	});

try {
	await start(readOptions(process.argv.slice(2)));
} catch (error) {
	console.error(`\n${error instanceof Error ? error.message : error}`);
	await stopAll(1);
}
