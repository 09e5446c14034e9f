import { randomBytes } from 'node:crypto';
import { z } from 'zod';

import { type Service, checked, Refusal, serviceApp } from '../service.mts';

const ACCOUNT = `AC${'0'.repeat(32)}`;
const TOKEN = 'twilio-stand-in-token';

interface Sms {
	sid: string;
	from: string;
	to: string;
	body: string;
}

const number = z.string().regex(/^\+[1-9]\d{6,14}$/);
const message = z.strictObject({
	From: number,
	To: number,
	Body: z.string().min(1).max(1600),
	StatusCallback: z.literal('').or(z.url()).optional(),
});

/** Twilio's own numbers for what is wrong, by the field. */
const CODES: Record<string, number> = { To: 21211, From: 21212, Body: 21602 };

const problem = (status: number, code: number, text: string) => ({
	code,
	message: text,
	more_info: `https://www.twilio.com/docs/errors/${code}`,
	status,
});

/**
 * SMS by Twilio.
 *
 * @see https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 * @see https://www.twilio.com/docs/usage/twilios-response#twilio-apis-exception-representation
 */
export function twilioSms() {
	const sent: Sms[] = [];
	const service = serviceApp(
		(app) => {
			app.post(`/2010-04-01/Accounts/${ACCOUNT}/Messages.json`, ({ body: form }, response) => {
				const { From, To, Body } = checked(message, form, (text) => {
					const code = CODES[text.split(':')[0]!] ?? 20001;
					return new Refusal(400, problem(400, code, text));
				});
				const sid = `SM${randomBytes(16).toString('hex')}`;
				sent.push({ sid, from: From, to: To, body: Body });
				response.status(201).json({
					sid,
					account_sid: ACCOUNT,
					status: 'queued',
					direction: 'outbound-api',
					from: From,
					to: To,
					body: Body,
					num_segments: '1',
					error_code: null,
					error_message: null,
				});
			});
		},
		({ headers }) => headers.authorization === `Basic ${btoa(`${ACCOUNT}:${TOKEN}`)}`,
		{
			unauthorized: problem(401, 20003, 'Authenticate'),
			down: problem(503, 20503, 'Service Unavailable'),
		},
	);
	return {
		hosts: { 'api.twilio.com': service.app },
		credentials: [
			{
				name: 'Twilio SMS',
				type: 'twilioApi',
				data: { authType: 'authToken', accountSid: ACCOUNT, authToken: TOKEN },
				nodes: ['n8n-nodes-base.twilio'],
			},
		],
		setDown: service.setDown,
		refused: service.refused,
		sent,
	} satisfies Service & Record<string, unknown>;
}
