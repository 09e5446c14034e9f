import type { ErrorRequestHandler, Request } from 'express';
import express from 'express';

import { faults } from '../../api.mts';
import { recordCall } from '../../graph/recordCall.mts';
import type { World } from '../../world.mts';
import { API_KEY } from './account.mts';
import { listTemplates } from './templates.mts';
import { asInterakt, InteraktRefusal } from './failure.mts';
import { sendMessage } from './send.mts';

/** The key as the console shows it; encoding it once more is the usual mistake. */
function authenticate(world: World, request: Request): void {
	const right = request.headers.authorization === `Basic ${API_KEY}`;
	if (!right || world.switches.tokenExpired) {
		throw new InteraktRefusal(401, 'Invalid authentication credentials');
	}
}

const inEnvelope: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
	if (response.headersSent) {
		response.end();
		return;
	}
	const refusal = asInterakt(error);
	response.status(refusal.status).json({ result: false, message: refusal.message });
};

/** Interakt's public API. The slash at the end of `message/` is part of the address. */
export function interaktRouter(world: World): express.Router {
	const router = express.Router({ strict: true });
	router.use(recordCall(world), express.json({ limit: '5mb' }), faults(world));
	router.use((request, _response, next) => {
		authenticate(world, request);
		next();
	});
	router.post('/v1/public/message/', (request, response) => {
		response.status(201).json(sendMessage(world, request.body));
	});
	router.get('/v1/public/track/organization/templates', (request, response) => {
		response.json(listTemplates(world, request.query));
	});
	router.use(() => {
		throw new InteraktRefusal(404, 'Not found');
	});
	router.use(inEnvelope);
	return router;
}
