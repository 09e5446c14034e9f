import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { ZodType } from 'zod';

import type { CredentialInput } from '../workflows/n8nRest.mts';
import type { Hosts } from './server.mts';

/** A service of the internet that an example works with, played on this machine. */
export interface Service {
	hosts: Hosts;
	/** What n8n needs to log in to it, and the types of the nodes that use it. */
	credentials: Array<CredentialInput & { nodes: string[] }>;
	/** Makes every request fail as in an outage, or work again. */
	setDown(down: boolean): void;
	/** What n8n asked for that the service does not document, or refused: none, in a good example. */
	refused(): string[];
}

/** Refuses as the service documents; `body` is its own error shape. */
export class Refusal extends Error {
	readonly status: number;
	readonly body: object;
	constructor(status: number, body: object) {
		super(JSON.stringify(body));
		this.status = status;
		this.body = body;
	}
}

export interface ServiceApp {
	app: Express;
	setDown(down: boolean): void;
	refused(): string[];
}

/**
 * The web server of a service. Routes throw a `Refusal` where the service would refuse; what no
 * route knows is refused too, so that an example cannot call what does not exist.
 *
 * @param authorized does the request carry the credential?
 */
export function serviceApp(
	routes: (app: Express) => void,
	authorized: (request: Request) => boolean,
	answers: { unauthorized: object; down: object },
): ServiceApp {
	const app = express();
	const refused: string[] = [];
	let down = false;
	app.use(express.json({ limit: '10mb' }), express.urlencoded({ extended: true }));
	app.use((request: Request, response: Response, next: NextFunction) => {
		if (down) response.status(503).json(answers.down);
		else if (authorized(request)) next();
		else response.status(401).json(answers.unauthorized);
	});
	routes(app);
	app.use((request: Request) => {
		throw new Refusal(404, { error: `${request.method} ${request.path} is not documented` });
	});
	app.use((error: Error, request: Request, response: Response, next: NextFunction) => {
		if (response.headersSent) return next(error);
		refused.push(`${request.method} ${request.originalUrl}: ${error.message}`);
		const { status, body } =
			error instanceof Refusal ? error : { status: 500, body: { error: error.message } };
		response.status(status).json(body);
	});
	return { app, setDown: (is) => void (down = is), refused: () => refused };
}

/** The value, if it has the documented shape. @throws Refusal with the service's own error body */
export function checked<Shape>(
	schema: ZodType<Shape>,
	value: unknown,
	refuse: (problem: string) => Refusal,
): Shape {
	const result = schema.safeParse(value);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	throw refuse(`${issue?.path.join('.')}: ${issue?.message}`);
}
