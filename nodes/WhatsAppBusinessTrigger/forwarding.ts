import { createHash } from 'node:crypto';
import type { IWebhookFunctions } from 'n8n-workflow';
import type { WebhookRequest } from '../providers/types';
import { isSuccess } from '../shared/httpStatus';
import { SIGNED_URL } from '../shared/signedUrl';
import { forward } from '../shared/transport';

/** Marks what one trigger has passed on to another. */
const FORWARDED = 'x-whatsapp-business-forwarded';

/** Headers that belong to the hop, not to the message. */
const HOP = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'expect']);

/** The headers with which a webhook goes on: its signature and the rest as they came, and its URL. */
export function passedOn({ headers, url }: WebhookRequest): Record<string, string> {
	const kept = Object.entries(headers).filter(([name]) => !HOP.has(name));
	return { ...Object.fromEntries(kept), [SIGNED_URL]: url };
}

export const wasForwarded = ({ headers }: WebhookRequest): boolean =>
	headers[FORWARDED] !== undefined;

/** One address that this very body has to go to; `id` is the same on each redelivery. */
export interface Forward {
	id: string;
	url: string;
}

/**
 * Where a webhook has to go on to.
 *
 * @param addresses URLs as the builder wrote them, separated by commas or line breaks
 * @param ownUrl this trigger's own, which is left out
 */
export function forwardsOf(request: WebhookRequest, addresses: string, ownUrl: string): Forward[] {
	const body = createHash('sha256').update(request.body).digest('base64url');
	return addresses
		.split(/[\s,]+/)
		.filter((url) => /^https?:\/\//i.test(url) && url !== ownUrl)
		.map((url) => ({ id: `forward ${url} ${body}`, url }));
}

/** Passes a webhook on, bytes and signature as they came. @returns whether it was taken */
export async function passOn(
	context: IWebhookFunctions,
	{ url }: Forward,
	request: WebhookRequest,
): Promise<boolean> {
	const headers = { ...passedOn(request), [FORWARDED]: '1' };
	const { status } = await forward(context, url, request.body, headers);
	if (isSuccess(status)) return true;
	const { host } = new URL(url);
	context.logger.warn(
		`WhatsApp Business Trigger: ${host} did not take a forwarded webhook (HTTP ${status}); it will come again`,
	);
	return false;
}
