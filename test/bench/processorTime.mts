import axios from 'axios';
import type { Stack } from '../e2e/stack.mts';

/** What an n8n needs in its environment for this. */
export const METRICS = { N8N_METRICS: 'true' };

/** The processor seconds that n8n has used since its start, in all its threads. */
export async function cpuSeconds({ n8n }: Stack): Promise<number> {
	const { data } = await axios.get<string>(`${n8n.url}/metrics`, { proxy: false });
	return Number(/^n8n_process_cpu_seconds_total ([\d.]+)/m.exec(data)![1]);
}
