import type { IWebhookFunctions } from 'n8n-workflow';
import { asObject, parseJson } from '../core/json';
import type { WebhookRequest } from '../providers/http';
import type { Provider } from '../providers/provider';

/** Milliseconds: who sends such bodies sends many, e.g. the SMS of a number. */
const PAUSE = 60 * 60 * 1000;
/** When it was said last in this process, by node. */
const said = new Map<string, number>();

/**
 * Says in n8n's log, once an hour, that a proven webhook held nothing that the provider's reader knows.
 * It was answered with success, so nobody else would say it. Nothing of the body is repeated.
 *
 * @param node of the trigger, as `nodeOf` names it
 * @param now in milliseconds
 */
export function sayNothingFound(
	{ logger }: Pick<IWebhookFunctions, 'logger'>,
	{ name }: Pick<Provider, 'name'>,
	{ body }: Pick<WebhookRequest, 'body'>,
	node: string,
	now: number,
): void {
	if (!hasContent(body) || now - (said.get(node) ?? -Infinity) < PAUSE) return;
	said.set(node, now);
	logger.warn(
		`WhatsApp Business Trigger: ${name} sent a webhook of ${body.length} bytes in which no message, status or news of WhatsApp was found. Check at ${name} which webhooks come to this URL, and in which format. This is said once an hour`,
	);
}

/** Is there more in it than the envelope, which providers and this package send as a test? */
function hasContent(body: Buffer): boolean {
	const start = body.toString('utf8', 0, 200).trimStart();
	if (start === '') return false;
	// A form of one field, such as the account alone, is a test too.
	if (!/^[[{"]/.test(start)) return body.includes('&') || !start.includes('=');
	const whole = parseJson(body);
	if (Array.isArray(whole)) return whole.length > 0;
	const values = Object.values(asObject(whole) ?? {});
	const lists = values.filter((value) => Array.isArray(value));
	return values.length > 0 && (lists.length === 0 || lists.some((list) => list.length > 0));
}
