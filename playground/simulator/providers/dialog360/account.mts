import type { Request } from 'express';

import { digitsOf } from '../../account.mts';
import type { AccountDoor } from '../../provider.mts';
import type { World } from '../../world.mts';
import type { GraphCall } from '../meta/graph.mts';
import { DialogRefusal } from './failure.mts';

/** The key of the account's first number, and what its builder chose. All values are fictional. */
export const API_KEY = 'PlaygroundKey0123456789_AK';
export const WEBHOOK_SECRET = 'playground-webhook-secret';
export const HEADER_NAME = 'X-Webhook-Secret';

export const account: AccountDoor = {
	credential: ({ phoneNumbers }, url) => ({
		type: 'dialog360Api',
		data: {
			apiKey: API_KEY,
			webhookSecret: WEBHOOK_SECRET,
			phoneNumber: phoneNumbers[0]?.displayPhoneNumber ?? '',
			advanced: true,
			baseUrl: url,
			headerName: HEADER_NAME,
			platformSecret: '',
		},
	}),
	senderId: ({ phoneNumbers }, phoneNumberId) =>
		digitsOf(phoneNumbers.find(({ id }) => id === phoneNumberId)?.displayPhoneNumber ?? ''),
	secrets: () => [API_KEY, WEBHOOK_SECRET],
};

/** The number that the key belongs to. */
export const numberOfKey = (world: World): string => world.account.phoneNumbers[0]?.id ?? '';

/** 360dialog hands a call on to Meta: about the number of the key, or about what the path names. */
export function graphCall(world: World, request: Request): GraphCall {
	const rawBody = Buffer.isBuffer(request.body) ? request.body : null;
	const body: unknown = rawBody ? {} : (request.body ?? {});
	if (body === null || typeof body !== 'object' || Array.isArray(body)) {
		throw new DialogRefusal(400, 'The body must be a JSON object');
	}
	return {
		world,
		method: request.method as GraphCall['method'],
		version: '',
		origin: `${request.protocol}://${request.host}`,
		objectId: String(request.params.id ?? numberOfKey(world)),
		query: Object.fromEntries(
			Object.entries(request.query).map(([name, value]) => [name, String(value)]),
		),
		body: body as Record<string, unknown>,
		contentType: request.headers['content-type'] ?? '',
		rawBody,
		token: 'system user',
	};
}
