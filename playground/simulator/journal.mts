/** A bounded record of API calls and webhooks, for the page's drawer and for tests. */

/** The value of one change of the field `messages` (M:webhooks/reference/messages). */
export interface ChangeValue {
	contacts?: unknown[];
	messages?: Array<Record<string, unknown>>;
	statuses?: Array<Record<string, unknown>>;
}

export interface Change {
	phoneNumberId: string;
	/** Plain words for the drawer. */
	event: string;
	value: ChangeValue;
}

interface CallRecord {
	id: string;
	at: string;
	method: string;
	/** Path and query, secrets masked. */
	path: string;
	request: unknown;
	status: number;
	response: unknown;
	milliseconds: number;
}

export interface WebhookAttempt {
	number: number;
	at: string;
	target: string;
	/** 0 when there was no HTTP answer. */
	status: number;
	error?: string;
	response?: string;
	milliseconds: number;
}

export interface WebhookRecord {
	id: string;
	at: string;
	/** Plain words: what happened. */
	event: string;
	phoneNumberId: string | null;
	target: string | null;
	body: unknown;
	rawBody: string;
	signature: string | null;
	attempts: WebhookAttempt[];
	outcome: 'waiting' | 'delivered' | 'retrying' | 'given up' | 'no callback' | 'not sent';
	/** What it tells, in Meta's shape; not shown. */
	changes: Change[];
}

export interface Journal {
	calls: CallRecord[];
	webhooks: WebhookRecord[];
}

const LIMIT = 500;

export function append<T>(records: T[], record: T): void {
	records.push(record);
	if (records.length > LIMIT) records.splice(0, records.length - LIMIT);
}

const SECRET_KEYS =
	/^(access_token|input_token|verify_token|hub\.verify_token|appsecret_proof|pin)$/;
const MASK = '***';

/** Tokens must never reach the journal: masked by key, and wherever their value turns up. */
export function masked(value: unknown, secrets: string[]): unknown {
	if (typeof value === 'string') {
		return secrets.reduce((text, secret) => text.replaceAll(secret, MASK), value);
	}
	if (Array.isArray(value)) return value.map((item) => masked(item, secrets));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => [
			key,
			SECRET_KEYS.test(key) ? MASK : masked(item, secrets),
		]),
	);
}

export function maskedPath(path: string, secrets: string[]): string {
	const [pathname = '', query] = path.split('?', 2);
	if (!query) return pathname;
	const params = new URLSearchParams(query);
	for (const key of [...params.keys()]) {
		if (SECRET_KEYS.test(key)) params.set(key, MASK);
	}
	const text = [...params].map(([key, value]) => `${key}=${masked(value, secrets)}`).join('&');
	return `${pathname}?${text}`;
}
