import { createHmac } from 'node:crypto';
import type { Account } from '../providers/http';
import { equalSecrets } from '../core/crypto';

/** With this in the query, a trigger says where it takes answers to, instead of a handshake. */
export const PREFLIGHT = 'whatsapp-business-preflight';

/** A question that an approval tells the trigger of, where statuses may not repeat its reference. */
export interface Announcement {
	/** The question's own. */
	reference: string;
	messageId: string;
	/** Everything that is known of the person, as `canonicalPerson` writes it; bars between. */
	people: string;
}

/** The query of an announcement; who knows the credential can write one, and nobody else. */
export function announce(announcement: Announcement, account: Account): Record<string, string> {
	const { reference, messageId, people } = announcement;
	return {
		[PREFLIGHT]: reference,
		message: messageId,
		people,
		proof: prove(announcement, account),
	};
}

/** Reads an announcement; undefined for any other query, and for one that is not proven. */
export function readAnnouncement(
	query: Readonly<Record<string, string>>,
	account: Account,
): Announcement | undefined {
	const { [PREFLIGHT]: reference, message: messageId, people, proof } = query;
	if (!reference || !messageId || !people || !proof) return undefined;
	const announcement = { reference, messageId, people };
	return equalSecrets(proof, prove(announcement, account)) ? announcement : undefined;
}

/** Approval and trigger use the same credential, so all of it is the key. */
function prove({ reference, messageId, people }: Announcement, account: Account): string {
	const key = JSON.stringify(Object.entries(account).sort(([a], [b]) => (a < b ? -1 : 1)));
	const hmac = createHmac('sha256', `announcement ${key}`);
	return hmac.update(JSON.stringify([reference, messageId, people])).digest('base64url');
}
