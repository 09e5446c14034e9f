import type { Provider } from '../../../../nodes/providers/provider';
import type { InboundEvent } from '../../../../nodes/whatsapp/events';
import {
	type LiveSettings,
	planOf,
	sentItem,
	type Outcome,
	type SentItem,
} from '../../../../nodes/WhatsAppBusiness/liveCheck/plan';
import { PERSON, type ProviderContract } from '../../../fixtures/contract';

export const NOW = Date.parse('2026-11-30T10:00:00Z');

export const contractOf = ({ id }: Provider): ProviderContract =>
	jest.requireActual<{ contract: ProviderContract }>(`../../../fixtures/${id}/contract`).contract;

export const SETTINGS: LiveSettings = { run: 'r1', answering: '', links: {}, flow: '' };

/** The ID that a provider gave a message. */
export const idOf = (kind: string): string => `message-of-${kind}`;

/** A live check in which every message was taken; `more` changes single ones. */
export const sentBy = (
	provider: Provider,
	settings: Partial<LiveSettings> = {},
	more: Readonly<Record<string, Outcome>> = {},
): SentItem[] =>
	planOf(provider, { ...SETTINGS, ...settings }).map((planned) => {
		const { id } = planned.kind;
		const usual: Outcome = planned.leftOut
			? { status: 'not sent', reason: planned.leftOut }
			: { status: 'accepted', messageId: idOf(id) };
		const about = { run: 'r1', to: { phone: PERSON }, sentAt: new Date(NOW).toISOString() };
		return sentItem(planned, more[id] ?? usual, provider, about);
	});

export const kindIn = (items: readonly SentItem[], id: string): SentItem =>
	items.find(({ kind }) => kind === id)!;

/** What the person's tap on a button or row makes of it, as the provider's documentation has it. */
export function tapped(
	provider: Provider,
	items: readonly SentItem[],
	kind: 'buttons' | 'list',
	choice = 0,
): InboundEvent[] {
	const { tap, listReply } = contractOf(provider).webhooks;
	const { id, title } = kindIn(items, kind).choices[choice]!;
	const webhook = kind === 'list' ? listReply : tap;
	return provider.parse(webhook(`in-${kind}`, id, title, idOf(kind)));
}

export const statusOf = (
	provider: Provider,
	items: readonly SentItem[],
	kind: string,
	status: 'sent' | 'delivered' | 'read' | 'failed',
): InboundEvent[] => {
	const { reference } = kindIn(items, kind);
	const request = contractOf(provider).webhooks.status(status, idOf(kind), reference);
	return request === undefined ? [] : provider.parse(request);
};
