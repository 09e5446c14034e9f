import path from 'node:path';
import { prepareDataFolder } from './dataFolder.mts';
import { fillN8n, formLinks } from '../workflows/fill.mts';
import { startN8n } from './n8nProcess.mts';
import { n8nRest } from '../workflows/n8nRest.mts';
import { type PlaygroundOptions, readOptions } from './options.mts';
import { assertPortFree } from './ports.mts';
import { type Simulator, startSimulator } from '../simulator/server.mts';
import { type PlayedWorld, startPlayedWorld } from '../standIns/playedWorld.mts';
import { packPackage, removeTarball } from './tarball.mts';
import { RELOADING, watchPackage } from './watchPackage.mts';
import type { ImportedWorkflow } from '../workflows/importWorkflows.mts';

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

const userFolderOf = ({ data }: PlaygroundOptions): string => path.join(data, 'n8n');

/** n8n loads the package when it starts, so it waits for the tarball; the simulator does not. */
async function startPackedN8n(options: PlaygroundOptions, env?: Record<string, string>) {
	say('Building and packing the package');
	const tarball = await packPackage();
	try {
		say('Starting n8n with the packed package (the first time it sets up its database)');
		const n8n = await startN8n({
			userFolder: userFolderOf(options),
			port: options.n8nPort,
			tarball,
			env: { ...env, ...(options.watch && RELOADING) },
		});
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

async function startOthers({
	standIns,
	n8nPort,
}: PlaygroundOptions): Promise<PlayedWorld | undefined> {
	if (!standIns) return undefined;
	const world = await startPlayedWorld(() => `http://127.0.0.1:${n8nPort}`);
	running.push(world);
	say(`Stand-ins are ready for ${world.hosts.length} hosts of other services`);
	return world;
}

/** The user finds the examples in n8n; here stands what is not as expected. */
function sayWhatRuns(workflows: ImportedWorkflow[]): void {
	say(`Example workflows are in place (${workflows.length})`);
	const named = (which: (one: ImportedWorkflow) => boolean | undefined) =>
		workflows.filter(which).map(({ name }) => name);
	const waiting = named(({ needsAccount }) => needsAccount);
	if (waiting.length > 0)
		say(`  Inactive, as they need accounts of other services: ${waiting.join(', ')}.
       npm start -- --stand-ins plays those services.`);
	const listening = named(({ needsNumber }) => needsNumber);
	if (listening.length > 0)
		say(`  Inactive, as another example has the one number: ${listening.join(', ')}.
       Unpublish that one to use another.`);
	for (const { name, problem } of workflows)
		if (problem) say(`  "${name}" is not active: ${problem}`);
}

const keeps = ({ standIns, data }: PlaygroundOptions): string =>
	standIns
		? 'What you do in n8n is forgotten at the next start with --stand-ins.'
		: `What you do in n8n is kept in ${data}.`;

async function start(options: PlaygroundOptions): Promise<void> {
	await assertPortFree(options.n8nPort, 'n8n', '--n8n-port');
	await assertPortFree(options.phonesPort, 'the phones', '--port');
	prepareDataFolder(options.data, options.fresh);
	const others = await startOthers(options);
	const [n8n, simulator] = await Promise.all([
		startPackedN8n(options, others?.env),
		startPhones(options),
	]);
	simulator.setEditorUrl(n8n.url);
	const rest = n8nRest(n8n.url);
	await rest.setupOwnerOrLogin(OWNER);
	const workflows = await fillN8n(rest, simulator, others);
	sayWhatRuns(workflows);
	const desk = others ? [{ label: 'Other services', url: others.url }] : [];
	simulator.setLinks([...desk, ...(await formLinks(rest, workflows))]);
	console.log(`
  n8n editor  ${n8n.url}   e-mail ${OWNER.email}   password ${OWNER.password}
  Phones      ${simulator.url}${others ? `\n  Services    ${others.url}` : ''}

Ctrl-C stops all. ${keeps(options)}`);
	if (options.watch) await startWatching(options);
}

/** After the examples are in place: n8n has no nodes for the moment that it loads them anew. */
async function startWatching(options: PlaygroundOptions): Promise<void> {
	say('Compiling nodes/ and credentials/, now and whenever they change');
	running.push(await watchPackage({ userFolder: userFolderOf(options), report: say }));
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
