import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../playground/browser.mts';
import { outputsOf, type Execution } from '../../playground/workflows/executionData.mts';
import { waitFor } from '../../playground/waitFor.mts';
import { approvalFlow, inboxFlow, install, start, type ApprovalFlow } from './flows.mts';
import { openPhonePage, type PhonePage } from './phonePage.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

const MARTA = '+1 202 555 0111';
const DIEGO = '+1 202 555 0112';
const PRIYA = '+1 202 555 0113';
const NOBODY = '+1 202 555 0199';
const PEOPLE = ['marta', 'diego', 'priya'] as const;
const EXITS = ['Approved', 'Rejected', 'No Answer', 'Not Delivered'];

const THANKS = 'business: Thank you. Your answer has been recorded:';
/** A question as its person sees it before, and after a click on one of its buttons. */
const asked = (subject: string) => `business: May it be? ${subject} [Approve] [Reject]`;
const approved = (subject: string) => [
	`business: May it be? ${subject} (Approve) [Reject]`,
	'me: Approve',
	`${THANKS} Approve`,
];
const rejected = (subject: string) => [
	`business: May it be? ${subject} [Approve] (Reject)`,
	'me: Reject',
	`${THANKS} Reject`,
];

let stack: Stack;
let browser: Browser;
let phones: PhonePage;

beforeAll(async () => {
	stack = await startStack();
	await install(stack, inboxFlow(stack));
	browser = await startBrowser();
	const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
	context.setDefaultTimeout(30_000);
	phones = await openPhonePage(context, stack.simulator.url);
	for (const person of PEOPLE) await phones.phone(person);
}, 240_000);
beforeEach(() => phones.startAgain());
afterAll(async () => {
	await browser?.close();
	await stack?.stop();
}, 60_000);

/** Starts an approval of its own, whose question ends with the subject. */
async function begin(subject: string, wanted: ApprovalFlow) {
	const workflow = await install(stack, approvalFlow(stack, wanted));
	await start(stack, workflow, { subject });
	return workflow;
}

/** Waits until the chats show exactly these lines, and nothing else. */
async function chatsShow(wanted: Partial<Record<(typeof PEOPLE)[number], string[]>>) {
	const all = Object.fromEntries(PEOPLE.map((person) => [person, wanted[person] ?? []]));
	let shown: Record<string, string[]> = {};
	const asWanted = async () => {
		shown = {};
		for (const person of PEOPLE) shown[person] = await phones.chat(person);
		return JSON.stringify(shown) === JSON.stringify(all);
	};
	// What is on the page in the end says more than that it was awaited in vain.
	await waitFor(asWanted).catch(() => undefined);
	expect(shown).toEqual(all);
}

/** Waits until the page lists exactly these messages as sent by n8n, in any order. */
async function pageListsSent(...wanted: string[]) {
	const all = wanted.toSorted();
	let shown: string[] = [];
	await waitFor(async () => {
		shown = (await phones.sent()).sort();
		return JSON.stringify(shown) === JSON.stringify(all);
	}).catch(() => undefined);
	expect(shown).toEqual(all);
}

/** The approval in the item that left, after a look at which exit it took. */
async function leftBy({ id }: { id: string }, exit: string) {
	const done = await executionIn(stack, id, 'success');
	const counts = outputsOf(done, 'Ask').map((items) => items.length);
	expect(counts).toEqual(EXITS.map((name) => (name === exit ? 1 : 0)));
	expect(EXITS.filter((name) => name in done.data.resultData.runData)).toEqual([exit]);
	return approvalOf(done);
}

interface Approval {
	decision: string;
	person: { name?: string } | null;
	failure?: { code: string };
	history: Array<{ event: string; person?: { name?: string }; template?: string; code?: string }>;
}

function approvalOf(execution: Execution): Approval {
	return outputsOf(execution, 'Ask').flat()[0]!.json.approval as Approval;
}

describe('in order, on the phone page', () => {
	const approver = [MARTA, DIEGO, PRIYA].join(', ');
	const more = { whoDecides: 'order' };

	it('three people approve one after the other; each is asked after the one before', async () => {
		const subject = 'New warehouse';
		const workflow = await begin(subject, { approver, more });
		const martaAsked = await executionIn(stack, workflow.id, 'waiting');
		await chatsShow({ marta: [asked(subject)] });

		await phones.tapBelow('marta', subject, 'Approve');
		await phones.bubble('diego', subject);
		const diegoAsked = await executionIn(stack, workflow.id, 'waiting');
		expect(diegoAsked.id).toBe(martaAsked.id);
		await chatsShow({ marta: approved(subject), diego: [asked(subject)] });

		await phones.tapBelow('diego', subject, 'Approve');
		await phones.bubble('priya', subject);
		await executionIn(stack, workflow.id, 'waiting');
		await chatsShow({
			marta: approved(subject),
			diego: approved(subject),
			priya: [asked(subject)],
		});

		await phones.tapBelow('priya', subject, 'Approve');
		const { person, history } = await leftBy(workflow, 'Approved');
		expect(person).toMatchObject({ name: 'Priya Nair' });
		const decisions = history.filter(({ event }) => event === 'approved');
		expect(decisions.map((entry) => entry.person?.name)).toEqual([
			'Marta Ruiz',
			'Diego Lopez',
			'Priya Nair',
		]);
		const told = 'business: This has been decided by Priya Nair: Approve';
		await chatsShow({
			marta: [...approved(subject), told],
			diego: [...approved(subject), told],
			priya: approved(subject),
		});
	}, 120_000);

	it('a rejection ends it: the next is never asked, the one before sees who decided', async () => {
		const subject = 'Old warehouse';
		const workflow = await begin(subject, { approver, more });
		await executionIn(stack, workflow.id, 'waiting');
		await phones.tapBelow('marta', subject, 'Approve');
		await phones.bubble('diego', subject);
		await executionIn(stack, workflow.id, 'waiting');
		await phones.tapBelow('diego', subject, 'Reject');

		expect(await leftBy(workflow, 'Rejected')).toMatchObject({
			decision: 'rejected',
			person: { name: 'Diego Lopez' },
		});
		await chatsShow({
			marta: [...approved(subject), 'business: This has been decided by Diego Lopez: Reject'],
			diego: rejected(subject),
			priya: [],
		});
		await pageListsSent(
			'Reply buttons to Marta Ruiz: accepted',
			'Reply buttons to Diego Lopez: accepted',
			'Text to Marta Ruiz: accepted',
			'Text to Diego Lopez: accepted',
			'Text to Marta Ruiz: accepted',
		);
	}, 120_000);
});

