import { type Server, createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';

import {
	type SimulatedAccount,
	type SimulatedPerson,
	defaultAccount,
	defaultPeople,
} from './account.mts';
import { controlRouter } from './control/router.mts';
import type { SimulatedProvider } from './provider.mts';
import { simulatedProvider } from './providers/index.mts';
import { type PageLink, type World, changed, createWorld } from './world.mts';

export interface SimulatorOptions {
	/** 0 = any free port (default). */
	port?: number;
	/** ID of the provider to play; Meta itself by default. */
	provider?: string;
	account?: Partial<SimulatedAccount>;
	people?: SimulatedPerson[];
	/** Milliseconds before each redelivery of a webhook that was not answered with 200. */
	redelivery?: number[];
	/** How long a webhook's answer is waited for. */
	webhookTimeout?: number;
}

export interface Simulator {
	url: string;
	port: number;
	account: SimulatedAccount;
	provider: SimulatedProvider;
	/** The live state, for tests that look inside. */
	state: World;
	setEditorUrl(url: string | null): void;
	setLinks(links: PageLink[]): void;
	stop(): Promise<void>;
}

// Meta's schedule is not published; this one is short enough to watch, and bounded.
const REDELIVERY = [1000, 2000, 4000, 8000, 15_000, 30_000, ...Array<number>(60).fill(60_000)];

function listening(server: Server, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => {
			server.off('error', reject);
			resolve((server.address() as AddressInfo).port);
		});
	});
}

async function stop(server: Server, world: World): Promise<void> {
	world.stopping.abort();
	world.timers.clear();
	const closed = new Promise<void>((resolve) => server.close(() => resolve()));
	server.closeAllConnections();
	await closed;
	world.changes.removeAllListeners();
}

/** Starts the simulated WhatsApp: the provider's API, control API and phone page on one port. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const world = createWorld({
		provider: simulatedProvider(options.provider ?? 'meta'),
		account: { ...defaultAccount, ...options.account },
		people: options.people ?? defaultPeople,
		redelivery: options.redelivery ?? REDELIVERY,
		webhookTimeout: options.webhookTimeout ?? 10_000,
	});
	const app = express();
	app.disable('x-powered-by');
	app.disable('etag');
	app.use('/playground', controlRouter(world));
	app.use(pageRouter());
	app.use(world.provider.router(world));
	const server = createServer(app);
	const port = await listening(server, options.port ?? 0);
	return {
		url: `http://127.0.0.1:${port}`,
		port,
		account: world.account,
		provider: world.provider,
		state: world,
		setEditorUrl(url) {
			world.editorUrl = url;
			changed(world);
		},
		setLinks(links) {
			world.links = links;
			changed(world);
		},
		stop: () => stop(server, world),
	};
}

const require = createRequire(import.meta.url);
const files = path.join(path.dirname(fileURLToPath(import.meta.url)), 'page');
// Preact, its hooks and htm in one file: the page needs no build and nothing from the network.
const preact = path.join(path.dirname(require.resolve('htm')), '../preact/standalone.module.js');
const icons = path.join(path.dirname(require.resolve('heroicons/package.json')), '24');

/** The phone page, from files beside this one. */
function pageRouter(): express.Router {
	const router = express.Router();
	router.get('/page/preact.mjs', (_request, response) => {
		response.type('text/javascript').sendFile(preact, { dotfiles: 'allow' });
	});
	router.use('/page/icons', express.static(icons, { dotfiles: 'allow', index: false }));
	router.use('/page', express.static(files, { dotfiles: 'allow', index: false }));
	router.get('/', (_request, response) => {
		response.sendFile(path.join(files, 'index.html'), { dotfiles: 'allow' });
	});
	router.get('/favicon.ico', (_request, response) => void response.status(204).end());
	return router;
}
