import type { Request } from 'express';

import type { World } from '../../world.mts';
import { sendMarketing, sendMessage } from '../meta/send.mts';
import { graphCall } from './account.mts';

/** `POST /messages`: Meta's messages at an address without a number, which the key tells. */
export const send = (world: World, request: Request): unknown =>
	sendMessage(graphCall(world, request));

/** `POST /marketing_messages`: the same for marketing templates (360dialog, mm-lite-versus-cloud-api). */
export const sendByMarketing = (world: World, request: Request): unknown =>
	sendMarketing(graphCall(world, request));
