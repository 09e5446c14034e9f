import { existsSync } from 'node:fs';
import path from 'node:path';

const COMMANDS = ['redis-server', 'valkey-server'];

/** Said where the tests of n8n's queue mode cannot run; npm has no Redis that could be installed. */
export const NO_REDIS =
	"the tests of n8n's queue mode want redis-server or valkey-server, and neither was found " +
	'(Debian and Ubuntu: apt install redis-server)';

/**
 * The Redis or Valkey of this machine.
 * @returns {string | undefined} its file
 */
export function redisServer() {
	return (process.env.PATH ?? '')
		.split(path.delimiter)
		.flatMap((folder) => COMMANDS.map((name) => path.join(folder, name)))
		.find((file) => existsSync(file));
}
