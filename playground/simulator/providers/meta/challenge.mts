import { randomInt } from 'node:crypto';
import axios from 'axios';

import { callableUrl } from '../../api.mts';
import { byRoad, newRecord, webhookCall } from '../../courier.mts';
import { invalidParameter, WhatsAppRefusal } from '../../whatsapp/refusal.mts';
import { type World, changed } from '../../world.mts';

/** The URL, if Meta would send webhooks there. @throws WhatsAppRefusal */
export function checkCallbackUrl(param: string, value: unknown): string {
	if (typeof value !== 'string' || !URL.canParse(value)) {
		throw invalidParameter(`${param} must be a valid URL`);
	}
	if (!callableUrl(value)) throw invalidParameter(`${param} must use https`);
	return value;
}

function refused(reason: string): WhatsAppRefusal {
	return new WhatsAppRefusal(
		400,
		2200,
		`(#2200) Callback verification failed with the following errors: ${reason}`,
	);
}

/** The challenge: the endpoint must answer 200 with exactly the text sent (M:webhooks/create-webhook-endpoint). */
export async function verifyCallback(
	world: World,
	callbackUrl: string,
	verifyToken: string,
): Promise<void> {
	const challenge = String(randomInt(100_000_000, 2_000_000_000));
	const url = new URL(callbackUrl);
	url.searchParams.set('hub.mode', 'subscribe');
	url.searchParams.set('hub.challenge', challenge);
	url.searchParams.set('hub.verify_token', verifyToken);
	const started = Date.now();
	const record = (status: number, response?: string, error?: string) => {
		const attempt = {
			number: 1,
			at: new Date(world.clock.now()).toISOString(),
			target: callbackUrl,
			status,
			...(error && { error }),
			...(response && { response: response.slice(0, 500) }),
			milliseconds: Date.now() - started,
		};
		newRecord(world, {
			event: 'Verification of a callback URL',
			target: callbackUrl,
			body: { 'hub.mode': 'subscribe', 'hub.challenge': challenge, 'hub.verify_token': '***' },
			attempts: [attempt],
			outcome: status === 200 && response === challenge ? 'delivered' : 'given up',
		});
		changed(world);
	};
	if (world.switches.n8nUnreachable) {
		record(0, undefined, 'Connection refused');
		throw refused('curl_errno = 7; curl_error = Could not connect; HTTP Status Code = 0');
	}
	let answer;
	try {
		answer = await axios.get<string>(byRoad(world, url.href), webhookCall(world));
	} catch (error) {
		const reason = error instanceof Error ? error.message : 'no answer';
		record(0, undefined, reason);
		throw refused(`curl_error = ${reason}; HTTP Status Code = 0`);
	}
	record(answer.status, String(answer.data));
	if (answer.status !== 200) {
		throw refused(
			`HTTP Status Code = ${answer.status}; HTTP Message = ${answer.statusText || 'refused'}`,
		);
	}
	if (String(answer.data) !== challenge) {
		throw refused('the response does not match the challenge; HTTP Status Code = 200');
	}
}
