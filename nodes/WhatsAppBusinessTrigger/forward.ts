import { createHash } from 'node:crypto';
import { sleep, type IWebhookFunctions } from 'n8n-workflow';
import type { WebhookRequest } from '../providers/http';
import { TEST } from '../approvals/protocol';
import { isSuccess, SIGNED_URL } from '../core/http';
import { forward } from '../n8n/transport';

/** Marks what one trigger has passed on to another. */
const FORWARDED = 'x-whatsapp-business-forwarded';

/**
 * Headers that belong to the hop, not to the message. n8n has decompressed the body, so the encoding is
 * none that these bytes have any more; what it cannot decompress is not let in.
 */
const HOP = new Set([
	'host',
	'connection',
	'keep-alive',
	'te',
	'trailer',
	'upgrade',
	'expect',
	'content-length',
	'content-encoding',
	'transfer-encoding',
]);

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
 * Where a webhook has to go on to; the test webhook of an approval or of the doctor is for this trigger only.
 *
 * @param addresses URLs as the builder wrote them; what is no address is said by `settingsProblem`
 * @param ownUrl this trigger's own, which is left out
 */
export function forwardsOf(request: WebhookRequest, addresses: string, ownUrl: string): Forward[] {
	if (request.headers[TEST] !== undefined) return [];
	const body = createHash('sha256').update(request.body).digest('base64url');
	return readAddresses(addresses)
		.urls.filter((url) => url !== ownUrl)
		.map((url) => ({ id: `forward ${url} ${body}`, url }));
}

/** What stands between addresses, which may hold a bar or a semicolon themselves. */
const BETWEEN = /[\s,]+|[;|](?=\s|["']?https?:|$)/i;

/**
 * Reads a list of addresses: with commas, semicolons, bars, spaces or line breaks between, in quotes or not.
 *
 * @returns with what is no address, as it is written
 */
export function readAddresses(list: string): { urls: string[]; unreadable: string[] } {
	const entries = list
		.split(BETWEEN)
		.map((entry) => entry.replace(/^["'<[]+|["'>\]]+$/g, ''))
		.filter((entry) => entry !== '');
	const isAddress = (entry: string) => /^https?:\/\//i.test(entry) && URL.canParse(entry);
	return {
		urls: [...new Set(entries.filter(isAddress))],
		unreadable: entries.filter((entry) => !isAddress(entry)),
	};
}

/** Milliseconds before each further try where the provider does not deliver again. */
const FURTHER_TRIES = [1000, 5000, 15_000, 40_000];

/**
 * Passes a webhook on, bytes and signature as they came.
 *
 * @param redelivers does the provider deliver again what was not taken? Else this tries for a minute
 * @returns whether it was taken
 */
export async function passOn(
	context: IWebhookFunctions,
	{ url }: Forward,
	request: WebhookRequest,
	redelivers: boolean,
): Promise<boolean> {
	const headers = { ...passedOn(request), [FORWARDED]: '1' };
	let status = 0;
	for (const delay of [0, ...(redelivers ? [] : FURTHER_TRIES)]) {
		await sleep(delay);
		({ status } = await forward(context, url, request.body, headers));
		if (isSuccess(status)) return true;
	}
	const { host } = new URL(url);
	const next = redelivers ? 'it will come again' : 'it is lost there';
	context.logger.warn(
		`WhatsApp Business Trigger: ${host} did not take a forwarded webhook (HTTP ${status}); ${next}`,
	);
	return false;
}
