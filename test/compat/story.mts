/** Tells the story on one n8n, which main.mts names in the environment, and sends it each outcome. */
import { ensureN8n } from '../../playground/start/install.mjs';
import { inboxFlow, install } from '../e2e/flows.mts';
import { startStack } from '../e2e/stack.mts';
import { POINTS } from './points.mts';

/** Of one point, or of the start that comes before all. */
export interface Told {
	point: string;
	/** Why it failed. */
	problem?: string;
}

const oneOutput = process.argv.includes('--one-output');
const tell = (told: Told) => process.send!(told);

async function attempt(point: string, work: () => Promise<void>): Promise<void> {
	try {
		await work();
		tell({ point });
	} catch (error) {
		tell({ point, problem: error instanceof Error ? error.message : String(error) });
	}
}

await ensureN8n();
const stack = await startStack();
try {
	const inbox = await install(stack, inboxFlow(stack));
	for (const [point, work] of Object.entries(POINTS))
		await attempt(point, async () => await work({ stack, inbox, oneOutput }));
} finally {
	await stack.stop();
}
process.disconnect();
