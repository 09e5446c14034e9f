import { meta } from '../graph/meta.mts';
import type { SimulatedProvider } from '../provider.mts';

/** Every provider that can be played. */
export const simulatedProviders: readonly SimulatedProvider[] = [meta];

export function simulatedProvider(id: string): SimulatedProvider {
	const found = simulatedProviders.find((provider) => provider.id === id);
	if (found) return found;
	const known = simulatedProviders.map((provider) => provider.id).join(', ');
	throw new Error(`There is no simulated provider "${id}". There are: ${known}.`);
}
