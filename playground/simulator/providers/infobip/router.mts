import type { ErrorRequestHandler, Request, Response } from 'express';
import express from 'express';

import { faults } from '../../api.mts';
import { markRead } from '../../graph/readReceipt.mts';
import { recordCall } from '../../graph/recordCall.mts';
import { GraphRefusal } from '../../whatsapp/refusal.mts';
import type { World } from '../../world.mts';
import { API_KEY, numberOf } from './account.mts';
import { listTemplates } from './templates.mts';
import {
	InfobipRefusal,
	badRequest,
	forbidden,
	fromGraph,
	notFound,
	unauthorized,
} from './failure.mts';
import { sendOne, sendTemplates } from './send.mts';
import { answerSubscriptions } from './registration.mts';

function authenticate(world: World, request: Request): void {
	const given = request.headers.authorization;
	if (given !== `App ${API_KEY}` || world.switches.tokenExpired) throw unauthorized();
}

/** Infobip's own scopes, by the switch that takes away the same at Meta. */
function requireScope({ switches }: World, scope: 'messaging' | 'management'): void {
	if (!switches.scopes.includes(`whatsapp_business_${scope}`)) throw forbidden();
}

function jsonBody(request: Request): unknown {
	if (!request.is('application/json')) throw badRequest('body', 'must be JSON');
	return request.body;
}

/** `POST /whatsapp/1/senders/{sender}/message/{messageId}/read` */
function markMessageRead(world: World, sender: string, messageId: string): void {
	const message = world.conversations.find(messageId);
	const number = numberOf(world.account, sender);
	if (message?.direction !== 'incoming' || message.phoneNumberId !== number?.id) {
		throw badRequest('messageId', 'is not a message received by this sender');
	}
	markRead(world, message);
}

/** `/whatsapp/{version}/senders/{sender}/…`: reading only. */
function answerSender(world: World, method: string, version: string, path: string[]): unknown {
	requireScope(world, 'management');
	const [sender = '', what = '', ...beyond] = path;
	if (method !== 'GET' || beyond.length > 0) throw notFound();
	const number = numberOf(world.account, sender);
	if (!/^\d{1,15}$/.test(sender) || !number) throw notFound();
	if (what === 'templates' && version === '2') return listTemplates(world);
	if (what === 'business-info' && version === '1') return { displayName: number.verifiedName };
	throw notFound();
}

function respond(world: World, request: Request, response: Response): void {
	authenticate(world, request);
	const [area, version = '', what, ...rest] = request.path
		.split('/')
		.slice(1)
		.map(decodeURIComponent);
	if (area === 'subscriptions' && version === '1' && what !== undefined) {
		requireScope(world, 'management');
		const { status, body } = answerSubscriptions(world, request, [what, ...rest]);
		response.status(status).json(body);
		return;
	}
	if (area !== 'whatsapp') throw notFound();
	const [sender = '', message, messageId = '', read, ...beyond] = rest;
	if (
		what === 'senders' &&
		[request.method, version, message, read, ...beyond].join() === 'POST,1,message,read'
	) {
		requireScope(world, 'messaging');
		markMessageRead(world, sender, messageId);
		response.status(204).end();
		return;
	}
	if (what === 'senders') {
		response.json(answerSender(world, request.method, version, rest));
		return;
	}
	if (what !== 'message' || version !== '1' || request.method !== 'POST') throw notFound();
	requireScope(world, 'messaging');
	const kind = rest.join('/');
	const answer =
		kind === 'template'
			? sendTemplates(world, jsonBody(request))
			: sendOne(world, kind, jsonBody(request));
	if (answer === undefined) throw notFound();
	response.json(answer);
}

/** Every failure leaves in Infobip's envelope, also a body that is not JSON. */
const inEnvelope: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
	const refusal =
		error instanceof InfobipRefusal
			? error
			: error instanceof GraphRefusal
				? fromGraph(error)
				: (error as { type?: string }).type?.startsWith('entity.') || error instanceof URIError
					? badRequest('body', 'could not be parsed')
					: new InfobipRefusal(500, 'GENERAL_ERROR', 'Something went wrong.');
	if (response.headersSent) {
		response.end();
		return;
	}
	response.status(refusal.status).json(refusal.envelope());
};

export function infobipRouter(world: World): express.Router {
	const router = express.Router();
	router.use(recordCall(world), express.json({ limit: '5mb' }), faults(world));
	router.use((request, response) => respond(world, request, response));
	router.use(inEnvelope);
	return router;
}
