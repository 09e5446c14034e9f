import type { IDataObject } from 'n8n-workflow';
import { shortHash } from '../core/crypto';
import { earlierId } from '../whatsapp/undated';

/** How many events are remembered: about 18 KB of static data, far more than are redelivered. */
const MOST = 2000;
/** Milliseconds for which an event counts as being worked on. */
const IN_WORK = 15_000;

interface Known {
	/** Milliseconds. */
	since: number;
	handled: boolean;
}

/**
 * Events taken in lately by this process, by node. n8n gives each request the static data as it was
 * when the request began, so of two deliveries in the same moment neither sees the other there.
 */
const recent = new Map<string, Map<string, Known>>();

/**
 * `new`: not seen before. `seen`: handled, and known to be on record. `busy`: being handled by
 * another request just now; whether that succeeds is not known yet.
 */
type Standing = 'new' | 'seen' | 'busy';

/** What n8n's static data has on record. Read once for a request: the data is a slow proxy. */
export const onRecord = (data: IDataObject): ReadonlySet<string> => new Set(stored(data));

/** Where an event stands. A `new` one must be claimed at once, without awaiting in between. */
export function standing(
	recorded: ReadonlySet<string>,
	node: string,
	id: string,
	now: number,
): Standing {
	const earlier = earlierId(id);
	const keys = [id, ...(earlier === undefined ? [] : [earlier])].map(shortHash);
	if (keys.some((key) => recorded.has(key))) return 'seen';
	const busy = keys.some((key) => {
		const known = recent.get(node)?.get(key);
		return known !== undefined && now - known.since < IN_WORK;
	});
	return busy ? 'busy' : 'new';
}

/** Marks an event as being worked on. */
export function claim(node: string, id: string, now: number): void {
	const keys = recent.get(node) ?? new Map<string, Known>();
	recent.set(node, keys);
	keys.set(shortHash(id), { since: now, handled: false });
	if (keys.size > MOST) keys.delete(keys.keys().next().value!);
}

/** Takes a claim back: the event could not be handled and is to come again. */
export function release(node: string, id: string): void {
	recent.get(node)?.delete(shortHash(id));
}

/**
 * Puts events on record in n8n's static data, together with those that other requests of this
 * process have recorded since this one began: otherwise the later write would lose the earlier.
 */
export function record(data: IDataObject, node: string, ids: readonly string[]): void {
	if (ids.length === 0) return;
	const inProcess = recent.get(node) ?? new Map<string, Known>();
	for (const id of ids) inProcess.set(shortHash(id), { since: Date.now(), handled: true });
	const handled = [...inProcess].filter(([, known]) => known.handled).map(([key]) => key);
	data.seen = [...new Set([...stored(data), ...handled])].slice(-MOST).join(' ');
}

/** One text: n8n goes through all elements of a list, more than once for each request. */
function stored(data: IDataObject): string[] {
	return typeof data.seen === 'string' && data.seen !== '' ? data.seen.split(' ') : [];
}
