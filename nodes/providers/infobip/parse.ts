import { createHash } from 'node:crypto';
import { asObject, asObjects, parseJson } from '../../shared/json';
import type { InboundEvent } from '../../whatsapp/events';
import type { WebhookRequest } from '../provider';
import { readInbound } from './events';
import { readReport, readSeen } from './reports';

/**
 * Every event of a webhook. Messages, delivery reports and seen reports come in lists named `results`
 * to one URL; nothing but their fields tells them apart.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-inbound-messages/receive-whatsapp-inbound-messages
 */
export function parse({ body }: WebhookRequest): InboundEvent[] {
	const results = asObjects(asObject(parseJson(body))?.results);
	return results.flatMap((result, index): InboundEvent[] => {
		if (asObject(result.message)) return [readInbound(result, () => contentId(body, index))];
		const status = result.seenAt === undefined ? readReport(result) : readSeen(result);
		return status === undefined ? [] : [status];
	});
}

/** An id for a message that has none: the same for every delivery of the same body. */
function contentId(body: Buffer, index: number): string {
	return createHash('sha256').update(`${index}:`).update(body).digest('base64url').slice(0, 32);
}
