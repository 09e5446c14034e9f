import { block, blockedBy, blockRequest, unblock } from '../../whatsapp/blocking.mts';
import { WhatsAppRefusal } from '../../whatsapp/refusal.mts';
import { type GraphCall, paged, parsedBody, requireScope } from './graph.mts';

const SCOPE = 'whatsapp_business_messaging';

/** `POST /<PHONE_NUMBER_ID>/block_users`: with one failure the whole is refused, and says what was done. */
export function blockUsers(call: GraphCall): unknown {
	requireScope(call, SCOPE);
	const { body, failed } = block(call.world, call.objectId, parsedBody(blockRequest, call.body));
	if (!failed) return body;
	throw new WhatsAppRefusal(400, 139100, '(#139100) Failed to block/unblock users', {
		details: 'Failed to block some users, see the block_users response list for details',
		beside: body,
	});
}

/** `DELETE /<PHONE_NUMBER_ID>/block_users` */
export function unblockUsers(call: GraphCall): unknown {
	requireScope(call, SCOPE);
	return unblock(call.world, call.objectId, parsedBody(blockRequest, call.body));
}

/** `GET /<PHONE_NUMBER_ID>/block_users` */
export function listBlockedUsers(call: GraphCall): unknown {
	requireScope(call, SCOPE);
	return paged(call, `${call.objectId}/block_users`, blockedBy(call.world, call.objectId));
}
