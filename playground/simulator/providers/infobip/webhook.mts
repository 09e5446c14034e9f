import { createHmac } from 'node:crypto';

import type { Change } from '../../journal.mts';
import type { Proof, WebhookDoor } from '../../provider.mts';
import type { World } from '../../world.mts';
import { senderOfNumber } from './account.mts';
import { EVENTS, type Security, profileFor, securityFor } from './subscriptions.mts';

const DIGESTS = { HMAC_SHA_256: 'sha256', HMAC_SHA_384: 'sha384', HMAC_SHA_512: 'sha512' };

/** The header of an HMAC is not documented; this is what third-party code mentions most. */
const HMAC_HEADER = 'X-Hub-Signature';

/** As the profile's security says; without any, the URL may carry a secret. */
function prove(world: World, rawBody: string, target: string, proof: Proof) {
	const security = securityFor(world, target);
	const made = security === undefined ? {} : proofHeaders(security, rawBody, proof);
	return {
		target: proof === 'valid' ? target : withoutSecret(target, proof),
		headers: { 'content-type': 'application/json', ...made },
		// Either is the secret itself or as good as it, which the journal must not show.
		signature: proof === 'none' ? null : '***',
	};
}

function proofHeaders(
	{ credentials }: Security,
	rawBody: string,
	proof: Proof,
): Record<string, string> {
	if (proof === 'none') return {};
	const other = proof === 'wrong' ? ' but another' : '';
	if ('secretKey' in credentials) {
		const { algorithm, secretKey } = credentials;
		const hmac = createHmac(DIGESTS[algorithm], secretKey + other).update(rawBody, 'utf8');
		return { [HMAC_HEADER]: hmac.digest('hex') };
	}
	const { username, password } = credentials;
	const token = Buffer.from(`${username}:${password}${other}`).toString('base64');
	return { Authorization: `Basic ${token}` };
}

function withoutSecret(target: string, proof: Proof): string {
	const url = new URL(target);
	if (!url.searchParams.has('secret')) return target;
	if (proof === 'wrong') url.searchParams.set('secret', 'another-secret');
	else url.searchParams.delete('secret');
	return url.toString();
}

/** News that is written by hand says what it is about; it goes to whoever asked for that. */
function eventOf({ event }: Change, status: Record<string, unknown> | undefined) {
	const told = EVENTS.find((one) => one === event);
	if (told !== undefined) return told;
	return !status ? 'INBOUND_MESSAGE' : status.status === 'read' ? 'SEEN' : 'DELIVERY';
}

/** Reports of a message with an address of its own go there, everything else to a subscription. */
function targetOf(world: World, change: Change): string | null {
	const { phoneNumberId, value } = change;
	const [status] = value.statuses ?? [];
	const stored = status && world.conversations.find(String(status.id));
	if (stored?.outgoing?.statusUrl) return stored.outgoing.statusUrl;
	const event = eventOf(change, status);
	const sender = senderOfNumber(world.account, phoneNumberId);
	return profileFor(world, sender, event)?.webhook.notifyUrl ?? null;
}

export const webhook: WebhookDoor = {
	targetOf,
	prove,
	taken: (status) => status >= 200 && status < 300,
	redelivers: true,
};
