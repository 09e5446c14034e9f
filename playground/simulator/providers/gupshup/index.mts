import { randomUUID } from 'node:crypto';
import express from 'express';

import { apiRouter } from '../../api.mts';
import type { SimulatedProvider } from '../../provider.mts';
import { newWamid } from '../../whatsapp/conversation.mts';
import type { World } from '../../world.mts';
import { account } from './account.mts';
import { blockUsers, unblockUsers } from './blocking.mts';
import { authenticate, listSubscriptions } from './checkup.mts';
import { events } from './events.mts';
import { asGupshup, GupshupRefusal } from './failure.mts';
import { sendSession, sendTemplate } from './send.mts';
import { listTemplates } from './templates.mts';
import { PARAMETER, webhook } from './webhook.mts';

/** Gupshup's self-serve API, as far as it is played. Bodies are forms, save for what is Meta's. */
function gupshupRouter(world: World): express.Router {
	return apiRouter(world, {
		parsers: [express.urlencoded({ extended: false, limit: '5mb' })],
		authenticate: (request) => authenticate(world, request),
		routes(router) {
			router.post('/wa/api/v1/msg', ({ body }, response) => {
				response.status(202).json(sendSession(world, body));
			});
			router.post('/wa/api/v1/template/msg', ({ body }, response) => {
				response.status(202).json(sendTemplate(world, body));
			});
			router.get('/wa/app/:appId/template', ({ params }, response) => {
				response.json(listTemplates(world.templates, params.appId));
			});
			router.get('/wa/app/:appId/subscription', ({ params }, response) => {
				response.json(listSubscriptions(world, params.appId));
			});
			router.post('/wa/app/:appId/user/block', express.json(), (request, response) => {
				response.json(blockUsers(world, request));
			});
			router.post('/wa/app/:appId/user/unblock', express.json(), (request, response) => {
				response.json(unblockUsers(world, request));
			});
		},
		notFound: () => new GupshupRefusal(404, 'Not Found'),
		refused: asGupshup,
	});
}

/** Gupshup's self-serve API: one app, one number, a pasted callback, one event in each webhook. */
export const gupshup: SimulatedProvider = {
	id: 'gupshup',
	name: 'Gupshup',
	proofName: PARAMETER,
	receive: 'manual',
	// A send is only ever submitted: that the window is closed comes as a failed event.
	switches: { windowRefusal: 'async' },
	newMessageId: (address, direction) =>
		direction === 'outgoing' ? randomUUID() : newWamid(address, direction),
	router: gupshupRouter,
	...account,
	...webhook,
	...events,
};
