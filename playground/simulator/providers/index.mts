import type { SimulatedProvider } from '../provider.mts';
import { dialog360 } from './dialog360/index.mts';
import { gupshup } from './gupshup/index.mts';
import { infobip } from './infobip/index.mts';
import { interakt } from './interakt/index.mts';
import { meta } from './meta/index.mts';
import { twilio } from './twilio/index.mts';

/** Every provider that can be played. */
export const simulatedProviders: readonly SimulatedProvider[] = [
	dialog360,
	gupshup,
	infobip,
	interakt,
	meta,
	twilio,
];

export function simulatedProvider(id: string): SimulatedProvider {
	const found = simulatedProviders.find((provider) => provider.id === id);
	if (found) return found;
	const known = simulatedProviders.map((provider) => provider.id).join(', ');
	throw new Error(`There is no simulated provider "${id}". There are: ${known}.`);
}
