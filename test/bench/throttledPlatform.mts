/**
 * Meta's platform as far as sending needs it, with its two limits: messages per second of a number
 * (130429) and messages to one person (131056). How Meta counts is not documented; here the number
 * has a bucket that holds one second's messages and is refilled evenly.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import express, { type Express } from 'express';

export const HOST = 'graph.facebook.com';
export const TEMPLATE = 'order_ready|en_US';

const SECOND = 1000;
/** The real one lets a burst borrow from later; this one does not. */
const PAIR = 6 * SECOND;
const LISTED = {
	id: '1',
	name: 'order_ready',
	language: 'en_US',
	status: 'APPROVED',
	category: 'UTILITY',
	parameter_format: 'POSITIONAL',
	components: [{ type: 'BODY', text: 'Order {{1}} is ready.' }],
};

export interface Platform {
	app: Express;
	/** The values of the templates taken, in the order of coming. */
	accepted: string[];
	/** Refusals by code. */
	refused: Record<string, number>;
	/** How often the list of templates was read. */
	lists: number;
	/** Forgets everything, limits included. */
	reset(): void;
}

export interface Habits {
	/** Milliseconds. */
	answersAfter: number;
	/** Without it there are no limits, that to one person included. */
	perSecond?: number;
}

export function platform({ answersAfter, perSecond }: Habits): Platform {
	const app = express();
	const lastTo = new Map<string, number>();
	const bucket = { tokens: 0, at: 0 };
	const state: Platform = {
		app,
		accepted: [],
		refused: {},
		lists: 0,
		reset() {
			lastTo.clear();
			Object.assign(bucket, { tokens: perSecond, at: performance.now() });
			Object.assign(state, { accepted: [], refused: {}, lists: 0 });
		},
	};
	state.reset();

	/** @returns the code of the limit that is broken */
	function check(to: string): number | undefined {
		if (perSecond === undefined) return undefined;
		const now = performance.now();
		const refill = ((now - bucket.at) / SECOND) * perSecond;
		bucket.tokens = Math.min(perSecond, bucket.tokens + refill);
		bucket.at = now;
		if (bucket.tokens < 1) return 130429;
		if (now - (lastTo.get(to) ?? -Infinity) < PAIR) return 131056;
		bucket.tokens--;
		lastTo.set(to, now);
		return undefined;
	}

	app.use(express.json());
	app.get('/:version/:account/message_templates', (_request, response) => {
		state.lists++;
		response.json({ data: [LISTED] });
	});
	app.post('/:version/:number/messages', async ({ body }, response) => {
		// One of the two nodes leaves the + out.
		const to = String(body.to).replace(/\D/g, '');
		const code = check(to);
		if (code === undefined) state.accepted.push(body.template.components[0].parameters[0].text);
		else state.refused[code] = (state.refused[code] ?? 0) + 1;
		const id = `wamid.${state.accepted.length}`;
		await sleep(answersAfter);
		if (code !== undefined) {
			response.status(400).json({ error: { code, message: 'Too many messages' } });
			return;
		}
		response.json({ contacts: [{ input: body.to, wa_id: to }], messages: [{ id }] });
	});
	return state;
}
