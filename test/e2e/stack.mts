import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import axios, { type AxiosInstance } from 'axios';
import {
	errorOf,
	type Execution,
	type ExecutionSummary,
} from '../../playground/workflows/executionData.mts';
import { startN8n, type N8nProcess } from '../../playground/start/n8nProcess.mts';
import { n8nRest, type Credential, type N8nRest } from '../../playground/workflows/n8nRest.mts';
import { simulatedCredential } from '../../playground/workflows/playgroundCredential.mts';
import { startSimulator, type Simulator } from '../../playground/simulator/server.mts';
import { startStandIns, type Hosts } from '../../playground/standIns/server.mts';
import { packPackage, removeTarball } from '../../playground/start/tarball.mts';
import { waitFor } from '../../playground/waitFor.mts';

export const OWNER = { email: 'owner@example.com', password: 'Playground1' };

/** A real n8n with the packed package, a simulated provider, and a log-in to the first. */
export interface Stack {
	n8n: N8nProcess;
	rest: N8nRest;
	simulator: Simulator;
	/** The simulator's control API, as the phone page uses it. */
	phones: AxiosInstance;
	credential: Credential;
	/** The user folder, for logs and for the database file. */
	folder: string;
	stop(): Promise<void>;
}

/**
 * A busy machine is slow: what a provider that waits less makes of it is tested by itself, and one that never
 * tries again would lose events that n8n has.
 */
export const PATIENT = { webhookTimeout: 60_000, redelivery: [500, 1000, 2000] };

/** The same n8n, with a simulator of its own behind another provider. Stop it before the first. */
export async function besides({ n8n, rest, folder }: Stack, provider: string): Promise<Stack> {
	const simulator = await startSimulator({ ...PATIENT, provider });
	return {
		n8n,
		rest,
		folder,
		...(await connect(rest, simulator)),
		stop: async () => await simulator.stop(),
	};
}

/** What a simulator adds to a stack. */
export async function connect(rest: N8nRest, simulator: Simulator) {
	return {
		simulator,
		phones: axios.create({ baseURL: `${simulator.url}/playground`, proxy: false }),
		credential: await rest.createCredential(simulatedCredential(simulator)),
	};
}

export interface StackOptions {
	redelivery?: number[];
	env?: Record<string, string>;
	/** Services that n8n finds under their real names; then it finds no others. */
	standIns?: Hosts;
}

export async function startStack(options: StackOptions = {}): Promise<Stack> {
	const folder = mkdtempSync(path.join(tmpdir(), 'whatsapp-e2e-'));
	const tarball = await packPackage();
	const simulator = await startSimulator({
		...PATIENT,
		...(options.redelivery && { redelivery: options.redelivery }),
	});
	const standIns = options.standIns && (await startStandIns(options.standIns));
	try {
		const env = { ...standIns?.env, ...options.env };
		const n8n = await startN8n({ userFolder: folder, tarball, env });
		const rest = n8nRest(n8n.url);
		await rest.setupOwner(OWNER);
		return {
			n8n,
			rest,
			...(await connect(rest, simulator)),
			folder,
			async stop() {
				await n8n.stop();
				await simulator.stop();
				await standIns?.stop();
				rmSync(folder, { recursive: true, force: true });
			},
		};
	} catch (error) {
		await simulator.stop();
		await standIns?.stop();
		throw error;
	} finally {
		removeTarball(tarball);
	}
}

/** The newest execution of a workflow once it is in the given state; the error tells what it was. */
export async function executionIn(
	{ rest }: Stack,
	workflowId: string,
	status: ExecutionSummary['status'],
	{ after = '0', timeout = 60_000 }: { after?: string; timeout?: number } = {},
): Promise<Execution> {
	let seen: ExecutionSummary[] = [];
	const found = await waitFor(
		async () => {
			seen = await rest.executions({ workflowId });
			return seen.find((one) => one.status === status && Number(one.id) > Number(after));
		},
		{ timeout, what: `an execution of workflow ${workflowId} to be ${status}` },
	).catch(async (error: Error) => {
		const [newest] = seen;
		const reason = newest && errorOf(await rest.execution(newest.id));
		throw new Error(`${error.message}: ${newest?.status ?? 'none'} ${reason ?? ''}`, {
			cause: error,
		});
	});
	return await rest.execution(found.id);
}
