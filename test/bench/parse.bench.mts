/**
 * A 3 MB webhook with 1,000 updates, verified and normalised, beside one HMAC-SHA256 and one
 * JSON.parse of the same bytes; and a forged one, which must cost no more than the HMAC.
 */
import { createHmac } from 'node:crypto';
import { meta } from '../../dist/nodes/providers/meta/index.js';
import { verifyAndParseWith } from '../../dist/nodes/n8n/webhook.js';

/** Enough for the code to be as warm as in an n8n that has run for a while. */
const ROUNDS = 101;
const appSecret = 'bench-app-secret';
const account = { appSecret };

const messages = Array.from({ length: 1000 }, (_, index) => ({
	from: `1202555${String(index).padStart(4, '0')}`,
	id: `wamid.bench.${index}`,
	timestamp: '1790000000',
	type: 'text',
	text: { body: 'x'.repeat(2900) },
}));
const entry = messages.map((message) => ({
	id: '200',
	changes: [
		{
			field: 'messages',
			value: { metadata: { phone_number_id: '300' }, messages: [message] },
		},
	],
}));
const body = Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }));
const signature = `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
const request = (header: string) => ({
	method: 'POST',
	url: 'https://n8n.example.com/webhook/x',
	headers: { 'x-hub-signature-256': header },
	query: {},
	body,
});

function intake(header: string): number {
	const taken = verifyAndParseWith(meta, account, request(header));
	return taken.ok ? taken.events.length : 0;
}

const contenders = {
	hmac: () => createHmac('sha256', appSecret).update(body).digest('hex').length,
	hmacAndParse: () => {
		createHmac('sha256', appSecret).update(body).digest('hex');
		return JSON.parse(body.toString()).entry.length;
	},
	intake: () => intake(signature),
	forged: () => intake(`sha256=${'0'.repeat(64)}`),
};

const turned = <Entry,>(list: Entry[], by: number): Entry[] => {
	const at = by % list.length;
	return [...list.slice(at), ...list.slice(0, at)];
};

const times: Record<string, number[]> = {};
for (let round = 0; round < ROUNDS; round++) {
	// Each in turn is first and last: what one leaves for the garbage collector is not always another's.
	for (const [name, run] of turned(Object.entries(contenders), round)) {
		const start = process.hrtime.bigint();
		run();
		(times[name] ??= []).push(Number(process.hrtime.bigint() - start) / 1e6);
	}
}
const median = (name: string) => times[name]!.toSorted((a, b) => a - b)[(ROUNDS - 1) / 2]!;

if (contenders.intake() !== 1000 || contenders.forged() !== 0) {
	throw new Error('The benchmark does not measure what it says');
}
const ratios = {
	vs_hmac_and_parse: round(median('intake') / median('hmacAndParse')),
	forged_vs_hmac: round(median('forged') / median('hmac')),
};
const bars = { vs_hmac_and_parse: 1.5, forged_vs_hmac: 1.5 };
console.log(
	JSON.stringify({
		bench: 'parse',
		ratios,
		bars,
		met: Object.entries(bars).every(([name, bar]) => ratios[name as keyof typeof ratios] <= bar),
		detail: {
			bytes: body.length,
			rounds: ROUNDS,
			milliseconds: Object.fromEntries(
				Object.keys(times).map((name) => [name, round(median(name))]),
			),
		},
	}),
);

function round(value: number): number {
	return Math.round(value * 100) / 100;
}
