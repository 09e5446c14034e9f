import { dialog360 } from './dialog360';
import { gupshup } from './gupshup';
import { infobip } from './infobip';
import { interakt } from './interakt';
import { meta } from './meta';
import { twilio } from './twilio';
import type { Provider } from './provider';

/** Every way to reach WhatsApp, by name. A new provider is one line here; see README.md. */
export const providers: readonly Provider[] = [dialog360, gupshup, infobip, interakt, meta, twilio];

/** @throws RangeError when no provider has this id (a workflow from a newer version). */
export function providerById(id: string): Provider {
	const provider = providers.find((candidate) => candidate.id === id);
	if (provider === undefined) throw new RangeError(`Unknown provider "${id}"`);
	return provider;
}
