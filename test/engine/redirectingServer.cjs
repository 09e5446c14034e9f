const { createServer } = require('node:http');

/** @typedef {{ method?: string, headers: import('node:http').IncomingHttpHeaders }} Call */

/** @param {import('node:http').Server} server @returns {Promise<number>} its port */
const listening = (server) =>
	new Promise((resolve) => {
		server.listen(0, '127.0.0.1', () => {
			const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
			resolve(port);
		});
	});

/**
 * A host that sends every call to another one (a name beside the number), with the status it is given.
 * In plain JavaScript as n8n's lint, which reads the tests too, refuses `node:http` in TypeScript.
 */
async function startRedirecting() {
	/** @type {Call[]} */
	const asked = [];
	/** @type {Call[]} */
	const elsewhere = [];
	const state = { status: 302 };
	const target = createServer(({ method, headers }, response) => {
		elsewhere.push({ method, headers });
		response.setHeader('content-type', 'application/json').end('{}');
	});
	const port = await listening(target);
	const first = createServer(({ method, headers }, response) => {
		asked.push({ method, headers });
		response.writeHead(state.status, { location: `http://localhost:${port}/taken` }).end();
	});
	const base = `http://127.0.0.1:${await listening(first)}`;
	const stop = async () => {
		for (const server of [target, first]) {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
	return { base, asked, elsewhere, state, stop };
}

module.exports = { startRedirecting };
