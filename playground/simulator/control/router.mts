import express, { type ErrorRequestHandler, type Request } from 'express';

import { markRead } from '../whatsapp/statuses.mts';
import { type World, changed, personById } from '../world.mts';
import { redeliver, reset, sendRawWebhook, setSwitches } from './actions.mts';
import { peopleRoutes } from './people.mts';
import {
	callbackRequest,
	parsed,
	readRequest,
	redeliverRequest,
	refuse,
	resetRequest,
	switchesRequest,
	webhookRequest,
} from './requests.mts';
import { eventStream, shownWebhook, snapshot } from './state.mts';

/** `since` is a record's id or an ISO time; `path` is part of the path or the target. */
function filtered<T extends { id: string; at: string }>(
	records: T[],
	request: Request,
	pathOf: (record: T) => string,
): T[] {
	const { since, path } = request.query as Record<string, string | undefined>;
	const position = records.findIndex(({ id }) => id === since);
	const later =
		position >= 0
			? records.slice(position + 1)
			: records.filter(({ at }) => since === undefined || at >= since);
	return later.filter((record) => path === undefined || pathOf(record).includes(path));
}

const asJson: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
	refuse(response, 400, error instanceof Error ? error.message : 'The request failed.');
};

function observingRoutes(world: World, router: express.Router): void {
	router.get('/state', (_request, response) => void response.json(snapshot(world)));
	router.get('/events', eventStream(world));
	router.get('/calls', (request, response) => {
		response.json(filtered(world.journal.calls, request, ({ path }) => path));
	});
	router.get('/webhooks', (request, response) => {
		response.json(
			filtered(world.journal.webhooks, request, ({ target }) => target ?? '').map(shownWebhook),
		);
	});
}

/** A picture that a business uploaded, for the phone that shows it. Nothing else: a page might run it. */
function uploadedPicture(world: World, router: express.Router): void {
	router.get('/media/:id', (request, response) => {
		const picture = world.media.get(request.params.id);
		if (!picture || !/^image\/(jpeg|png|webp)$/.test(picture.mimeType)) {
			return refuse(response, 404, 'There is no such picture.');
		}
		response.setHeader('x-content-type-options', 'nosniff');
		response.type(picture.mimeType).send(picture.bytes);
	});
}

/** The API of the page and the tests, under /playground. */
export function controlRouter(world: World): express.Router {
	const router = express.Router();
	router.use(express.json({ limit: '5mb' }));
	observingRoutes(world, router);
	uploadedPicture(world, router);
	peopleRoutes(world, router);

	router.post('/switches', (request, response) => {
		const body = parsed(switchesRequest, request, response);
		if (!body) return;
		if (body.personId !== undefined && !personById(world, body.personId)) {
			return refuse(response, 404, 'There is no such person.');
		}
		setSwitches(world, body);
		response.json({ switches: world.switches });
	});
	router.post('/read', (request, response) => {
		const body = parsed(readRequest, request, response);
		if (body) response.json({ read: markRead(world, body.personId) });
	});
	router.post('/webhook', async (request, response) => {
		const body = parsed(webhookRequest, request, response);
		if (!body) return;
		const result = await sendRawWebhook(world, body);
		if (!result) return refuse(response, 409, 'No callback URL is registered; give a target.');
		response.json(result);
	});
	router.post('/redeliver', async (request, response) => {
		const body = parsed(redeliverRequest, request, response);
		if (!body) return;
		const result = await redeliver(world, body.webhookId, body.times);
		if (!result) return refuse(response, 404, 'There is no such webhook, or nowhere to send it.');
		response.json(result);
	});
	// What people do in the console of a provider without an API for it: paste a URL.
	router.post('/callback', (request, response) => {
		const body = parsed(callbackRequest, request, response);
		if (!body) return;
		world.callback = body.url;
		changed(world);
		response.json({ callback: world.callback });
	});
	router.post('/reset', (request, response) => {
		const body = parsed(resetRequest, request, response);
		if (!body) return;
		reset(world, body.subscriptions);
		response.json({ success: true });
	});
	router.use((_request, response) => refuse(response, 404, 'There is nothing here.'));
	router.use(asJson);
	return router;
}
