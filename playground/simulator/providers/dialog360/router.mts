import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import express from 'express';

import type { GraphCall } from '../../graph/call.mts';
import { faults } from '../../graph/faults.mts';
import { sendMessage } from '../../graph/messages.mts';
import { recordCall } from '../../graph/recordCall.mts';
import { GraphRefusal } from '../../graph/refusal.mts';
import type { World } from '../../world.mts';
import { API_KEY } from './account.mts';
import { DialogRefusal } from './refusal.mts';
import { listTemplates } from './templates.mts';
import { readWebhookConfig, setWebhookConfig } from './webhookConfig.mts';

function authenticated(world: World): RequestHandler {
	return (request, _response, next) => {
		const known = request.get('D360-API-KEY') === API_KEY && !world.switches.tokenExpired;
		next(known ? undefined : new DialogRefusal(401, 'Invalid api_key'));
	};
}

/** The number that the key belongs to. */
export const numberOfKey = ({ account }: World): string => account.phoneNumbers[0]?.id ?? '';

/** 360dialog hands a call on to Meta for the number of the key. */
function graphCall(world: World, request: Request): GraphCall {
	const body: unknown = request.body ?? {};
	if (body === null || typeof body !== 'object' || Array.isArray(body)) {
		throw new DialogRefusal(400, 'The body must be a JSON object');
	}
	return {
		world,
		method: request.method === 'GET' ? 'GET' : 'POST',
		version: '',
		origin: `${request.protocol}://${request.host}`,
		objectId: numberOfKey(world),
		query: Object.fromEntries(
			Object.entries(request.query).map(([name, value]) => [name, String(value)]),
		),
		body: body as Record<string, unknown>,
		contentType: request.headers['content-type'] ?? '',
		rawBody: null,
		token: 'system user',
	};
}

/** Meta's answer about the number (docs.360dialog.com, Messaging Health Status). */
function healthStatus(world: World): unknown {
	const id = numberOfKey(world);
	const entities = [{ entity_type: 'PHONE_NUMBER', id, can_send_message: 'AVAILABLE' }];
	return { health_status: { can_send_message: 'AVAILABLE', entities }, id };
}

const inEnvelope: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
	if (response.headersSent) {
		response.end();
		return;
	}
	const refusal =
		error instanceof GraphRefusal || error instanceof DialogRefusal
			? error
			: (error as { type?: string }).type?.startsWith('entity.')
				? new DialogRefusal(400, 'The body could not be parsed')
				: new DialogRefusal(500, 'Internal server error');
	response.status(refusal.status).json(refusal.envelope());
};

/** The messaging API (docs.360dialog.com/docs/messaging-api/api-reference), as far as it is played. */
export function dialogRouter(world: World): express.Router {
	const router = express.Router();
	router.use(recordCall(world), express.json({ limit: '5mb', strict: false }), faults(world));
	router.use(authenticated(world));
	const on = (method: 'get' | 'post', path: string, answer: (request: Request) => unknown) =>
		router[method](path, (request, response) => void response.json(answer(request)));
	on('post', '/messages', (request) => sendMessage(graphCall(world, request)));
	on('get', '/message_templates', (request) => listTemplates(graphCall(world, request)));
	on('get', '/v1/configs/webhook', () => readWebhookConfig(world));
	on('post', '/v1/configs/webhook', ({ body }) => setWebhookConfig(world, body));
	on('get', '/health_status', () => healthStatus(world));
	router.use((_request, _response, next) => next(new DialogRefusal(404, 'Not found')));
	router.use(inEnvelope);
	return router;
}
