import { createSession } from 'better-sse';
import type { RequestHandler } from 'express';

import type { World } from '../world.mts';
import { snapshot } from './state.mts';

const CALM = 60;

/** Sends the whole state after changes, at most every 60 ms: simple, and always consistent. */
export function eventStream(world: World): RequestHandler {
	return async (request, response) => {
		const session = await createSession(request, response);
		let planned: NodeJS.Timeout | null = null;
		const push = () => {
			planned = null;
			if (session.isConnected) session.push(snapshot(world), 'state');
		};
		const plan = () => {
			planned ??= setTimeout(push, CALM);
		};
		const leave = () => {
			if (planned) clearTimeout(planned);
			world.changes.off('change', plan);
		};
		world.changes.on('change', plan);
		session.once('disconnected', leave);
		world.stopping.signal.addEventListener('abort', leave, { once: true });
		push();
	};
}
