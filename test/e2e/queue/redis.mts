import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { freePort } from '../../../playground/start/ports.mts';
import { NO_REDIS, redisServer } from './redisServer.mjs';
import { startServer, type Server } from './server.mts';

export interface Redis extends Server {
	/** What n8n has to be told to find it. */
	env: Record<string, string>;
}

/** Starts the Redis or Valkey of this machine. It keeps nothing: after a start it is empty. */
export async function startRedis(folder: string): Promise<Redis> {
	const file = redisServer();
	if (file === undefined) throw new Error(NO_REDIS);
	mkdirSync(folder, { recursive: true });
	const port = await freePort();
	const server = await startServer({
		command: [
			...[file, '--port', String(port), '--bind', '127.0.0.1'],
			...['--save', '', '--appendonly', 'no', '--dir', folder],
		],
		stopSignal: 'SIGTERM',
		logFile: path.join(folder, 'redis.log'),
		check: () => listens(port),
	});
	const env = { QUEUE_BULL_REDIS_HOST: '127.0.0.1', QUEUE_BULL_REDIS_PORT: String(port) };
	return { ...server, env };
}

const listens = (port: number) =>
	new Promise<void>((resolve, reject) => {
		const socket = connect(port, '127.0.0.1', () => {
			socket.destroy();
			resolve();
		});
		socket.once('error', reject);
	});
