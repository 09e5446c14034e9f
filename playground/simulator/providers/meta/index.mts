import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import express from 'express';

import type { World } from '../../world.mts';
import { authenticate } from './account.mts';
import type { GraphCall, RawAnswer } from './graph.mts';
import { debugToken } from './checkup.mts';
import { faults } from '../../api.mts';
import { answer } from '../../graph/objects.mts';
import { recordCall } from '../../graph/recordCall.mts';
import { GraphRefusal, invalidParameter, unknownObject } from '../../whatsapp/refusal.mts';
import { publicSample } from './samples.mts';

const METHODS = ['GET', 'POST', 'DELETE'] as const;

function methodOf(request: Request): GraphCall['method'] {
	const method = METHODS.find((name) => name === request.method);
	if (!method) throw invalidParameter(`Unsupported ${request.method.toLowerCase()} request`);
	return method;
}

function queryOf(request: Request): Record<string, string> {
	return Object.fromEntries(
		Object.entries(request.query).map(([key, value]) => [key, String(value)]),
	);
}

function bodyOf(request: Request): Record<string, unknown> {
	const body: unknown = request.body;
	if (body === undefined || Buffer.isBuffer(body)) return {};
	if (body === null || typeof body !== 'object' || Array.isArray(body)) {
		throw invalidParameter('Invalid parameter', 'The body must be a JSON object');
	}
	const fromForm = request.is('application/x-www-form-urlencoded');
	return Object.fromEntries(
		Object.entries(body).map(([key, value]) => [key, fromForm ? formValue(value) : value]),
	);
}

/** Graph reads objects out of form fields that hold JSON. */
function formValue(value: unknown): unknown {
	if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
	try {
		return JSON.parse(value);
	} catch {
		return value;
	}
}

/** An unknown version is read as a node: the rest of the path is what Graph complains about. */
function checkVersion(world: World, version: string, rest: string): void {
	if (world.account.graphVersions.includes(version)) return;
	throw new GraphRefusal(400, 2500, `Unknown path components: /${rest}`);
}

function isRaw(value: unknown): value is RawAnswer {
	return value !== null && typeof value === 'object' && 'bytes' in value && 'mimeType' in value;
}

async function respond(world: World, request: Request, response: Response): Promise<void> {
	const [version = '', objectId = '', edge = '', ...rest] = request.path.split('/').slice(1);
	checkVersion(world, version, [objectId, edge, ...rest].filter(Boolean).join('/'));
	if (rest.some(Boolean)) {
		throw new GraphRefusal(400, 2500, `Unknown path components: /${rest.join('/')}`);
	}
	const call: GraphCall = {
		world,
		method: methodOf(request),
		version,
		origin: `${request.protocol}://${request.host}`,
		objectId,
		query: queryOf(request),
		body: bodyOf(request),
		contentType: request.headers['content-type'] ?? '',
		rawBody: Buffer.isBuffer(request.body) ? request.body : null,
		token: authenticate(world, request),
		header: (name) => request.get(name),
	};
	const isDebug = objectId === 'debug_token' && edge === '' && call.method === 'GET';
	const result = await (isDebug ? debugToken(call) : answer(call, edge));
	if (result === undefined) throw unknownObject(call.method, objectId);
	response.setHeader('facebook-api-version', version);
	if (isRaw(result)) response.type(result.mimeType).send(result.bytes);
	else response.json(result);
}

/** Every failure leaves in Graph's envelope, also a body that is not JSON. */
const inEnvelope: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
	const refusal =
		error instanceof GraphRefusal
			? error
			: (error as { type?: string }).type?.startsWith('entity.')
				? invalidParameter('Invalid parameter', 'The body could not be parsed')
				: new GraphRefusal(500, 1, 'An unknown error occurred');
	if (response.headersSent) {
		response.end();
		return;
	}
	if (refusal.code === 190) {
		response.setHeader(
			'www-authenticate',
			`OAuth "Facebook Platform" "invalid_token" "${refusal.message}"`,
		);
	}
	response.status(refusal.status).json(refusal.envelope());
};

const parsers: RequestHandler[] = [
	express.json({ limit: '5mb', strict: false }),
	express.urlencoded({ extended: false, limit: '5mb' }),
	express.raw({
		type: ['multipart/form-data', 'application/pdf', 'image/*', 'video/*'],
		limit: '110mb',
	}),
];

export function graphRouter(world: World): express.Router {
	const router = express.Router();
	router.get('/scontent/:id', (request, response, next) => {
		const sample = publicSample(world, request.params.id);
		if (!sample) return next();
		response.type(sample.mimeType).send(sample.bytes);
	});
	router.use(recordCall(world), ...parsers, faults(world));
	router.use((request, response) => respond(world, request, response));
	router.use(inEnvelope);
	return router;
}
