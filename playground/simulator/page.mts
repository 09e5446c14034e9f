import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';

const require = createRequire(import.meta.url);
const files = path.join(path.dirname(fileURLToPath(import.meta.url)), 'page');
// Preact, its hooks and htm in one file: the page needs no build and nothing from the network.
const preact = path.join(path.dirname(require.resolve('htm')), '../preact/standalone.module.js');

/** The phone page, from files beside this one. */
export function pageRouter(): express.Router {
	const router = express.Router();
	router.get('/page/preact.mjs', (_request, response) => {
		response.type('text/javascript').sendFile(preact, { dotfiles: 'allow' });
	});
	router.use('/page', express.static(files, { dotfiles: 'allow', index: false }));
	router.get('/', (_request, response) => {
		response.sendFile(path.join(files, 'index.html'), { dotfiles: 'allow' });
	});
	router.get('/favicon.ico', (_request, response) => void response.status(204).end());
	return router;
}
