import { z } from 'zod';

import { callableUrl, firstIssue, isThisMachine } from '../../api.mts';
import { type World, changed } from '../../world.mts';
import { HEADER_NAME, WEBHOOK_SECRET } from './account.mts';
import { DialogRefusal } from './failure.mts';

interface WebhookConfig {
	url: string;
	headers: Record<string, string>;
}

/**
 * https without a port and without an underscore in the host (partner docs, multiple webhooks), except
 * on this machine. That an empty URL would remove the webhook is not documented, so it is refused.
 */
function isCallable(value: string): boolean {
	const url = callableUrl(value);
	if (!url || isThisMachine(url)) return url !== undefined;
	return url.port === '' && !url.hostname.includes('_');
}

const configBody = z.strictObject({
	url: z.string().refine(isCallable, { message: 'is not a valid webhook URL' }),
	headers: z
		.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().regex(/^[\x20-\x7e]*$/))
		.optional(),
});

const RESOURCE = 'dialog360 webhook';

/**
 * What is registered; for an address pasted in the Hub (control API), with the header that the set-up
 * asks for.
 */
export function webhookConfig(world: World): WebhookConfig | null {
	if (world.callback === null) return null;
	const registered = world.resources.get(RESOURCE) as WebhookConfig | undefined;
	return registered?.url === world.callback
		? registered
		: { url: world.callback, headers: { [HEADER_NAME]: WEBHOOK_SECRET } };
}

/** `GET /v1/configs/webhook`. What is answered without a webhook is not documented. */
export function readWebhookConfig(world: World): unknown {
	return webhookConfig(world) ?? { url: '' };
}

/** `POST /v1/configs/webhook`: no handshake follows. */
export function setWebhookConfig(world: World, given: unknown): unknown {
	const parsed = configBody.safeParse(given);
	if (!parsed.success) {
		throw new DialogRefusal(400, firstIssue(parsed.error));
	}
	const { url, headers = {} } = parsed.data;
	world.callback = url;
	world.resources.set(RESOURCE, { url, headers } satisfies WebhookConfig);
	changed(world);
	return { url, headers };
}
