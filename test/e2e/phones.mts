import { waitFor } from '../../playground/waitFor.mts';
import type { Stack } from './stack.mts';

/** The people with a phone and a number, in the simulator's account. */
export const PEOPLE = ['marta', 'diego', 'priya'] as const;
export const NUMBERS = {
	marta: '+1 202 555 0111',
	diego: '+1 202 555 0112',
	priya: '+1 202 555 0113',
};
/** As "Ask" takes them. */
export const ALL_THREE = Object.values(NUMBERS).join(', ');
/** Of nobody who is on WhatsApp. */
export const NOBODY = '+1 202 555 0199';

export interface Bubble {
	id: string;
	direction: 'incoming' | 'outgoing';
	state: string;
	view: {
		kind: string;
		text?: string;
		buttons?: Array<{ kind: string; label: string; reply?: string }>;
	};
}

/** What a person sees on the phone, oldest first. */
export async function bubbles({ phones }: Stack, personId: string): Promise<Bubble[]> {
	const { data } = await phones.get('/state');
	return data.conversations.find((chat: { personId: string }) => chat.personId === personId)
		.messages;
}

/** The newest message to a person whose text contains some words. */
export async function bubbleWith(stack: Stack, personId: string, words: string): Promise<Bubble> {
	return await waitFor(
		async () =>
			(await bubbles(stack, personId)).findLast(
				({ direction, view }) => direction === 'outgoing' && view.text?.includes(words),
			),
		{ what: `${personId} to get a message with "${words}"` },
	);
}

/**
 * What comes into a chat from now on. The phone shows so many messages and no more, so that to count them
 * would tell nothing once there are that many.
 *
 * @returns the messages since, oldest first, each time it is called
 */
export async function watch(stack: Stack, personId: string): Promise<() => Promise<Bubble[]>> {
	const last = (await bubbles(stack, personId)).at(-1)?.id;
	return async () => {
		const chat = await bubbles(stack, personId);
		return chat.slice(chat.findIndex(({ id }) => id === last) + 1);
	};
}

/** The person reads the chat once a message is delivered; before that nobody could. */
export async function read(stack: Stack, personId: string, { id }: Bubble): Promise<void> {
	await waitFor(
		async () => {
			await stack.phones.post('/read', { personId });
			return (await bubbles(stack, personId)).some(
				(bubble) => bubble.id === id && bubble.state === 'read',
			);
		},
		{ every: 20, what: `${personId} to read ${id}` },
	);
}

/** Taps a button by its label. @returns the id of the webhook that it causes */
export async function tap(
	{ phones }: Stack,
	personId: string,
	bubble: Bubble,
	label: string,
): Promise<string> {
	const buttonIndex = bubble.view.buttons!.findIndex((button) => button.label === label);
	const { data } = await phones.post(`/people/${personId}/tap`, {
		messageId: bubble.id,
		buttonIndex,
	});
	return data.webhookId;
}

/** Writes to the business, quoting a message or not. @returns the id of the webhook */
export async function write(
	{ phones }: Stack,
	personId: string,
	text: string,
	quoting?: Bubble,
): Promise<string> {
	const { data } = await phones.post(`/people/${personId}/text`, {
		text,
		...(quoting && { quoting: quoting.id }),
	});
	return data.webhookId;
}

export interface WebhookRecord {
	id: string;
	/** In plain words. */
	event: string;
	body: unknown;
	outcome: string;
	attempts: Array<{ status: number; response?: string }>;
}

/** A webhook's record, once it has been delivered. */
export async function deliveredWebhook({ phones }: Stack, id: string): Promise<WebhookRecord> {
	return await waitFor(
		async () => {
			const { data } = await phones.get<WebhookRecord[]>('/webhooks');
			return data.find((record) => record.id === id && record.outcome === 'delivered');
		},
		{ timeout: 60_000, what: `webhook ${id} to be delivered` },
	);
}

/** The question on a person's phone, once n8n knows that it was sent. */
export async function question(stack: Stack, person: string, words: string): Promise<Bubble> {
	const bubble = await bubbleWith(stack, person, words);
	await reported(stack, bubble);
	return bubble;
}

/**
 * Waits until n8n has been told that a message was sent, and so knows what it asks; or of one status.
 *
 * @param status e.g. `delivered`
 */
export async function reported({ phones }: Stack, { id }: Bubble, status = ''): Promise<void> {
	await waitFor(
		async () => {
			const { data } = await phones.get<WebhookRecord[]>('/webhooks');
			return data.some(
				({ event, body, outcome }) =>
					outcome === 'delivered' &&
					event.startsWith(`Status: ${status}`) &&
					JSON.stringify(body).includes(id),
			);
		},
		{ what: `the status ${status} of ${id} to be delivered` },
	);
}
