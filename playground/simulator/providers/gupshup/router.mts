import type { ErrorRequestHandler } from 'express';
import express from 'express';

import { faults } from '../../api.mts';
import { recordCall } from '../../graph/recordCall.mts';
import type { World } from '../../world.mts';
import { API_KEY, APP_ID } from './account.mts';
import { asGupshup, GupshupRefusal } from './failure.mts';
import { sendSession, sendTemplate } from './send.mts';
import { listSubscriptions } from './checkup.mts';
import { listTemplates } from './templates.mts';

const inEnvelope: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
	if (response.headersSent) {
		response.end();
		return;
	}
	const refusal = asGupshup(error);
	response.status(refusal.status).json(refusal.envelope());
};

/** Gupshup's self-serve API, as far as it is played. Bodies are forms; JSON is not read. */
export function gupshupRouter(world: World): express.Router {
	const router = express.Router();
	router.use(
		recordCall(world),
		express.urlencoded({ extended: false, limit: '5mb' }),
		faults(world),
	);
	router.use((request, _response, next) => {
		const known = request.get('apikey') === API_KEY && !world.switches.tokenExpired;
		next(known ? undefined : new GupshupRefusal(401, 'Authentication Failed'));
	});
	router.post('/wa/api/v1/msg', ({ body }, response) => {
		response.status(202).json(sendSession(world, body));
	});
	router.post('/wa/api/v1/template/msg', ({ body }, response) => {
		response.status(202).json(sendTemplate(world, body));
	});
	router.get('/wa/app/:appId/template', ({ params }, response) => {
		if (params.appId !== APP_ID) throw new GupshupRefusal(400, 'Invalid App Details');
		response.json(listTemplates(world.templates, APP_ID));
	});
	router.get('/wa/app/:appId/subscription', ({ params }, response) => {
		if (params.appId !== APP_ID) throw new GupshupRefusal(400, 'Invalid App Details');
		response.json(listSubscriptions(world));
	});
	router.use((_request, _response, next) => next(new GupshupRefusal(404, 'Not Found')));
	router.use(inEnvelope);
	return router;
}
