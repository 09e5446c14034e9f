import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import express from 'express';

import type { GraphCall } from '../meta/graph.mts';
import { faults } from '../../api.mts';
import { healthStatus } from '../../graph/healthStatus.mts';
import { deleteMedia, uploadMedia } from '../meta/media.mts';
import { sendMessage } from '../meta/send.mts';
import { recordCall } from '../../graph/recordCall.mts';
import { GraphRefusal, unknownObject } from '../../whatsapp/refusal.mts';
import type { World } from '../../world.mts';
import { API_KEY } from './account.mts';
import { describeMedia, DOWNLOAD_PATH, fetchMedia } from './media.mts';
import { DialogRefusal } from './failure.mts';
import { listTemplates } from './templates.mts';
import { readWebhookConfig, setWebhookConfig } from './registration.mts';

function authenticated(world: World): RequestHandler {
	return (request, _response, next) => {
		const known = request.get('D360-API-KEY') === API_KEY && !world.switches.tokenExpired;
		next(known ? undefined : new DialogRefusal(401, 'Invalid api_key'));
	};
}

/** The number that the key belongs to. */
export const numberOfKey = ({ account }: World): string => account.phoneNumbers[0]?.id ?? '';

/** 360dialog hands a call on to Meta: about the number of the key, or about what the path names. */
function graphCall(world: World, request: Request): GraphCall {
	const rawBody = Buffer.isBuffer(request.body) ? request.body : null;
	const body: unknown = rawBody ? {} : (request.body ?? {});
	if (body === null || typeof body !== 'object' || Array.isArray(body)) {
		throw new DialogRefusal(400, 'The body must be a JSON object');
	}
	return {
		world,
		method: request.method as GraphCall['method'],
		version: '',
		origin: `${request.protocol}://${request.host}`,
		objectId: String(request.params.id ?? numberOfKey(world)),
		query: Object.fromEntries(
			Object.entries(request.query).map(([name, value]) => [name, String(value)]),
		),
		body: body as Record<string, unknown>,
		contentType: request.headers['content-type'] ?? '',
		rawBody,
		token: 'system user',
	};
}

/** Meta's answer about the number (docs.360dialog.com, Messaging Health Status). */
function healthOf(world: World): unknown {
	const id = numberOfKey(world);
	return { health_status: healthStatus(world, id), id };
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

const parsers: RequestHandler[] = [
	express.json({ limit: '5mb', strict: false }),
	express.raw({ type: 'multipart/form-data', limit: '110mb' }),
];

/** The ID of a file; nothing else has a number as its path. */
const FILE = /^\/(?<id>\d+)$/;

/** The messaging API (docs.360dialog.com/docs/messaging-api/api-reference), as far as it is played. */
export function dialogRouter(world: World): express.Router {
	const router = express.Router();
	router.use(recordCall(world), ...parsers, faults(world));
	router.use(authenticated(world));
	const on = (
		method: 'get' | 'post' | 'delete',
		path: string | RegExp,
		answer: (request: Request) => unknown,
	) =>
		router[method](path, async (request, response) => {
			const answered = await answer(request);
			if (answered === undefined) throw unknownObject(request.method, request.path.slice(1));
			response.json(answered);
		});
	on('post', '/messages', (request) => sendMessage(graphCall(world, request)));
	on('get', '/message_templates', (request) => listTemplates(graphCall(world, request)));
	on('get', '/v1/configs/webhook', () => readWebhookConfig(world));
	on('post', '/v1/configs/webhook', ({ body }) => setWebhookConfig(world, body));
	on('get', '/health_status', () => healthOf(world));
	on('post', '/media', (request) => uploadMedia(graphCall(world, request)));
	on('get', FILE, (request) => describeMedia(graphCall(world, request)));
	on('delete', FILE, (request) => {
		const call = graphCall(world, request);
		return world.media.has(call.objectId) ? deleteMedia(call) : undefined;
	});
	router.get(DOWNLOAD_PATH, (request, response) => {
		const file = fetchMedia(graphCall(world, request));
		if (file === undefined) throw new DialogRefusal(404, 'Not found');
		response.type(file.mimeType).send(file.bytes);
	});
	router.use((_request, _response, next) => next(new DialogRefusal(404, 'Not found')));
	router.use(inEnvelope);
	return router;
}
