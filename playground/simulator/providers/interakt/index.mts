import { randomUUID } from 'node:crypto';
import express from 'express';

import { apiRouter } from '../../api.mts';
import type { SimulatedProvider } from '../../provider.mts';
import type { World } from '../../world.mts';
import { account } from './account.mts';
import { authenticate } from './checkup.mts';
import { events } from './events.mts';
import { asInterakt, InteraktRefusal } from './failure.mts';
import { sendMessage } from './send.mts';
import { listTemplates } from './templates.mts';
import { HEADER, webhook } from './webhook.mts';

/** Interakt's public API. The slash at the end of `message/` is part of the address. */
function interaktRouter(world: World): express.Router {
	const api = {
		parsers: [express.json({ limit: '5mb' })],
		authenticate: (request: express.Request) => authenticate(world, request),
		routes(router: express.Router) {
			router.post('/v1/public/message/', (request, response) => {
				response.status(201).json(sendMessage(world, request.body));
			});
			router.get('/v1/public/track/organization/templates', (request, response) => {
				response.json(listTemplates(world, request.query));
			});
		},
		notFound: () => new InteraktRefusal(404, 'Not found'),
		refused: asInterakt,
	};
	return apiRouter(world, api, { strict: true });
}

/** Interakt: one number, a pasted callback, one event in each webhook, no second delivery. */
export const interakt: SimulatedProvider = {
	id: 'interakt',
	name: 'Interakt',
	proofName: HEADER,
	receive: 'manual',
	// A 201 means queued: that the window is closed comes as a failed status.
	switches: { windowRefusal: 'async' },
	newMessageId: () => randomUUID(),
	router: interaktRouter,
	...account,
	...webhook,
	...events,
};
