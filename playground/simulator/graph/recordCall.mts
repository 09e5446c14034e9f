import type { RequestHandler } from 'express';

import { append, masked, maskedPath } from '../journal.mts';
import { type World, changed, newId, secretsOf } from '../world.mts';

/** Writes every Graph request and its answer to the journal, without tokens and without headers. */
export function recordCall(world: World): RequestHandler {
	return (request, response, next) => {
		const started = Date.now();
		const at = new Date(world.clock.now()).toISOString();
		let answer: unknown = null;
		const json = response.json.bind(response);
		response.json = (body: unknown) => {
			answer = body;
			return json(body);
		};
		let recorded = false;
		const record = () => {
			if (recorded) return;
			recorded = true;
			const secrets = secretsOf(world);
			const body: unknown = Buffer.isBuffer(request.body)
				? `${request.body.length} bytes`
				: (request.body ?? null);
			append(world.journal.calls, {
				id: newId(world, 'call'),
				at,
				method: request.method,
				path: maskedPath(request.originalUrl, secrets),
				request: masked(body, secrets),
				status: response.writableFinished ? response.statusCode : 0,
				response: masked(answer, secrets),
				milliseconds: Date.now() - started,
			});
			changed(world);
		};
		response.once('finish', record);
		response.once('close', record);
		next();
	};
}
