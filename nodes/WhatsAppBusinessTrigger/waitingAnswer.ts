import { readNotes, type Note } from '../approvals/protocol';
import { asObject, asText, parseJson } from '../core/json';

/**
 * - `over`: the approval has ended with it.
 * - `open`: it would take it, when only that was asked.
 * - `noted`: it was taken, and the approval goes on waiting.
 * - `declined`: it was looked at and changes nothing.
 * - `late`: nobody waits for it any more.
 * - `failed`: the same, as the execution ended by a fault or was stopped.
 * - `unknown`: this n8n has no such execution (any more).
 * - `refused`: n8n says that the reference was not made by it.
 * - `unproven`: the approval's own credential does not verify what the trigger's does.
 * - `again`: not now; let the provider deliver it again.
 */
export type Resumption =
	| 'over'
	| 'open'
	| 'noted'
	| 'declined'
	| 'late'
	| 'failed'
	| 'unknown'
	| 'refused'
	| 'unproven'
	| 'again';

/** What was answered at the address of a waiting execution. */
export interface WaitingAnswer {
	outcome: Resumption;
	/** What to tell whom, now that the approval has gone on. */
	notes: Note[];
	/** Was somebody's answer put on record while others are still to answer? */
	vote?: boolean;
	/** Did n8n say so, rather than something that stands before it, or nobody? */
	byN8n: boolean;
}

interface Said {
	status: number;
	contentType: string;
	body: string;
}

const SAID: ReadonlyMap<string, Resumption> = new Map([
	['resumed', 'over'],
	['open', 'open'],
	['noted', 'noted'],
	['refused', 'declined'],
	['unproven', 'unproven'],
	['failed', 'again'],
]);

/**
 * n8n's own pages, by title. The first stands for an execution that has finished or waits for something
 * else, the second for a signature that n8n did not make (there since 2.x; 1.123 says it in JSON).
 */
const CLOSED_PAGE = /<title>\s*No action required\s*<\/title>/;
const INVALID_PAGE = /<title>\s*Invalid Form Link\s*<\/title>/;
/** Such a page stands alone, not quoted in something else. */
const PAGE = /^\s*</;
/** A page that nobody else would write has to name n8n as well. */
const NAMES_N8N = /https:\/\/n8n\.io\b/;

/** Said with status 200 and as HTML while the database is being brought up to date, at every start. */
const STARTING = 'n8n is starting up. Please wait';

/**
 * What n8n's waiting endpoint says, and the approval node behind it. Read in n8n 1.123.81, 2.39.10, 2.40.7
 * and 2.41.1 (waiting-webhooks, abstract-server and the templates), which agree but for the refused
 * signature. Only n8n's own words count: a log-in page or a proxy's notice may have any status.
 */
export function readAnswer(answer: Said): WaitingAnswer {
	const json = answer.contentType.includes('json') ? asObject(parseJson(answer.body)) : undefined;
	const outcome = json === undefined ? readPage(answer) : readJson(answer.status, json);
	return {
		outcome: outcome ?? 'again',
		notes: readNotes(json),
		...(outcome === 'noted' && json?.vote === true ? { vote: true } : {}),
		byN8n: outcome !== undefined,
	};
}

function readPage({ status, contentType, body }: Said): Resumption | undefined {
	if (!contentType.includes('text/html')) return undefined;
	if (status === 200 && body.trim() === STARTING) return 'again';
	if (!PAGE.test(body) || !NAMES_N8N.test(body)) return undefined;
	if (status === 200 && CLOSED_PAGE.test(body)) return 'late';
	return status === 401 && INVALID_PAGE.test(body) ? 'refused' : undefined;
}

/** Undefined where n8n does not speak so. */
function readJson(status: number, json: Record<string, unknown>): Resumption | undefined {
	const approval = asText(json.approval);
	if (approval !== undefined) return SAID.get(approval);
	if (status === 401) return json.error === 'Invalid token' ? 'refused' : undefined;
	const message = asText(json.message) ?? '';
	if (/^The execution ".*/.test(message)) {
		if (status === 404 && message.endsWith('does not exist.')) return 'unknown';
		if (status === 409 && message.endsWith(' has finished with error.')) return 'failed';
		if (status === 409 && message.includes(' has finished ')) return 'late';
	}
	// What n8n 1.123 to 2.41 make of any error.
	return status >= 400 && typeof json.code === 'number' ? 'again' : undefined;
}
