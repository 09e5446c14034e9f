import express, { type Request, type RequestHandler, type Response } from 'express';

import { apiRouter } from '../../api.mts';
import type { SimulatedProvider } from '../../provider.mts';
import { newWamid } from '../../whatsapp/conversation.mts';
import { invalidParameter, WhatsAppRefusal } from '../../whatsapp/refusal.mts';
import type { World } from '../../world.mts';
import { account, getBusinessAccount } from './account.mts';
import { templateAnalytics } from './analytics.mts';
import { blockUsers, listBlockedUsers, unblockUsers } from './blocking.mts';
import { authenticate, debugToken } from './checkup.mts';
import { events } from './events.mts';
import { asGraph, unknownObject } from './failure.mts';
import type { GraphCall, Handler, RawAnswer } from './graph.mts';
import { deleteMedia, downloadMedia, getMedia, uploadMedia } from './media.mts';
import {
	configurePhoneNumber,
	listSubscribedApps,
	listSubscriptions,
	subscribeApp,
	subscribeToWaba,
	unsubscribeApp,
	unsubscribeFromWaba,
} from './registration.mts';
import { beginUpload, publicSample, takeUpload, uploadSession } from './samples.mts';
import { sendMarketing, sendMessage } from './send.mts';
import { getPhoneNumber, listPhoneNumbers, phoneNumberById } from './senders.mts';
import { createTemplate, deleteTemplates, editTemplate } from './templateChanges.mts';
import { listLibrary } from './templateLibrary.mts';
import { getTemplate, listTemplates } from './templates.mts';
import { webhook } from './webhook.mts';

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
	throw new WhatsAppRefusal(400, 2500, `Unknown path components: /${rest}`);
}

function isRaw(value: unknown): value is RawAnswer {
	return value !== null && typeof value === 'object' && 'bytes' in value && 'mimeType' in value;
}

async function respond(world: World, request: Request, response: Response): Promise<void> {
	const [version = '', objectId = '', edge = '', ...rest] = request.path.split('/').slice(1);
	checkVersion(world, version, [objectId, edge, ...rest].filter(Boolean).join('/'));
	if (rest.some(Boolean)) {
		throw new WhatsAppRefusal(400, 2500, `Unknown path components: /${rest.join('/')}`);
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
	const root = edge === '' && call.method === 'GET' ? ROOT[objectId] : undefined;
	const result = await (root ? root(call) : answer(call, edge));
	if (result === undefined) throw unknownObject(call.method, objectId);
	response.setHeader('facebook-api-version', version);
	if (isRaw(result)) response.type(result.mimeType).send(result.bytes);
	else response.json(result);
}

const parsers: RequestHandler[] = [
	express.json({ limit: '5mb', strict: false }),
	express.urlencoded({ extended: false, limit: '5mb' }),
	express.raw({
		type: ['multipart/form-data', 'application/pdf', 'image/*', 'video/*'],
		limit: '110mb',
	}),
];

/** What is asked of nobody in particular. */
const ROOT: Record<string, Handler> = {
	debug_token: debugToken,
	message_template_library: listLibrary,
};

/** Which edges each kind of object has, as `METHOD edge`. */
const EDGES: Record<string, Record<string, Handler>> = {
	Application: {
		'GET subscriptions': listSubscriptions,
		'POST subscriptions': subscribeApp,
		'DELETE subscriptions': unsubscribeApp,
		'POST uploads': beginUpload,
	},
	WhatsAppBusinessAccount: {
		'GET ': getBusinessAccount,
		'GET phone_numbers': listPhoneNumbers,
		'GET message_templates': listTemplates,
		'POST message_templates': createTemplate,
		'DELETE message_templates': deleteTemplates,
		'GET template_analytics': templateAnalytics,
		'GET subscribed_apps': listSubscribedApps,
		'POST subscribed_apps': subscribeToWaba,
		'DELETE subscribed_apps': unsubscribeFromWaba,
	},
	WhatsAppBusinessPhoneNumber: {
		'GET ': getPhoneNumber,
		'POST ': configurePhoneNumber,
		'POST messages': sendMessage,
		'POST marketing_messages': sendMarketing,
		'POST media': uploadMedia,
		'GET block_users': listBlockedUsers,
		'POST block_users': blockUsers,
		'DELETE block_users': unblockUsers,
	},
	WhatsAppMessageTemplate: { 'GET ': getTemplate, 'POST ': editTemplate },
	UploadSession: { 'POST ': takeUpload },
	WhatsAppBusinessMedia: {
		'GET ': getMedia,
		'GET download': downloadMedia,
		'DELETE ': deleteMedia,
	},
};

function nodeType({ world, objectId }: GraphCall): string | undefined {
	if (objectId === world.account.appId) return 'Application';
	if (objectId === world.account.wabaId) return 'WhatsAppBusinessAccount';
	if (phoneNumberById(world, objectId)) return 'WhatsAppBusinessPhoneNumber';
	if (world.media.has(objectId)) return 'WhatsAppBusinessMedia';
	if (world.templates.some(({ id }) => id === objectId)) return 'WhatsAppMessageTemplate';
	if (uploadSession(world, objectId)) return 'UploadSession';
	return undefined;
}

function answer(call: GraphCall, edge: string): unknown {
	const type = nodeType(call);
	if (!type) throw unknownObject(call.method, call.objectId);
	// An app's own token does not reach the business' objects.
	if (call.token === 'app' && type !== 'Application') {
		throw unknownObject(call.method, call.objectId);
	}
	const edges = EDGES[type] ?? {};
	const handler = edges[`${call.method} ${edge}`];
	if (handler) return handler(call);
	const known = Object.keys(edges).some((key) => key.split(' ')[1] === edge);
	if (known || edge === '') throw unknownObject(call.method, call.objectId);
	throw invalidParameter(`Tried accessing nonexisting field (${edge}) on node type (${type})`);
}

function graphRouter(world: World): express.Router {
	const router = express.Router();
	router.get('/scontent/:id', (request, response, next) => {
		const sample = publicSample(world, request.params.id);
		if (!sample) return next();
		response.type(sample.mimeType).send(sample.bytes);
	});
	const routes = (graph: express.Router) =>
		void graph.use((request, response) => respond(world, request, response));
	return router.use(apiRouter(world, { parsers, routes, refused: asGraph }));
}

/** Meta's own Cloud API. */
export const meta: SimulatedProvider = {
	id: 'meta',
	name: 'Meta WhatsApp Cloud API',
	proofName: 'X-Hub-Signature-256',
	receive: 'phone',
	newMessageId: newWamid,
	router: graphRouter,
	...account,
	...webhook,
	...events,
};
