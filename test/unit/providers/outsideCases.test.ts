import { providers } from '../../../nodes/providers';
import type { Credential, WebhookRequest } from '../../../nodes/providers/http';
import type { Provider } from '../../../nodes/providers/provider';
import { claim, onRecord, record, standing } from '../../../nodes/WhatsAppBusinessTrigger/dedupe';
import { leanEvent } from '../../../nodes/WhatsAppBusinessTrigger/outputs';
import type { Message, Recipient } from '../../../nodes/whatsapp/messages';
import { isPerson } from '../../../nodes/whatsapp/person';
import type { ProviderContract } from '../../fixtures/contract';
import { cases } from '../../fixtures/outside/index.cjs';
import { differences, valueAt } from './differences';

/** One input that other people's traffic, documentation or SDKs show, and what is to be made of it. */
export interface Case {
	id: string;
	provider: string;
	call: 'parse' | 'parse+lean' | 'dedupe' | 'isPerson' | 'send' | 'failure' | 'supports';
	/** A webhook as JSON, or the body of an answer. */
	body?: unknown;
	/** A webhook as the fields of a form. */
	form?: string;
	/** Of an answer. */
	status?: number;
	message?: Message;
	account?: Partial<Credential>;
	asked?: Recipient;
	/** Of `supports`, with dots. */
	key?: string;
	/** What `differences` takes. */
	want: Record<string, unknown>;
	note?: string;
	/** Where the input was seen. */
	source: string;
}

const accountOf = ({ id }: Provider): Credential =>
	jest.requireActual<{ contract: ProviderContract }>(`../../fixtures/${id}/contract`).contract
		.account;

function webhook({ body, form }: Case): WebhookRequest {
	const type = form === undefined ? 'application/json' : 'application/x-www-form-urlencoded';
	return {
		method: 'POST',
		url: 'https://n8n.example.com/webhook/w/whatsapp',
		headers: { 'content-type': type },
		query: {},
		body: Buffer.from(form ?? JSON.stringify(body)),
	};
}

function resultOf(one: Case): unknown {
	const provider = providers.find(({ id }) => id === one.provider)!;
	switch (one.call) {
		case 'parse':
			return provider.parse(webhook(one));
		case 'parse+lean':
			return provider.parse(webhook(one)).map(leanEvent);
		case 'dedupe':
			return deliveredAgain(provider, webhook(one));
		case 'isPerson':
			return { is: isPerson([one.asked!], provider.parse(webhook(one))[0]!.from) };
		case 'send':
			return provider.send(one.message!, { ...accountOf(provider), ...one.account }, {});
		case 'failure':
			return provider.failure(one.status!, one.body);
		case 'supports':
			return { is: valueAt(provider.supports, one.key!) };
	}
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** What becomes of the same body a second time: minutes later as a redelivery, and after three days. */
function deliveredAgain(provider: Provider, request: WebhookRequest) {
	const data = {};
	const at = (now: number) => {
		jest.setSystemTime(now);
		const standings = provider.parse(request).map(({ id }) => {
			const known = standing(onRecord(data), provider.id, id, now);
			if (known === 'new') claim(provider.id, id, now);
			record(data, provider.id, known === 'new' ? [id] : []);
			return known;
		});
		expect(new Set(standings).size).toBe(1);
		return standings[0];
	};
	jest.useFakeTimers();
	// Two minutes before an hour is full.
	const start = Date.UTC(2026, 8, 21, 14, 58);
	const [first, redelivered, second] = [0, 5 * MINUTE, 3 * DAY].map((later) => at(start + later));
	jest.useRealTimers();
	return { first, redelivered, second };
}

describe('what was seen outside', () => {
	it.each(cases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
		expect(differences(resultOf(one), one.want)).toEqual([]);
	});
});
