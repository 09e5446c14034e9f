import { phoneDigits } from '../../core/phone';
import type { Account, HttpRequest, ReadReceipt } from '../provider';
import { infobipAccount, infobipUrl } from './account';

/**
 * Builds `POST /whatsapp/1/senders/{sender}/message/{messageId}/read`, which has no body.
 *
 * @see https://www.infobip.com/docs/api/channels/whatsapp/whatsapp-inbound-messages/mark-whatsapp-message-as-read
 */
export function markRead({ from, messageId }: ReadReceipt, account: Account): HttpRequest {
	const sender = phoneDigits(from) ?? from;
	const path = ['whatsapp', '1', 'senders', sender, 'message', messageId, 'read'];
	return { method: 'POST', url: infobipUrl(infobipAccount(account), ...path) };
}
