import { Buffer } from 'node:buffer';
import type { ErrorRequestHandler, Request } from 'express';
import express from 'express';

import { faults } from '../../api.mts';
import { recordCall } from '../../graph/recordCall.mts';
import type { World } from '../../world.mts';
import { ACCOUNT_SID, API_KEY_SECRET, API_KEY_SID, AUTH_TOKEN } from './account.mts';
import { createContent, deleteContent, listApprovals, listContents } from './contents.mts';
import { sendMessage } from './send.mts';
import type { Query } from './paging.mts';
import { asTwilio, badRequest, notFound, TwilioRefusal } from './failure.mts';
import { listSenders, readSender, updateSender } from './senders.mts';

const LOGINS = [`${ACCOUNT_SID}:${AUTH_TOKEN}`, `${API_KEY_SID}:${API_KEY_SECRET}`];

/** Account SID and auth token, or an API key; a standard key may not read the account itself. */
function authenticate(world: World, request: Request): void {
	const [, token = ''] = /^Basic (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
	const login = LOGINS.indexOf(Buffer.from(token, 'base64').toString());
	const ownOnly = /^\/2010-04-01\/Accounts\/[^/]+\.json$/.test(request.path);
	if (login < 0 || world.switches.tokenExpired || (login > 0 && ownOnly)) {
		throw new TwilioRefusal(401, 20003, 'Authenticate');
	}
}

function queryOf(request: Request): Query {
	const entries = Object.entries(request.query);
	if (entries.some(([, value]) => typeof value !== 'string')) {
		throw badRequest('A parameter is given more than once');
	}
	return Object.fromEntries(entries) as Query;
}

const inEnvelope: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
	if (response.headersSent) {
		response.end();
		return;
	}
	const refusal = asTwilio(error);
	response.status(refusal.status).json(refusal.envelope());
};

function accountRoutes(world: World, router: express.Router): void {
	router.get(`/2010-04-01/Accounts/${ACCOUNT_SID}.json`, (_request, response) => {
		response.json({
			friendly_name: world.account.businessName,
			owner_account_sid: ACCOUNT_SID,
			sid: ACCOUNT_SID,
			status: 'active',
			type: 'Full',
			uri: `/2010-04-01/Accounts/${ACCOUNT_SID}.json`,
		});
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
	router.delete('/v1/Content/:sid', (request, response) => {
		deleteContent(world, request.params.sid);
		response.status(204).end();
	});
}

function senderRoutes(world: World, router: express.Router): void {
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
export function twilioRouter(world: World): express.Router {
	const router = express.Router({ strict: true, caseSensitive: true });
	const parsers = [
		express.json({ limit: '5mb' }),
		express.urlencoded({ extended: false, limit: '5mb' }),
	];
	router.use(recordCall(world), ...parsers, faults(world));
	router.use((request, _response, next) => {
		authenticate(world, request);
		next();
	});
	accountRoutes(world, router);
	contentRoutes(world, router);
	senderRoutes(world, router);
	router.use((request) => {
		throw notFound(request.path);
	});
	router.use(inEnvelope);
	return router;
}