describe('automatic fallback, on the phone page', () => {
	const options = { template: { __rl: true, mode: 'name', value: 'request_approval|en_US' } };
	/** The question as the template words it, with its quick-reply buttons. */
	const inTemplate = (subject: string, buttons = '[Approve] [Reject]') =>
		`business: Hello, a decision is waiting for you: May it be? ${subject} Please answer with a button below. ${buttons}`;

	describe.each([
		{ when: 'at once', late: false, outcome: 'refused' },
		{ when: 'a moment after it was accepted', late: true, outcome: 'failed 131047' },
	])('when WhatsApp refuses the buttons $when', ({ late, outcome }) => {
		const subject = (words: string) => `${words} ${late ? 'late' : 'early'}`;

		it.each([
			{ label: 'Approve', exit: 'Approved', buttons: '(Approve) [Reject]' },
			{ label: 'Reject', exit: 'Rejected', buttons: '[Approve] (Reject)' },
		])(
			'the question comes as the template, whose $label answers it',
			async (click) => {
				const { label, exit, buttons } = click;
				const question = subject(`Refund for ${label}`);
				await phones.setSwitch('windowRefusal', late);
				await phones.setSwitchOf('diego', 'windowClosed', true);
				const workflow = await begin(question, { approver: DIEGO, options });
				await chatsShow({ diego: [inTemplate(question)] });
				await executionIn(stack, workflow.id, 'waiting');
				await pageListsSent(
					`Reply buttons to Diego Lopez: ${outcome}`,
					'Template “request_approval” to Diego Lopez: accepted',
				);
				expect(await phones.switchOf('diego', 'windowClosed')).toBe(true);

				await phones.tapBelow('diego', question, label);
				const { person, history } = await leftBy(workflow, exit);
				expect(person).toMatchObject({ name: 'Diego Lopez' });
				expect(history).toContainEqual(
					expect.objectContaining({
						event: 'asked by template',
						template: 'request_approval|en_US',
					}),
				);
				await chatsShow({
					diego: [inTemplate(question, buttons), `me: ${label}`, `${THANKS} ${label}`],
				});
				// Whoever answers has written, which opens the window.
				expect(await phones.switchOf('diego', 'windowClosed')).toBe(false);
			},
			120_000,
		);

		it('in order, only the person whose window is closed gets the template', async () => {
			const question = subject('Night shift');
			await phones.setSwitch('windowRefusal', late);
			await phones.setSwitchOf('diego', 'windowClosed', true);
			const workflow = await begin(question, {
				approver: `${MARTA}, ${DIEGO}`,
				options,
				more: { whoDecides: 'order' },
			});
			await executionIn(stack, workflow.id, 'waiting');
			await chatsShow({ marta: [asked(question)] });
			await phones.tapBelow('marta', question, 'Approve');
			await chatsShow({ marta: approved(question), diego: [inTemplate(question)] });
			await executionIn(stack, workflow.id, 'waiting');
			await phones.tapBelow('diego', question, 'Approve');
			expect(await leftBy(workflow, 'Approved')).toMatchObject({
				person: { name: 'Diego Lopez' },
			});
		}, 120_000);

		it('without a template it is not delivered, and no chat shows a question', async () => {
			await phones.setSwitch('windowRefusal', late);
			await phones.setSwitchOf('diego', 'windowClosed', true);
			const workflow = await begin(subject('No template'), { approver: DIEGO });
			const { failure } = await leftBy(workflow, 'Not Delivered');
			expect(failure).toMatchObject({ code: '131047' });
			await chatsShow({});
		}, 120_000);
	});

	it('a number that is not on WhatsApp is not delivered, and no template is tried', async () => {
		const workflow = await begin('Who is it?', { approver: NOBODY, options });
		const { failure, person } = await leftBy(workflow, 'Not Delivered');
		expect(failure).toMatchObject({ code: '131026' });
		expect(person).toBeNull();
		await pageListsSent('Reply buttons to +12025550199: failed 131026');
		await chatsShow({});
	}, 120_000);
});
