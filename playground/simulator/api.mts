/** What the APIs of all played providers have in common. */
import express, {
	type ErrorRequestHandler,
	type Request,
	type RequestHandler,
	type Response,
	type RouterOptions,
} from 'express';
import type { z } from 'zod';

import { append, masked, maskedPath } from './journal.mts';
import type { GraphFault } from './switches.mts';
import { titleOf, WhatsAppRefusal } from './whatsapp/refusal.mts';
import { type World, changed, newId, secretsOf } from './world.mts';

/** An answer that refuses, in the provider's own envelope. */
export interface Refused {
	status: number;
	envelope(): unknown;
	headers?: Record<string, string>;
}

export interface PlayedApi {
	/** What reads bodies. */
	parsers: RequestHandler[];
	/** Before any route. @throws the provider's refusal */
	authenticate?(request: Request): void;
	routes(router: express.Router): void;
	/** What no route takes. */
	notFound?(request: Request): Error;
	/** Whatever went wrong, also a body that cannot be read, as the provider would answer it. */
	refused(error: unknown): Refused;
}

/** An API whose calls are on record, which misbehaves on demand, and whose every failure has its envelope. */
export function apiRouter(
	world: World,
	{ parsers, authenticate, routes, notFound, refused }: PlayedApi,
	options?: RouterOptions,
): express.Router {
	const router = express.Router(options);
	router.use(recordCall(world), ...parsers, faults(world));
	if (authenticate) {
		router.use((request, _response, next) => {
			authenticate(request);
			next();
		});
	}
	routes(router);
	if (notFound) router.use((request, _response, next) => next(notFound(request)));
	const inEnvelope: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
		if (response.headersSent) {
			response.end();
			return;
		}
		const refusal = refused(error);
		response.set(refusal.headers ?? {});
		response.status(refusal.status).json(refusal.envelope());
	};
	router.use(inEnvelope);
	return router;
}

/** Did Express fail to read a body? */
export const isUnreadable = (error: unknown): boolean =>
	(error as { type?: string } | null)?.type?.startsWith('entity.') === true;

/** The first thing that a schema has to say. @param whole what it is called when no field is named */
export function firstIssue({ issues: [issue] }: z.ZodError, whole = 'body'): string {
	return `${issue?.path.join('.') || whole}: ${issue?.message}`;
}

export const isThisMachine = ({ hostname }: URL): boolean =>
	['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/**
 * The URL, if webhooks may be sent to it: providers ask for https; plain http is let through only to
 * this machine, where the playground runs.
 */
export function callableUrl(value: string): URL | undefined {
	if (!URL.canParse(value)) return undefined;
	const url = new URL(value);
	const own = url.protocol === 'http:' && isThisMachine(url);
	return url.protocol === 'https:' || own ? url : undefined;
}

/** Writes every request and its answer to the journal, without tokens and without headers. */
function recordCall(world: World): RequestHandler {
	return (request, response, next) => {
		const started = Date.now();
		const at = new Date(world.clock.now()).toISOString();
		let answer: unknown = null;
		const json = response.json.bind(response);
		response.json = (body: unknown) => {
			answer = body;
			return json(body);
		};
		let recorded = false;
		const record = () => {
			if (recorded) return;
			recorded = true;
			const secrets = secretsOf(world);
			const body: unknown = Buffer.isBuffer(request.body)
				? `${request.body.length} bytes`
				: (request.body ?? null);
			append(world.journal.calls, {
				id: newId(world, 'call'),
				at,
				method: request.method,
				path: maskedPath(request.originalUrl, secrets),
				request: masked(body, secrets),
				status: response.writableFinished ? response.statusCode : 0,
				response: masked(answer, secrets),
				milliseconds: Date.now() - started,
			});
			changed(world);
		};
		response.once('finish', record);
		response.once('close', record);
		next();
	};
}

const SLOW = 15_000;

function matching(world: World, path: string): GraphFault | null {
	const fault = world.switches.graphFault;
	if (!fault || !path.includes(fault.match)) return null;
	fault.times -= 1;
	if (fault.times <= 0) world.switches.graphFault = null;
	changed(world);
	return fault;
}

/** In Graph's envelope, whatever is played. */
function refuse(fault: GraphFault, response: Response): void {
	const status = fault.status ?? 500;
	if (fault.body !== undefined) {
		response.status(status).send(fault.body);
		return;
	}
	const code = fault.code ?? 131000;
	const refusal = new WhatsAppRefusal(status, code, `(#${code}) ${titleOf(code)}`);
	response.status(status).json(refusal.envelope());
}

/** Holds back, or loses, the answer of a request that was carried out. */
function delayed(world: World, response: Response, finish: (send: () => void) => void): void {
	const end = response.end.bind(response) as (...args: unknown[]) => Response;
	response.end = ((...args: unknown[]) => {
		finish(() => {
			if (!response.destroyed && !world.stopping.signal.aborted) end(...args);
		});
		return response;
	}) as Response['end'];
}

/** A network and an API that misbehave on demand (the switch `graphFault`). */
function faults(world: World): RequestHandler {
	return (request, response, next) => {
		const fault = matching(world, request.originalUrl);
		if (!fault) return next();
		switch (fault.kind) {
			case 'html':
				response
					.status(fault.status ?? 502)
					.type('html')
					.send('<!DOCTYPE html><html><body><h1>Sorry, something went wrong.</h1></body></html>');
				return;
			case 'empty':
				response.status(fault.status ?? 200).end();
				return;
			case 'status':
				return refuse(fault, response);
			case 'slow':
				delayed(world, response, (send) => world.timers.after(fault.milliseconds ?? SLOW, send));
				return next();
			case 'hangup':
				if (!fault.after) {
					request.socket.destroy();
					return;
				}
				delayed(world, response, () => request.socket.destroy());
				return next();
		}
	};
}
