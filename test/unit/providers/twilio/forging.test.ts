import type { IWebhookFunctions } from 'n8n-workflow';
import { createHash } from 'node:crypto';
import { readWebhookRequest, verifyAndParseWith } from '../../../../nodes/n8n/webhook';
import { twilio } from '../../../../nodes/providers/twilio';
import type { WebhookRequest } from '../../../../nodes/providers/http';
import { account } from '../../../fixtures/twilio/account';
import { form, inbound, signature, type Params } from '../../../fixtures/twilio/webhookRequest';

const TRIGGER = 'https://n8n.example.com/webhook/0b7f5c2e/webhook';
const ATTACKER = 'whatsapp:+12025550166';
const APPROVER = 'whatsapp:+12025550111';

/** What Twilio signed for a message that the attacker wrote, and the attacker got hold of. */
function heldBy(attackersText: string, url = TRIGGER, more: Params = {}) {
	const params = inbound('SM9', { Body: attackersText, From: ATTACKER, WaId: '', ...more });
	const body = form(params);
	const content = Object.keys(params)
		.sort()
		.map((name) => `${name}${String(params[name])}`)
		.join('');
	return { body, content, header: signature(body, url, account.authToken) };
}

/** Posts to the trigger with the signature that was held. */
async function post(body: string, header: string, query = '', more = {}): Promise<WebhookRequest> {
	const headers = {
		'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
		'x-twilio-signature': header,
		...more,
	};
	return await readWebhookRequest({
		getRequestObject: () => ({
			method: 'POST',
			originalUrl: `/webhook/0b7f5c2e/webhook${query}`,
			rawBody: Buffer.from(body),
		}),
		getNodeWebhookUrl: () => TRIGGER,
		getHeaderData: () => headers,
	} as unknown as IWebhookFunctions);
}

const forged = { From: APPROVER, ButtonPayload: 'w1-yes', ButtonText: 'Yes', MessageSid: 'SM1' };

describe('whoever holds one signed webhook of a text they wrote', () => {
	it('can have that very webhook let in: it is genuine', async () => {
		const { body, header } = heldBy('Hello');
		expect(verifyAndParseWith(twilio, account, await post(body, header))).toMatchObject({
			ok: true,
			events: [{ from: { phone: '12025550166' }, text: 'Hello' }],
		});
	});

	it('cannot make it any other one by a hash in a URL that a header hands on', async () => {
		const yes = form(forged);
		const hash = createHash('sha256').update(yes).digest('hex');
		const { content, header } = heldBy(`?bodySHA256=${hash}&rest=`);
		const handedOn = TRIGGER + content;
		for (const type of ['application/x-www-form-urlencoded', 'application/json']) {
			const request = await post(yes, header, '', {
				'x-whatsapp-business-url': handedOn,
				'content-type': type,
			});
			expect(verifyAndParseWith(twilio, account, request)).toMatchObject({
				ok: false,
				status: 401,
			});
		}
	});

	it('nor by a hash in the query of a URL that has one, without any such header', async () => {
		const yes = form(forged);
		const hash = createHash('sha256').update(yes).digest('hex');
		const { content, header } = heldBy(`&bodySHA256=${hash}&rest=`, `${TRIGGER}?team=1`);
		const request = await post(yes, header, `?team=1${content}`);
		expect(verifyAndParseWith(twilio, account, request)).toMatchObject({ ok: false, status: 401 });
	});

	it('nor by a JSON body, which holds no fields at all', async () => {
		const json = JSON.stringify(forged);
		const hash = createHash('sha256').update(json).digest('hex');
		const { content, header } = heldBy(`&bodySHA256=${hash}&rest=`, `${TRIGGER}?team=1`);
		const taken = verifyAndParseWith(
			twilio,
			account,
			await post(json, header, `?team=1${content}`),
		);
		expect(taken.ok && taken.events).toBeFalsy();
	});

	it('nor by splitting the signed text into other fields', async () => {
		const text = `yesButtonPayloadw1-yesButtonTextYesFrom${APPROVER}MessageSidSM1ToZ`;
		const { content, header } = heldBy(text);
		const start = content.indexOf('yesButtonPayload');
		const tail = content.slice(start + text.length - 1);
		const split: Array<Record<string, string | string[]>> = [
			{ ...forged, Body: 'yes', To: '', Z: tail.slice(1) },
			{ ...forged, Body: 'yes', To: '', ZFrom: tail.slice('ZFrom'.length) },
		];
		for (const fields of split) {
			const body = form({
				AccountSid: account.accountSid,
				ApiVersion: '2010-04-01',
				...fields,
			});
			const request = await post(body, header);
			expect(verifyAndParseWith(twilio, account, request)).toMatchObject({
				ok: false,
				reason: expect.stringContaining('another message'),
			});
		}
	});

	it('nor by two senders in one form, or one in the URL', async () => {
		const text = `yesFrom${APPROVER}`;
		const whole = heldBy(text);
		const body = whole.body.replace(encodeURIComponent(`From${APPROVER}`), '');
		const twice = `${body}&From=${encodeURIComponent(APPROVER)}`;
		const request = await post(twice, whole.header);
		expect(verifyAndParseWith(twilio, account, request)).toMatchObject({
			ok: false,
			reason: expect.stringContaining('another message'),
		});

		const held = heldBy(`yesFrom${APPROVER}Z`, `${TRIGGER}?team=1`);
		const cut = held.content.indexOf('yesFrom');
		const moved = `?team=1${held.content.slice(0, cut + 3)}`;
		const rest = held.content.slice(cut + 3 + `From${APPROVER}Z`.length);
		const other = await post(form({ From: APPROVER, Z: rest }), held.header, moved);
		expect(verifyAndParseWith(twilio, account, other)).toMatchObject({ ok: false, status: 401 });
	});
});
