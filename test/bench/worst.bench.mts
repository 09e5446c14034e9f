/**
 * 4 MB webhooks of the worst shape of each provider, proven and not, beside one HMAC-SHA256 and one
 * JSON.parse of the same bytes. All shapes are tried at a smaller size; the worst of them count.
 */
import { createHmac } from 'node:crypto';
import { providers } from '../../dist/nodes/providers/index.js';
import type { Provider } from '../../nodes/providers/provider.ts';
import type { WebhookRequest } from '../../nodes/providers/http.ts';
import { verifyAndParseWith } from '../../dist/nodes/n8n/webhook.js';
import { FORMS, shapesOf, SIZE, type Shape } from './worstShapes.mts';

const TRIAL = 64 * 1024;
const ROUNDS = 9;
/** Of each provider that are measured at full size. */
const FINALISTS = 3;
const BAR = 3;
const URL = 'https://n8n.example.com/webhook/1/webhook?secret=s';
const SECRET = 'bench-secret';

/** Credentials with which each provider's proof can be made here; see `verify` of each. */
const ACCOUNTS: Record<string, Record<string, unknown>> = {
	meta: { appSecret: SECRET },
	dialog360: { webhookSecret: SECRET, platformSecret: 'p' },
	gupshup: { webhookSecret: 's' },
	infobip: { webhookAuth: 'hmac', hmacSecret: SECRET, hmacHeader: 'x-sig', sender: '1' },
	interakt: { webhookSecret: SECRET },
	twilio: { authToken: SECRET, accountSid: 'AC1' },
};

const hmac = (body: Buffer) => createHmac('sha256', SECRET).update(body).digest('hex');

function proven(id: string, body: Buffer): WebhookRequest {
	const signature = hmac(body);
	const headers = {
		'x-hub-signature-256': `sha256=${signature}`,
		'x-webhook-secret': SECRET,
		'x-sig': signature,
		'interakt-signature': `sha256=${signature}`,
		'x-twilio-signature': 'cannot be made for all forms',
	};
	return {
		method: 'POST',
		url: URL,
		headers,
		query: id === 'gupshup' ? { secret: 's' } : {},
		body,
	};
}

/** The same from somebody who knows no secret. */
const junk = (request: WebhookRequest): WebhookRequest => ({
	...request,
	query: { secret: 'junk' },
	headers: Object.fromEntries(Object.keys(request.headers).map((name) => [name, 'sha256=00'])),
});

/** Of processor time: the machine may have other work to do. */
const milliseconds = (work: () => unknown): number => {
	const start = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1000;
};

function baseline(body: Buffer): void {
	hmac(body);
	// A form is read once too; JSON.parse gives up at its beginning.
	if (!/[[{]/.test(body.toString('latin1', 0, 1))) Array.from(new URLSearchParams(body.toString()));
	try {
		JSON.parse(body.toString());
	} catch {
		// A form, or no JSON: as far as it was read.
	}
}

/** How many times the baseline a body takes, proven and not; the least disturbed of several runs. */
function measure(provider: Provider, body: Buffer, rounds: number) {
	const account = ACCOUNTS[provider.id]!;
	if (body.length < TRIAL * 0.4) throw new Error('The shape is not as large as it should be');
	const request = proven(provider.id, body);
	const refused = junk(request);
	if (verifyAndParseWith(provider, account, refused).ok)
		throw new Error(`${provider.id} let junk in`);
	const least = { base: Infinity, taken: Infinity, refused: Infinity };
	for (let round = 0; round < rounds; round++) {
		least.base = Math.min(
			least.base,
			milliseconds(() => baseline(body)),
		);
		least.taken = Math.min(
			least.taken,
			milliseconds(() => verifyAndParseWith(provider, account, request)),
		);
		least.refused = Math.min(
			least.refused,
			milliseconds(() => verifyAndParseWith(provider, account, refused)),
		);
	}
	return least;
}

const ratioOf = ({ base, taken, refused }: ReturnType<typeof measure>) =>
	Math.max(taken, refused) / base;

const found: Record<string, { shape: string; ratio: number; milliseconds: number }> = {};
for (const provider of providers as readonly Provider[]) {
	const shapes: Shape[] = provider.id === 'twilio' ? FORMS : [...shapesOf(provider.id)];
	const trials = shapes.map((shape) => ({
		shape,
		ratio: ratioOf(measure(provider, shape.body(TRIAL), 2)),
	}));
	const finalists = trials.toSorted((a, b) => b.ratio - a.ratio).slice(0, FINALISTS);
	// A form may be as large as Twilio's, and then is read; larger ones are not.
	const sizes = provider.id === 'twilio' ? [SIZE, 250 * 1024] : [SIZE];
	const full = finalists.flatMap(({ shape }) =>
		sizes.map((size) => {
			const measured = measure(provider, shape.body(size), ROUNDS);
			const { taken, refused } = measured;
			return {
				shape: shape.name,
				ratio: ratioOf(measured),
				milliseconds: Math.max(taken, refused),
			};
		}),
	);
	const worst = full.toSorted((a, b) => b.ratio - a.ratio)[0]!;
	found[provider.id] = {
		shape: worst.shape,
		ratio: round(worst.ratio),
		milliseconds: round(worst.milliseconds),
	};
}

const ratios = Object.fromEntries(Object.entries(found).map(([id, { ratio }]) => [id, ratio]));
console.log(
	JSON.stringify({
		bench: 'worst',
		ratios,
		bars: Object.fromEntries(Object.keys(ratios).map((id) => [id, BAR])),
		met: Object.values(ratios).every((ratio) => ratio <= BAR),
		detail: { bytes: SIZE, rounds: ROUNDS, worst: found },
	}),
);

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
