import express, { type Request } from 'express';

/** What Meta's host says to one request; `hang up` closes the connection without a word. */
export type Answer = { status: number; body: unknown } | 'hang up';

interface Expected {
	route: string;
	answer: (body: unknown, request: Request) => Answer;
}

const expected: Expected[] = [];
let server: ReturnType<ReturnType<typeof express>['listen']>;

/** Starts a host on loopback that gives the answers laid out for it. @returns its base URL */
export async function startGraph(): Promise<string> {
	const app = express();
	app.use(express.json(), express.raw({ type: ['multipart/form-data', 'image/*'], limit: '20mb' }));
	app.use((request, response) => {
		const route = `${request.method} ${request.path}`;
		const at = expected.findIndex((entry) => entry.route === route);
		const [found] = at < 0 ? [] : expected.splice(at, 1);
		const answer = found?.answer(request.body, request) ?? unexpected(route);
		if (answer === 'hang up') request.socket.destroy();
		else response.status(answer.status).send(answer.body);
	});
	await new Promise<void>((resolve) => {
		server = app.listen(0, '127.0.0.1', () => resolve());
	});
	const address = server.address();
	if (typeof address !== 'object' || address === null) throw new Error('No port');
	return `http://127.0.0.1:${address.port}`;
}

export async function stopGraph(): Promise<void> {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
}

/**
 * Lays out the answer to one request.
 *
 * @param route e.g. `POST /v24.0/300/messages`
 */
export function graphAnswers(
	route: string,
	answer: Answer | ((body: unknown, request: Request) => Answer),
	times = 1,
): void {
	for (let count = 0; count < times; count++) {
		expected.push({ route, answer: typeof answer === 'function' ? answer : () => answer });
	}
}

/** Every answer that was laid out has been fetched. */
export function expectAllFetched(): void {
	expect(expected.splice(0).map(({ route }) => route)).toEqual([]);
}

/** A request that no test expects is refused as Meta refuses an unknown path. */
function unexpected(route: string): Answer {
	const message = `Unexpected request ${route}`;
	return { status: 400, body: { error: { code: 2500, message } } };
}
