import type { Request } from 'express';

import type { World } from '../../world.mts';
import { sendMessage } from '../meta/send.mts';
import { graphCall } from './account.mts';

/** `POST /messages`: Meta's messages at an address without a number, which the key tells. */
export const send = (world: World, request: Request): unknown =>
	sendMessage(graphCall(world, request));
