/**
 * Meta's platform as far as sending needs it, with its two limits: messages per second of a number
 * (130429) and messages to one person (131056). How Meta counts is not documented; here the number
 * has a bucket that holds one second's messages and is refilled evenly.
 */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';

/** Milliseconds. */
const ANSWERS_AFTER = 100;
const SECOND = 1000;
/** The real one lets a burst borrow from later; this one does not. */
const PAIR = 6 * SECOND;

interface Accepted {
	at: number;
	to: string;
	value: string;
}

export interface ThrottledPlatform {
	url: string;
	/** In the order of coming. */
	accepted: Accepted[];
	/** Refusals by code. */
	refused: Record<string, number>;
	/** How often the list of templates was read. */
	lists: number;
	stop(): Promise<void>;
}

export const TEMPLATE = 'order_ready|en_US';
const LISTED = {
	id: '1',
	name: 'order_ready',
	language: 'en_US',
	status: 'APPROVED',
	category: 'UTILITY',
	parameter_format: 'POSITIONAL',
	components: [{ type: 'BODY', text: 'Order {{1}} is ready.' }],
};

export async function startThrottledPlatform(perSecond: number): Promise<ThrottledPlatform> {
	const app = express();
	const server = app.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const platform: ThrottledPlatform = {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		accepted: [],
		refused: {},
		lists: 0,
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
	const lastTo = new Map<string, number>();
	const bucket = { tokens: perSecond, at: performance.now() };
	/** @returns the code of the limit that is broken */
	const check = (to: string, now: number): number | undefined => {
		const refill = ((now - bucket.at) / SECOND) * perSecond;
		bucket.tokens = Math.min(perSecond, bucket.tokens + refill);
		bucket.at = now;
		if (bucket.tokens < 1) return 130429;
		if (now - (lastTo.get(to) ?? -Infinity) < PAIR) return 131056;
		bucket.tokens--;
		return undefined;
	};

	app.use(express.json());
	app.get('/:version/:account/message_templates', (_request, response) => {
		platform.lists++;
		response.json({ data: [LISTED] });
	});
	app.post('/:version/:number/messages', async ({ body }, response) => {
		const now = performance.now();
		const code = check(body.to, now);
		if (code === undefined) {
			lastTo.set(body.to, now);
			const value = body.template.components[0].parameters[0].text;
			platform.accepted.push({ at: now, to: body.to, value });
		} else {
			platform.refused[code] = (platform.refused[code] ?? 0) + 1;
		}
		await sleep(ANSWERS_AFTER);
		if (code !== undefined) {
			response.status(400).json({ error: { code, message: 'Too many messages' } });
			return;
		}
		const contacts = [{ input: body.to, wa_id: body.to.replace('+', '') }];
		response.json({ contacts, messages: [{ id: `wamid.${platform.accepted.length}` }] });
	});
	return platform;
}
