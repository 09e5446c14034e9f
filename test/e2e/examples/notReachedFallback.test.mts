import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Workflow } from '../../../playground/workflows/n8nRest.mts';
import { startSmtp } from '../../../playground/standIns/services/smtp.mts';
import { twilioSms } from '../../../playground/standIns/services/twilioSms.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { flow, install, start, webhookStart } from '../flows.mts';
import { bubbleWith } from '../phones.mts';
import { createTable, rows, type Row } from './dataTables.mts';
import {
	goLive,
	refusedByServices,
	startExampleStack,
	type ExampleStack,
} from './exampleStack.mts';
import { handIn } from './forms.mts';

const NAME = 'WhatsApp did not arrive';
const TABLE = 'whatsapp_notices';
const nobody = '+1 202 555 0199';
const sms = twilioSms();
/** What is left when n8n stops after a notice was claimed, before the SMS was on record. */
const interrupted = {
	reference: 'notice-1-0',
	person: 'Rosa Vidal',
	state: 'falling back',
	claimedAt: '2026-01-15T08:00:00.000Z',
};

let stack: ExampleStack;
let post: Awaited<ReturnType<typeof startSmtp>>;
let live: Workflow;
beforeAll(async () => {
	post = await startSmtp();
	stack = await startExampleStack([sms, post]);
	const texts = 'reference person phone email notice state messageId fallbackId detail'.split(' ');
	const dates = ['sentAt', 'deadline', 'claimedAt', 'settledAt'];
	const columns = {
		...Object.fromEntries(texts.map((name) => [name, 'string' as const])),
		...Object.fromEntries(dates.map((name) => [name, 'date' as const])),
	};
	await createTable(stack, TABLE, columns, [interrupted]);
	live = await goLive(stack, NAME, settings({ minutesToArrive: 0.3 }));
}, 240_000);
afterAll(async () => {
	await stack?.stop();
	await post?.stop();
}, 60_000);

/** Nobody waits a minute for a test to look at the clock. */
const settings = (changes: Record<string, unknown>) => ({
	Settings: changes,
	'Every Minute': { rule: { interval: [{ field: 'seconds', secondsInterval: 2 }] } },
});
async function goLiveAgain(changes: Record<string, unknown>): Promise<void> {
	await stack.rest.deactivate(live.id);
	live = await goLive(stack, NAME, settings(changes));
}
const notice = (Name: string, WhatsApp: string, Notice: string, Email = '') => ({
	Name,
	WhatsApp,
	Email,
	Notice,
});
/** @param filled a column that is filled in by another execution */
const recordOf = (person: string, state: string, filled = 'state') =>
	waitFor<Row | undefined>(
		async () =>
			(await rows(stack, TABLE)).findLast(
				(row) => row.person === person && row.state === state && row[filled],
			),
		{ timeout: 60_000, what: `${person} to be on record as ${state}` },
	);
const forgotten = { phone: '', email: '', notice: '' };

it('what arrives in time is not sent again; what does not goes by SMS, once', async () => {
	await handIn(stack, live, notice('Diego Lopez', '+1 202 555 0112', 'The depot is closed.'));
	const { id } = await bubbleWith(stack, 'diego', 'important notice for you: The depot is closed.');
	const arrived = await recordOf('Diego Lopez', 'arrived', 'messageId');
	expect(arrived).toMatchObject({ ...forgotten, messageId: id, fallbackId: null });

	await stack.phones.post('/switches', { personId: 'priya', phoneOff: true });
	await handIn(stack, live, notice('Priya Nair', '+1 202 555 0113', 'No delivery today.'));
	const late = await recordOf('Priya Nair', 'sms');
	// By now the time of the first is over too.
	expect(Date.parse(String(late.claimedAt))).toBeGreaterThan(Date.parse(String(arrived.deadline)));
	expect(Date.parse(String(late.claimedAt))).toBeGreaterThanOrEqual(
		Date.parse(String(late.deadline)),
	);
	expect(await rows(stack, TABLE)).toContainEqual(arrived);
	expect(sms.sent).toMatchObject([
		{
			sid: late.fallbackId,
			to: '+12025550113',
			from: '+12025550100',
			body: 'Hello Priya Nair, an important notice: No delivery today.',
		},
	]);
	expect(late).toMatchObject({ ...forgotten, detail: 'Not delivered in time' });
	expect(post.mails).toEqual([]);
	expect(refusedByServices(stack)).toEqual([]);
}, 120_000);

