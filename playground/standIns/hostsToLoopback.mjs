// Preloaded into an n8n under test. For it the named hosts are on this machine, all at one port, and
// no other host exists, so that nothing a test does leaves the machine.
import { Socket } from 'node:net';

const HTTPS_PORT = 443;
const THIS_MACHINE = /^(localhost|127(\.\d+){3}|::1)$/;

/** @type {{ port: number, hosts: string[] }} */
const standIns = JSON.parse(process.env.STAND_INS ?? '');
const connect = Socket.prototype.connect;

/**
 * Every TCP connection comes through here: http, https, and fetch, which has a client of its own.
 * @this {Socket & { connecting: boolean }}
 * @param {any[]} args
 */
Socket.prototype.connect = function (...args) {
	// net.connect() passes on the list that it made of its own arguments.
	const [first, ...rest] = Array.isArray(args[0]) ? args[0] : args;
	const options = typeof first === 'object' ? first : { port: first, host: rest[0] };
	const host = typeof options.host === 'string' ? options.host : 'localhost';
	const isPipe = options.path || Number.isNaN(Number(options.port));
	if (isPipe || THIS_MACHINE.test(host)) return Reflect.apply(connect, this, args);
	if (Number(options.port) === HTTPS_PORT && standIns.hosts.includes(host)) {
		const here = { ...options, host: '127.0.0.1', port: standIns.port };
		return Reflect.apply(connect, this, [here, rest.at(-1)]);
	}
	// What a name gets that does not exist.
	const error = new Error(`getaddrinfo ENOTFOUND ${host}: nothing stands in for it`);
	Object.assign(error, { code: 'ENOTFOUND', hostname: host });
	this.connecting = true;
	// Later, as a look-up would: the caller still sets the TLS socket up.
	process.nextTick(() => this.destroy(error));
	return this;
};
