import type { RequestHandler, Response } from 'express';

import type { GraphFault } from './switches.mts';
import type { World } from './world.mts';
import { changed } from './world.mts';
import { GraphRefusal, titleOf } from './whatsapp/refusal.mts';

const SLOW = 15_000;

function matching(world: World, path: string): GraphFault | null {
	const fault = world.switches.graphFault;
	if (!fault || !path.includes(fault.match)) return null;
	fault.times -= 1;
	if (fault.times <= 0) world.switches.graphFault = null;
	changed(world);
	return fault;
}

function refuse(fault: GraphFault, response: Response): void {
	const status = fault.status ?? 500;
	if (fault.body !== undefined) {
		response.status(status).send(fault.body);
		return;
	}
	const code = fault.code ?? 131000;
	const refusal = new GraphRefusal(status, code, `(#${code}) ${titleOf(code)}`);
	response.status(status).json(refusal.envelope());
}

/** Holds back, or loses, the answer of a request that was carried out. */
function delayed(world: World, response: Response, finish: (send: () => void) => void): void {
	const end = response.end.bind(response) as (...args: unknown[]) => Response;
	response.end = ((...args: unknown[]) => {
		finish(() => {
			if (!response.destroyed && !world.stopping.signal.aborted) end(...args);
		});
		return response;
	}) as Response['end'];
}

/** A network and a Graph that misbehave on demand (the switch `graphFault`). */
export function faults(world: World): RequestHandler {
	return (request, response, next) => {
		const fault = matching(world, request.originalUrl);
		if (!fault) return next();
		switch (fault.kind) {
			case 'html':
				response
					.status(fault.status ?? 502)
					.type('html')
					.send('<!DOCTYPE html><html><body><h1>Sorry, something went wrong.</h1></body></html>');
				return;
			case 'empty':
				response.status(fault.status ?? 200).end();
				return;
			case 'status':
				return refuse(fault, response);
			case 'slow':
				delayed(world, response, (send) => world.timers.after(fault.milliseconds ?? SLOW, send));
				return next();
			case 'hangup':
				if (!fault.after) {
					request.socket.destroy();
					return;
				}
				delayed(world, response, () => request.socket.destroy());
				return next();
		}
	};
}
