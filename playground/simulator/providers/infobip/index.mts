import { randomUUID } from 'node:crypto';
import express, { type Request } from 'express';

import { apiRouter } from '../../api.mts';
import type { SimulatedProvider } from '../../provider.mts';
import { newWamid } from '../../whatsapp/conversation.mts';
import type { World } from '../../world.mts';
import { account } from './account.mts';
import { authenticate, readBusinessInfo, requireScope } from './checkup.mts';
import { events } from './events.mts';
import { asInfobip, badRequest, notFound } from './failure.mts';
import { answerSubscriptions } from './registration.mts';
import { markMessageRead, sendOne, sendTemplates, showTyping } from './send.mts';
import { createTemplate, deleteTemplates } from './templateChanges.mts';
import { listTemplates } from './templates.mts';
import { webhook } from './webhook.mts';

function jsonBody(request: Request): unknown {
	if (!request.is('application/json')) throw badRequest('body', 'must be JSON');
	return request.body;
}

function infobipRouter(world: World): express.Router {
	const api = {
		parsers: [express.json({ limit: '5mb' })],
		authenticate: (request: Request) => authenticate(world, request),
		routes(router: express.Router) {
			router.all('/subscriptions/1/*path', (request, response) => {
				requireScope(world, 'management');
				const { status, body } = answerSubscriptions(world, request, request.params.path);
				response.status(status).json(body);
			});
			router.get('/whatsapp/2/senders/:sender/templates', ({ params }, response) => {
				requireScope(world, 'management');
				response.json(listTemplates(world, params.sender));
			});
			router.post('/whatsapp/2/senders/:sender/templates', (request, response) => {
				requireScope(world, 'management');
				const { sender } = request.params;
				response.status(201).json(createTemplate(world, sender, jsonBody(request)));
			});
			router.delete('/whatsapp/2/senders/:sender/templates/:name', ({ params }, response) => {
				requireScope(world, 'management');
				deleteTemplates(world, params.sender, params.name);
				response.status(204).end();
			});
			router.get('/whatsapp/1/senders/:sender/business-info', ({ params }, response) => {
				requireScope(world, 'management');
				response.json(readBusinessInfo(world, params.sender));
			});
			router.post('/whatsapp/1/senders/:sender/message/:messageId/read', ({ params }, response) => {
				requireScope(world, 'messaging');
				markMessageRead(world, params.sender, params.messageId);
				response.status(204).end();
			});
			router.post('/whatsapp/1/events', (request, response) => {
				requireScope(world, 'messaging');
				showTyping(world, jsonBody(request));
				response.json({});
			});
			router.post('/whatsapp/1/message/template', (request, response) => {
				requireScope(world, 'messaging');
				response.json(sendTemplates(world, jsonBody(request)));
			});
			router.post('/whatsapp/1/message/*kind', (request, response) => {
				requireScope(world, 'messaging');
				response.json(sendOne(world, request.params.kind.join('/'), jsonBody(request)));
			});
		},
		notFound,
		refused: asInfobip,
	};
	return apiRouter(world, api, { strict: true, caseSensitive: true });
}

/** Infobip: IDs that the client chooses, and webhooks by subscription. */
export const infobip: SimulatedProvider = {
	id: 'infobip',
	name: 'Infobip',
	proofName: 'Authorization',
	receive: 'phone',
	// A send is answered with PENDING; that the window is closed comes as a report.
	switches: { windowRefusal: 'async' },
	newMessageId: (address, direction) =>
		direction === 'incoming' ? newWamid(address, direction) : randomUUID(),
	router: infobipRouter,
	...account,
	...webhook,
	...events,
};
