import type { PlayedServices } from '../workflows/fill.mts';
import { type Desk, type DeskWorld, startDesk } from './desk.mts';
import { startStandIns } from './server.mts';
import { servicesOfExamples } from './services/index.mts';

/** All services of the examples, played on this machine, and a page to see and move them. */
export interface PlayedWorld extends PlayedServices, DeskWorld, Desk {
	/** For the n8n that shall meet them. */
	env: Record<string, string>;
	/** What they are called on the internet. */
	hosts: string[];
}

/** @param n8nUrl where the n8n will be that they tell what happens */
export async function startPlayedWorld(n8nUrl: () => string): Promise<PlayedWorld> {
	const world = await servicesOfExamples(n8nUrl);
	const hosts = Object.assign({}, ...world.services.map((service) => service.hosts));
	const standIns = await startStandIns(hosts);
	const desk = await startDesk(world);
	return {
		...world,
		env: standIns.env,
		hosts: Object.keys(hosts),
		url: desk.url,
		async stop() {
			await desk.stop();
			await standIns.stop();
			await world.stop();
		},
	};
}
