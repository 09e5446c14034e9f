import { noRegistrations } from '../registrations.mts';
import { defaultSwitches } from '../switches.mts';
import { seedTemplates } from '../whatsapp/seeds.mts';
import type { World } from '../world.mts';
import { changed, openAllWindows } from '../world.mts';

/** Back to the start. What was registered for webhooks stays unless it is asked for. */
export function reset(world: World, subscriptions: boolean): void {
	world.timers.clear();
	world.conversations.clear();
	world.journal.calls.length = 0;
	world.journal.webhooks.length = 0;
	world.openBatches.clear();
	world.heldStatuses.length = 0;
	world.phonesOff.clear();
	world.typingUntil.clear();
	world.lastInbound.clear();
	world.media.clear();
	world.templates = seedTemplates();
	world.switches = defaultSwitches(world.provider.switches);
	world.clock.reset();
	if (subscriptions) {
		world.registrations = noRegistrations();
		world.callback = null;
		world.resources.clear();
	}
	openAllWindows(world);
	changed(world);
}
