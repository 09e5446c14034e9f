import type { Request } from 'express';

import { block, blockRequest, unblock } from '../../whatsapp/blocking.mts';
import type { World } from '../../world.mts';
import { numberOf } from './account.mts';
import { requireOwnApp } from './checkup.mts';
import { GupshupRefusal } from './failure.mts';
import { parsedForm } from './sendSchema.mts';

/** `POST /wa/app/{appId}/user/block` (docs.gupshup.io/reference/block-unblock-user): Meta's body and answer. */
export function blockUsers(world: World, { params, body }: Request): object {
	requireOwnApp(String(params.appId));
	const answer = block(world, numberOf(world).id, parsedForm(blockRequest, body));
	if (!answer.failed) return { ...answer.body, status: 'success' };
	throw new GupshupRefusal(400, 'Failed to block some users', answer.body);
}

/** `POST /wa/app/{appId}/user/unblock` */
export function unblockUsers(world: World, { params, body }: Request): object {
	requireOwnApp(String(params.appId));
	const answer = unblock(world, numberOf(world).id, parsedForm(blockRequest, body));
	return { ...answer, status: 'success' };
}
