// `npm run test:compat`. Starts on any Node from 20 on, and goes on under Node 24, which runs the
// playground's TypeScript as it is.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ensureProject } from '../../playground/start/install.mjs';
import { node24, projectFolder } from '../../playground/start/places.mjs';

await ensureProject();
const main = path.join(projectFolder, 'test', 'compat', 'main.mts');
const child = spawn(node24, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
process.once('SIGTERM', () => child.kill('SIGTERM'));
// Ctrl-C reaches the child by itself.
process.once('SIGINT', () => {});
child.on('exit', (code) => (process.exitCode = code ?? 1));
