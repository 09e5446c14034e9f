import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startN8n, type N8nProcess } from '../../../playground/start/n8nProcess.mts';
import { freePort } from '../../../playground/start/ports.mts';
import { packPackage, removeTarball } from '../../../playground/start/tarball.mts';
import { startSimulator } from '../../../playground/simulator/server.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { n8nRest } from '../../../playground/workflows/n8nRest.mts';
import { connect, OWNER, PATIENT, type Stack } from '../stack.mts';
import { startPostgres, type Postgres } from './postgres.mts';
import { startProxy, type Proxy } from './proxy.mts';
import { startRedis, type Redis } from './redis.mts';

/** WhatsApp delivers again for days. */
const REDELIVERY = Array<number>(240).fill(1000);

/** n8n in queue mode as in docs/scaling.md; `n8n` is what the proxy shows of it. */
export interface QueueStack extends Stack {
	postgres: Postgres;
	redis: Redis;
	proxy: Proxy;
	main: N8nProcess;
	webhooks: N8nProcess[];
	workers: N8nProcess[];
	/** Waits until every process says that it is ready: one that has ended is started again by itself. */
	allReady(): Promise<void>;
}

/** One main, two webhook processes, two workers, Postgres, Redis, and a proxy in front. */
export async function startQueueStack(): Promise<QueueStack> {
	const folder = mkdtempSync(path.join(tmpdir(), 'whatsapp-queue-'));
	const undo: Array<() => Promise<void> | void> = [
		() => rmSync(folder, { recursive: true, force: true }),
	];
	const stopAll = async () => {
		for (const step of undo.splice(0).reverse()) await step();
	};
	try {
		const redis = await startRedis(path.join(folder, 'redis'));
		undo.push(() => redis.stop());
		const postgres = await startPostgres(path.join(folder, 'postgres'));
		undo.push(() => postgres.stop());
		const port = await freePort();
		const address = `http://127.0.0.1:${port}`;
		const processes = await startProcesses(folder, {
			...{ ...postgres.env, ...redis.env },
			N8N_WEBHOOK_URL: `${address}/`,
			WEBHOOK_URL: `${address}/`,
		});
		const { main, webhooks, all } = processes;
		undo.push(() => processes.stop());
		const proxy = await startProxy(port, { main: main.url, webhooks: webhooks.map(urlOf) });
		undo.push(() => proxy.stop());
		const simulator = await startSimulator({ ...PATIENT, redelivery: REDELIVERY });
		undo.push(() => simulator.stop());
		const rest = n8nRest(main.url);
		await rest.setupOwner(OWNER);
		return {
			...{ folder, postgres, redis, proxy, rest, ...processes },
			n8n: { ...main, url: proxy.url, port },
			...(await connect(rest, simulator)),
			allReady: async () => {
				await waitFor(async () => (await Promise.all(all.map(isReady))).every(Boolean), {
					timeout: 180_000,
					what: 'all processes to be ready',
				});
			},
			stop: stopAll,
		};
	} catch (error) {
		await stopAll();
		throw error;
	}
}

const urlOf = ({ url }: { url: string }) => url;

/** A process, and where it says that it is ready. */
interface Watched {
	process: N8nProcess;
	health: string;
}

async function isReady({ process, health }: Watched): Promise<boolean> {
	if (!process.running) return false;
	const said = await fetch(`${health}/healthz/readiness`, { signal: AbortSignal.timeout(5000) });
	return said.ok;
}

/** The processes of n8n, with the settings of the compose file in docs/scaling.md. */
async function startProcesses(folder: string, servers: Record<string, string>) {
	const tarball = await packPackage();
	const env = {
		...servers,
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_ENCRYPTION_KEY: randomBytes(12).toString('hex'),
	};
	const start = async (name: string, command: string[], more = {}): Promise<Watched> => {
		const userFolder = path.join(folder, name);
		const process = await startN8n({ userFolder, tarball, command, env: { ...env, ...more } });
		return { process, health: process.url };
	};
	const startWorker = async (name: string): Promise<Watched> => {
		const port = String(await freePort());
		const health = { QUEUE_HEALTH_CHECK_ACTIVE: 'true', QUEUE_HEALTH_CHECK_PORT: port };
		const { process } = await start(name, ['worker'], health);
		return { process, health: `http://127.0.0.1:${port}` };
	};
	const started = await Promise.allSettled([
		start('main', ['start']),
		start('webhook-1', ['webhook']),
		start('webhook-2', ['webhook']),
		startWorker('worker-1'),
		startWorker('worker-2'),
	]);
	removeTarball(tarball);
	const all = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
	const keeper = keepRunning(all.map(({ process }) => process));
	const failed = started.find((one) => one.status === 'rejected');
	if (failed) {
		await keeper.stop();
		throw failed.reason;
	}
	const [main, first, second, ...workers] = all.map(({ process }) => process);
	return { all, main: main!, webhooks: [first!, second!], workers, stop: () => keeper.stop() };
}

/** Starts a process again when it has ended, as `restart: unless-stopped` does. */
function keepRunning(processes: readonly N8nProcess[]) {
	let stopping = false;
	const watched = processes.map(async (process) => {
		while (!stopping) {
			await sleep(500);
			// One that cannot start yet is tried again.
			if (!process.running && !stopping) await process.restart().catch(() => {});
		}
	});
	return {
		async stop() {
			stopping = true;
			// Nothing of it is kept, and a worker takes its time where it is asked.
			const stopAll = async () => await Promise.all(processes.map((process) => process.kill()));
			await stopAll();
			await Promise.all(watched);
			await stopAll();
		},
	};
}
