import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';

import type { Service } from './service.mts';

/** Something that somebody does in a service, and that an example reacts to. */
interface Action {
	label: string;
	run(): Promise<unknown>;
}

/** What the page shows: the services, what can happen in them, and what they hold. */
export interface DeskWorld {
	services: readonly Service[];
	actions: readonly Action[];
	/** Rows by the title of their table. */
	contents(): Record<string, ReadonlyArray<Record<string, unknown>>>;
}

export interface Desk {
	url: string;
	stop(): Promise<void>;
}

/** The name of a service, as its credential has it. */
const nameOf = ({ credentials }: Service): string => credentials[0]?.name ?? '';

/** A page on which the user plays the people at the other services. */
export async function startDesk(world: DeskWorld): Promise<Desk> {
	const down = new Set<string>();
	const app = express();
	app.get('/', (_request, response) => {
		response.type('html').send(deskPage(world, down));
	});
	app.post('/actions/:index', async ({ params }, response) => {
		await world.actions[Number(params.index)]?.run();
		response.redirect(303, '/');
	});
	app.post('/services/:index/:state', ({ params }, response) => {
		const service = world.services[Number(params.index)];
		if (service) {
			const isDown = params.state === 'down';
			service.setDown(isDown);
			if (isDown) down.add(nameOf(service));
			else down.delete(nameOf(service));
		}
		response.redirect(303, '/');
	});
	const server = createServer(app).listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}

const escaped = (value: unknown): string =>
	String(value ?? '').replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const button = (action: string, label: string, kind = ''): string =>
	`<form method="post" action="${action}"><button class="${kind}">${escaped(label)}</button></form>`;

function table(title: string, rows: ReadonlyArray<Record<string, unknown>>): string {
	const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const cells = (tag: string, values: unknown[]) =>
		`<tr>${values.map((value) => `<${tag}>${escaped(value)}</${tag}>`).join('')}</tr>`;
	const body = rows.map((row) =>
		cells(
			'td',
			columns.map((column) => row[column]),
		),
	);
	const content = rows.length
		? `<div class="wide"><table>${cells('th', columns)}${body.join('')}</table></div>`
		: '<p class="empty">Nothing yet</p>';
	return `<section><h2>${escaped(title)}</h2>${content}</section>`;
}

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; color: #1d2a30; background: #f5f7f8 }
h1 { font-size: 1.4rem } h2 { font-size: 1rem; margin: 0 0 .5rem }
section { background: #fff; border: 1px solid #dde4e7; border-radius: .6rem; padding: 1rem; margin: 1rem 0 }
.row { display: flex; flex-wrap: wrap; gap: .5rem } .wide { overflow-x: auto }
button { font: inherit; padding: .35rem .8rem; border: 1px solid #b9c6cb; border-radius: .5rem; background: #fff; cursor: pointer }
button.down { background: #c0392b; border-color: #c0392b; color: #fff }
button:focus-visible { outline: 3px solid #2f7fb5 }
table { border-collapse: collapse } th, td { text-align: left; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid #e8edef; vertical-align: top; white-space: pre-wrap }
.empty { color: #5b6b72; margin: 0 }`;

/** The page as it is now; it loads itself anew every few seconds. */
function deskPage(world: DeskWorld, down: ReadonlySet<string>): string {
	const actions = world.actions.map(({ label }, index) => button(`/actions/${index}`, label));
	const switches = world.services.map((service, index) => {
		const name = nameOf(service);
		return down.has(name)
			? button(`/services/${index}/up`, `${name} is down`, 'down')
			: button(`/services/${index}/down`, `${name} works`);
	});
	const tables = Object.entries(world.contents()).map(([title, rows]) => table(title, rows));
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Other services</title>
<meta name="viewport" content="width=device-width"><meta http-equiv="refresh" content="5">
<style>${STYLE}</style></head><body><h1>Other services</h1>
<section><h2>Let something happen</h2><div class="row">${actions.join('')}</div></section>
<section><h2>Take a service down, or bring it back</h2><div class="row">${switches.join('')}</div></section>
${tables.join('\n')}</body></html>`;
}
