import { randomBytes } from 'node:crypto';
import express from 'express';

import { type PlayedApi, apiRouter } from '../../api.mts';
import type { SimulatedProvider } from '../../provider.mts';
import type { World } from '../../world.mts';
import { account, ACCOUNT_SID, queryOf } from './account.mts';
import { authenticate, readAccount } from './checkup.mts';
import {
	createContent,
	deleteContent,
	listApprovals,
	listContents,
	requestApproval,
} from './contents.mts';
import { events } from './events.mts';
import { asTwilio, badRequest, notFound } from './failure.mts';
import { sendMessage, showTyping } from './send.mts';
import { listSenders, readSender, updateSender } from './senders.mts';
import { webhook } from './webhook.mts';

function accountRoutes(world: World, router: express.Router): void {
	router.get(`/2010-04-01/Accounts/${ACCOUNT_SID}.json`, (_request, response) => {
		response.json(readAccount(world));
	});
	router.post(`/2010-04-01/Accounts/${ACCOUNT_SID}/Messages.json`, (request, response) => {
		if (!request.is('application/x-www-form-urlencoded')) {
			throw badRequest('Send the parameters as a form');
		}
		response.status(201).json(sendMessage(world, request.body));
	});
}

function contentRoutes(world: World, router: express.Router): void {
	for (const version of ['v1', 'v2']) {
		router.get(`/${version}/Content`, (request, response) => {
			response.json(listContents(world, version, queryOf(request)));
		});
		router.get(`/${version}/ContentAndApprovals`, (request, response) => {
			response.json(listApprovals(world, version, queryOf(request)));
		});
	}
	router.post('/v1/Content', (request, response) => {
		if (!request.is('application/json')) throw badRequest('Send the content as JSON');
		response.status(201).json(createContent(world, request.body));
	});
	router.post('/v1/Content/:sid/ApprovalRequests/whatsapp', (request, response) => {
		if (!request.is('application/json')) throw badRequest('Send the request as JSON');
		response.status(201).json(requestApproval(world, request.params.sid, request.body));
	});
	router.delete('/v1/Content/:sid', (request, response) => {
		deleteContent(world, request.params.sid);
		response.status(204).end();
	});
}

function senderRoutes(world: World, router: express.Router): void {
	router.post('/v2/Indicators/Typing.json', (request, response) => {
		if (!request.is('application/x-www-form-urlencoded')) {
			throw badRequest('Send the parameters as a form');
		}
		response.json(showTyping(world, request.body));
	});
	router.get('/v2/Channels/Senders', (request, response) => {
		response.json(listSenders(world, queryOf(request)));
	});
	router.get('/v2/Channels/Senders/:sid', (request, response) => {
		response.json(readSender(world, request.params.sid));
	});
	router.post('/v2/Channels/Senders/:sid', (request, response) => {
		if (!request.is('application/json')) throw badRequest('Send the settings as JSON');
		response.status(202).json(updateSender(world, request.params.sid, request.body));
	});
}

/** Twilio's products, which have a host each, on one. */
const productsOf = (world: World): PlayedApi => ({
	parsers: [express.json({ limit: '5mb' }), express.urlencoded({ extended: false, limit: '5mb' })],
	authenticate: (request) => authenticate(world, request),
	routes(router) {
		accountRoutes(world, router);
		contentRoutes(world, router);
		senderRoutes(world, router);
	},
	notFound: ({ path }) => notFound(path),
	refused: asTwilio,
});

/** Twilio: forms, contents that must be made first, signed URLs, and every webhook once. */
export const twilio: SimulatedProvider = {
	id: 'twilio',
	name: 'Twilio',
	proofName: 'X-Twilio-Signature',
	receive: 'phone',
	// A closed window shows in the status of a message that was taken (63016).
	switches: { windowRefusal: 'async' },
	newMessageId: () => `SM${randomBytes(16).toString('hex')}`,
	router: (world) => apiRouter(world, productsOf(world), { strict: true, caseSensitive: true }),
	...account,
	...webhook,
	...events,
};
