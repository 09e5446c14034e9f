import { createServer } from 'node:net';

function listenOnce(port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			const address = server.address();
			const taken = typeof address === 'object' && address ? address.port : port;
			server.close(() => resolve(taken));
		});
	});
}

/** A port on this machine that nobody listens on. */
export function freePort(): Promise<number> {
	return listenOnce(0);
}

/** Throws in plain words when something already listens there. */
export async function assertPortFree(port: number, what: string, option: string): Promise<void> {
	try {
		await listenOnce(port);
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
		const reason = code === 'EACCES' ? 'may not be used by you' : 'is taken by another program';
		throw new Error(
			`Port ${port}, meant for ${what}, ${reason}. Stop that program (perhaps an earlier ` +
				`"npm start"?) or choose another port: npm start -- ${option} ${port + 1000}`,
		);
	}
}