it('a notice on which n8n stopped is given to a person', async () => {
	const alert = await bubbleWith(stack, 'marta', 'the notice to Rosa Vidal, notice-1-0');
	expect(alert.view.text).toContain(': check by hand.');
	await recordOf('Rosa Vidal', 'check by hand');
}, 60_000);

it('what is tracked by its message ID arrives as well', async () => {
	await goLiveAgain({ minutesToArrive: 60, trackBy: 'messageId' });
	await handIn(stack, live, notice('Priya', '+1 202 555 0113', 'Mañana.'));
	await recordOf('Priya', 'waiting', 'messageId');
	await stack.phones.post('/switches', { personId: 'priya', phoneOff: false });
	await recordOf('Priya', 'arrived');
	// Her earlier message has arrived now too, but the SMS was first.
	await recordOf('Priya Nair', 'sms');
}, 90_000);

it('a refusal goes by SMS at once, in Spanish when Settings say so', async () => {
	await goLiveAgain({ language: 'es', minutesToArrive: 60 });
	await stack.phones.post('/switches', { rejectSends: { code: 131026, status: 400, times: 1 } });
	await handIn(stack, live, notice('Marta Ruiz', '+1 202 555 0111', 'La nave está cerrada.'));
	const { fallbackId, detail } = await recordOf('Marta Ruiz', 'sms');
	expect(sms.sent.find(({ sid }) => sid === fallbackId)).toMatchObject({
		to: '+12025550111',
		body: 'Hola Marta Ruiz, aviso importante: La nave está cerrada.',
	});
	expect(detail).toContain('cannot be delivered');
	expect(refusedByServices(stack)).toEqual([]);
}, 90_000);

it('a failed message goes by e-mail when Twilio is down; who has none is told to the office', async () => {
	sms.setDown(true);
	await handIn(stack, live, notice('Ana Gil', nobody, 'No hay reparto hoy.', 'ana@example.com'));
	await recordOf('Ana Gil', 'e-mail');
	expect(post.mails).toEqual([
		{
			from: 'office@example.com',
			to: ['ana@example.com'],
			subject: 'Un aviso importante para usted',
			text: 'Hola Ana Gil:\n\nNo hay reparto hoy.',
		},
	]);

	const caller = await install(stack, callerOf(live));
	await start(stack, caller, notice('Leo Paz', nobody, 'Mañana tampoco.'));
	const alert = await bubbleWith(stack, 'marta', 'el aviso a Leo Paz, notice-');
	expect(alert.view.text).toContain(': not reached.');
	expect(await recordOf('Leo Paz', 'not reached')).toMatchObject({ phone: nobody });
	sms.setDown(false);
}, 120_000);

/** Another workflow, which passes on what it is called with. */
function callerOf({ id }: Workflow) {
	const fields = ['Name', 'WhatsApp', 'Email', 'Notice'];
	const assignments = fields.map((name) => ({
		id: name,
		name: name.toLowerCase(),
		type: 'string',
		value: `={{ $json.body.${name} }}`,
	}));
	const call = { workflowId: { __rl: true, mode: 'id', value: id }, mode: 'once', options: {} };
	return flow(
		'Caller',
		[
			webhookStart('not-reached-caller'),
			{
				name: 'Notice',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: { assignments: { assignments }, options: {} },
			},
			{
				name: 'Send',
				type: 'n8n-nodes-base.executeWorkflow',
				typeVersion: 1.2,
				parameters: call,
			},
		],
		{ Start: [['Notice']], Notice: [['Send']] },
	);
}
