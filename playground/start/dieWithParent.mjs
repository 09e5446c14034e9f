// Preloaded into the processes the playground and the tests start. Their fourth file descriptor is
// a pipe that nobody writes to: it closes when the parent is gone, even by kill -9, and nothing
// may outlive the parent.
import { Socket } from 'node:net';

const GRACE_MILLISECONDS = 10_000;

const parent = new Socket({ fd: 3, readable: true, writable: false });
parent.on('error', () => {});
parent.on('close', () => {
	process.kill(process.pid, 'SIGTERM');
	// Started detached, so this process leads its group: its own children go with it.
	setTimeout(() => process.kill(-process.pid, 'SIGKILL'), GRACE_MILLISECONDS);
});
parent.resume();
parent.unref();
