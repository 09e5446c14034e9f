import express, { type Request } from 'express';

import { type PlayedApi, apiRouter } from '../../api.mts';
import type { SimulatedProvider } from '../../provider.mts';
import { newWamid } from '../../whatsapp/conversation.mts';
import type { World } from '../../world.mts';
import { unknownObject } from '../meta/failure.mts';
import { createTemplate, deleteTemplates } from '../meta/templateChanges.mts';
import { account, graphCall, HEADER_NAME } from './account.mts';
import { authenticate, readHealth } from './checkup.mts';
import { events } from './events.mts';
import { asDialog, DialogRefusal } from './failure.mts';
import { describeMedia, DOWNLOAD_PATH, fetchMedia, removeMedia, uploadMedia } from './media.mts';
import { readWebhookConfig, setWebhookConfig } from './registration.mts';
import { send, sendByMarketing } from './send.mts';
import { library, listTemplates } from './templates.mts';
import { webhook } from './webhook.mts';

/** The ID of a file; nothing else has a number as its path. */
const FILE = /^\/(?<id>\d+)$/;

/** The messaging API (docs.360dialog.com/docs/messaging-api/api-reference), as far as it is played. */
const messagingApi = (world: World): PlayedApi => ({
	parsers: [
		express.json({ limit: '5mb', strict: false }),
		express.raw({ type: 'multipart/form-data', limit: '110mb' }),
	],
	authenticate: (request) => authenticate(world, request),
	routes(router) {
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
		on('post', '/messages', (request) => send(world, request));
		on('post', '/marketing_messages', (request) => sendByMarketing(world, request));
		on('get', '/message_templates', (request) => listTemplates(graphCall(world, request)));
		on('get', '/message_template_library', (request) => library(graphCall(world, request)));
		on('post', '/message_templates', (request) => createTemplate(graphCall(world, request)));
		on('delete', '/message_templates', (request) => deleteTemplates(graphCall(world, request)));
		on('get', '/v1/configs/webhook', () => readWebhookConfig(world));
		on('post', '/v1/configs/webhook', ({ body }) => setWebhookConfig(world, body));
		on('get', '/health_status', () => readHealth(world));
		on('post', '/media', (request) => uploadMedia(graphCall(world, request)));
		on('get', FILE, (request) => describeMedia(graphCall(world, request)));
		on('delete', FILE, (request) => removeMedia(graphCall(world, request)));
		router.get(DOWNLOAD_PATH, (request, response) => {
			const file = fetchMedia(graphCall(world, request));
			if (file === undefined) throw new DialogRefusal(404, 'Not found');
			response.type(file.mimeType).send(file.bytes);
		});
	},
	notFound: () => new DialogRefusal(404, 'Not found'),
	refused: asDialog,
});

/** 360dialog: Meta's messages and webhooks behind a key, with its own way of proving them. */
export const dialog360: SimulatedProvider = {
	id: 'dialog360',
	name: '360dialog',
	proofName: HEADER_NAME,
	receive: 'phone',
	newMessageId: newWamid,
	router: (world) => apiRouter(world, messagingApi(world)),
	...account,
	...webhook,
	...events,
};
