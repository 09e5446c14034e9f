// Runs a server that is not Node, and ends it when who started it is gone, even by kill -9: see
// playground/start/dieWithParent.mjs, which is preloaded.
import { spawn } from 'node:child_process';

/** What asks the server to stop, the account it runs as (empty: the same), and its command. */
const [signal, account, command, ...args] = process.argv.slice(2);

const server = spawn(command, args, {
	stdio: ['ignore', 'inherit', 'inherit'],
	...(account && { uid: Number(account), gid: Number(account) }),
});
process.on('SIGTERM', () => server.kill(/** @type {NodeJS.Signals} */ (signal)));
server.on('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
server.on('exit', (code) => process.exit(code ?? 1));
