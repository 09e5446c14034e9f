import type { Router } from 'express';

import type { SimulatedAccount } from './account.mts';
import type { Change } from './journal.mts';
import type { Switches } from './switches.mts';
import type { World } from './world.mts';

export type Proof = 'valid' | 'none' | 'wrong';

interface WebhookBody {
	/** For the drawer: the body as data, even where it travels as a form. */
	body: unknown;
	rawBody: string;
}

/**
 * How one provider looks from outside: its API, its webhooks and its habits. The rest (people, phones,
 * the 24-hour window, delivery, templates) is WhatsApp's own, and the same behind every provider.
 */
export interface SimulatedProvider {
	/** As in `nodes/providers`. */
	id: string;
	name: string;
	/** The header or query parameter that proves a webhook, for the drawer. */
	proofName: string;
	/** n8n's credential for this account. @param url the simulator's own address */
	credential(
		account: SimulatedAccount,
		url: string,
	): { type: string; data: Record<string, unknown> };
	/** What the nodes have in "From" for a number. */
	senderId(account: SimulatedAccount, phoneNumberId: string): string;
	/** What the trigger has in "Receive"; `manual`: the URL is pasted at the provider. */
	receive: string;
	/** What must never appear in the journal. */
	secrets(account: SimulatedAccount): string[];
	/** What is switched differently from the start. */
	switches?: Partial<Switches>;
	/** Its API, an `apiRouter`. */
	router(world: World): Router;
	newMessageId(address: string, direction: 'outgoing' | 'incoming'): string;
	/** Where the webhook of a change goes now; null: nowhere. */
	targetOf(world: World, change: Change): string | null;
	/** Do several changes travel in one webhook? */
	batches: boolean;
	/** One webhook's body; null when this provider sends none for these. */
	webhook(world: World, changes: Change[]): WebhookBody | null;
	/** Headers and target with which a webhook is posted. */
	prove(
		world: World,
		rawBody: string,
		target: string,
		proof: Proof,
	): { target: string; headers: Record<string, string>; signature: string | null };
	/** Was a webhook taken, by the status of its answer? */
	taken(status: number): boolean;
	/** Does it deliver again what was not taken? */
	redelivers: boolean;
}

/** What a provider's `account.mts` gives. */
export type AccountDoor = Pick<SimulatedProvider, 'credential' | 'senderId' | 'secrets'>;
/** What a provider's `webhook.mts` gives. */
export type WebhookDoor = Pick<SimulatedProvider, 'targetOf' | 'prove' | 'taken' | 'redelivers'>;
/** What a provider's `events.mts` gives. */
export type EventsDoor = Pick<SimulatedProvider, 'batches' | 'webhook'>;
