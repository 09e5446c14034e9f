import { createSession } from 'better-sse';
import type { RequestHandler } from 'express';

import type { WebhookRecord } from '../journal.mts';
import type { StoredMessage } from '../whatsapp/conversation.mts';
import { type World, windowOpen } from '../world.mts';

const MESSAGES_PER_PERSON = 100;
const RECORDS = 60;

function shownMessage(message: StoredMessage) {
	const { outgoing, ...rest } = message;
	return {
		...rest,
		...(outgoing && {
			recipient: outgoing.recipient,
			...(outgoing.tracking !== undefined && { tracking: outgoing.tracking }),
			...(outgoing.error && { error: outgoing.error }),
		}),
	};
}

export function shownWebhook({ changes: _changes, ...shown }: WebhookRecord) {
	return shown;
}

/** Everything the page shows, with the secrets left out. */
export function snapshot(world: World) {
	const { account, registrations } = world;
	const messages = world.conversations.all();
	return {
		businessName: account.businessName,
		wabaId: account.wabaId,
		appId: account.appId,
		phoneNumbers: account.phoneNumbers,
		editorUrl: world.editorUrl,
		links: world.links,
		now: new Date(world.clock.now()).toISOString(),
		people: world.people.map((person) => ({
			...person,
			phoneOff: world.phonesOff.has(person.id),
			typing: (world.typingUntil.get(person.id) ?? 0) > Date.now(),
			windows: Object.fromEntries(
				account.phoneNumbers.map(({ id }) => [id, windowOpen(world, person.id, id)]),
			),
		})),
		conversations: world.people.map((person) => ({
			personId: person.id,
			messages: messages
				.filter((message) => message.personId === person.id && message.view.kind !== 'reaction')
				.slice(-MESSAGES_PER_PERSON)
				.map(shownMessage),
		})),
		unknownRecipients: messages
			.filter((message) => message.personId === null)
			.slice(-MESSAGES_PER_PERSON)
			.map(shownMessage),
		switches: world.switches,
		provider: { id: world.provider.id, name: world.provider.name, proof: world.provider.proofName },
		callback: world.callback,
		registrations: {
			app: registrations.app,
			wabaSubscribed: registrations.wabaSubscribed,
			wabaOverride: registrations.wabaOverride,
			phoneOverrides: Object.fromEntries(registrations.phoneOverrides),
		},
		calls: world.journal.calls.slice(-RECORDS),
		webhooks: world.journal.webhooks.slice(-RECORDS).map(shownWebhook),
	};
}

export type Snapshot = ReturnType<typeof snapshot>;

const CALM = 60;

/** Sends the whole state after changes, at most every 60 ms: simple, and always consistent. */
export function eventStream(world: World): RequestHandler {
	return async (request, response) => {
		const session = await createSession(request, response);
		let planned: NodeJS.Timeout | null = null;
		const push = () => {
			planned = null;
			if (session.isConnected) session.push(snapshot(world), 'state');
		};
		const plan = () => {
			planned ??= setTimeout(push, CALM);
		};
		const leave = () => {
			if (planned) clearTimeout(planned);
			world.changes.off('change', plan);
		};
		world.changes.on('change', plan);
		session.once('disconnected', leave);
		world.stopping.signal.addEventListener('abort', leave, { once: true });
		push();
	};
}
