import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

import { deskPage } from './deskPage.mts';
import type { Service } from './service.mts';

/** Something that somebody does in a service, and that an example reacts to. */
interface Action {
	label: string;
	run(): Promise<unknown>;
}

/** What the page shows: the services, what can happen in them, and what they hold. */
export interface DeskWorld {
	services: readonly Service[];
	actions: readonly Action[];
	/** Rows by the title of their table. */
	contents(): Record<string, ReadonlyArray<Record<string, unknown>>>;
}

export interface Desk {
	url: string;
	stop(): Promise<void>;
}

/** The name of a service, as its credential has it. */
export const nameOf = ({ credentials }: Service): string => credentials[0]?.name ?? '';

/** A page on which the user plays the people at the other services. */
export async function startDesk(world: DeskWorld): Promise<Desk> {
	const down = new Set<string>();
	const app = express();
	app.get('/', (_request, response) => {
		response.type('html').send(deskPage(world, down));
	});
	app.post('/actions/:index', async ({ params }, response) => {
		await world.actions[Number(params.index)]?.run();
		response.redirect(303, '/');
	});
	app.post('/services/:index/:state', ({ params }, response) => {
		const service = world.services[Number(params.index)];
		if (service) {
			const isDown = params.state === 'down';
			service.setDown(isDown);
			if (isDown) down.add(nameOf(service));
			else down.delete(nameOf(service));
		}
		response.redirect(303, '/');
	});
	const server = createServer(app).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
