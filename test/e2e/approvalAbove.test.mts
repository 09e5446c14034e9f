import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../../playground/browser.mts';
import { outputsOf } from '../../playground/workflows/executionData.mts';
import { providers } from '../../dist/nodes/providers/index.js';
import {
	approvalFlow,
	approvalWithFile,
	inboxFlow,
	install,
	start,
	type ApprovalFlow,
} from './flows.mts';
import type { PhonePage } from './phonePage.mts';
import { pageOf, type ProviderPage, providerPage } from './providerPages.mts';
import { executionIn, startStack, type Stack } from './stack.mts';

const MARTA = '+1 202 555 0111';
const DIEGO = '+1 202 555 0112';
const PDF = '%PDF-1.4\n%%EOF';
const file = { fileName: 'invoice-4711.pdf', mimeType: 'application/pdf', text: PDF };
const fromItem = { above: 'document', mediaSource: 'binary', binaryPropertyName: 'data' };
const PICTURE = 'https://example.com/parcel.jpg';

let first: Stack;
let browser: Browser;
beforeAll(async () => {
	first = await startStack();
	browser = await startBrowser();
}, 240_000);
afterAll(async () => {
	await browser?.close();
	await first?.stop();
}, 60_000);

interface Shown {
	event: string;
	above?: object;
	person?: { name?: string };
}

async function begin(stack: Stack, subject: string, wanted: ApprovalFlow, withFile = false) {
	const flow = withFile ? approvalWithFile(stack, wanted, file) : approvalFlow(stack, wanted);
	const workflow = await install(stack, flow);
	await start(stack, workflow, { subject });
	return workflow;
}

/** The evidence of an approval, after a look at the exit that it took. */
async function evidenceOf(stack: Stack, { id }: { id: string }, exit: number) {
	const done = await executionIn(stack, id, 'success');
	const exits = outputsOf(done, 'Ask');
	expect(exits.findIndex((items) => items.length > 0)).toBe(exit);
	return (exits[exit]![0]!.json.approval as { history: Shown[] }).history;
}

/** What stands above the newest question with these words, in the page's own words. */
const above = async (phones: PhonePage, person: string, words: string) =>
	await (await phones.bubble(person, words)).locator('.media-file, .media-picture').innerText();

describe('a PDF of the item, on the phone page', () => {
	let phones: PhonePage;
	beforeAll(async () => {
		await install(first, inboxFlow(first));
		phones = await pageOf(browser, first);
	}, 60_000);
	beforeEach(() => phones.startAgain());

	it('stands above the buttons of everyone in the row, also when the question is put again', async () => {
		const subject = 'Pay this invoice?';
		const more = { ...fromItem, whoDecides: 'order' };
		const approver = `${MARTA}, ${DIEGO}`;
		const workflow = await begin(first, subject, { approver, more }, true);
		expect(await above(phones, 'marta', subject)).toBe('invoice-4711.pdf');
		await executionIn(first, workflow.id, 'waiting');

		const question = await phones.bubble('marta', subject);
		await question.getByRole('button', { name: 'React or quote' }).click();
		await question.getByRole('button', { name: 'Quote this message' }).click();
		await phones.write('marta', 'What is it for?');
		await phones.bubble('marta', 'Approve, Reject');
		await (await phones.phone('marta'))
			.locator('[data-test="bubble"]:has(.media-file)')
			.nth(1)
			.waitFor();
		expect(await above(phones, 'marta', subject)).toBe('invoice-4711.pdf');

		await executionIn(first, workflow.id, 'waiting');
		await phones.tapBelow('marta', subject, 'Approve');
		expect(await above(phones, 'diego', subject)).toBe('invoice-4711.pdf');
		await executionIn(first, workflow.id, 'waiting');
		await phones.tapBelow('diego', subject, 'Approve');

		const sha256 = createHash('sha256').update(PDF).digest('hex');
		const asked = (await evidenceOf(first, workflow, 0)).filter(({ above: shown }) => shown);
		expect(asked.map(({ event, above: shown }) => [event, shown])).toEqual(
			['asked', 'asked again', 'asked'].map((event) => [
				event,
				{ type: 'document', filename: 'invoice-4711.pdf', sha256 },
			]),
		);
		const { data: calls } = await first.phones.get('/calls');
		expect(calls.filter(({ path }: { path: string }) => /\/media$/.test(path))).toHaveLength(1);
	});

	it('stands above a question that is answered in writing', async () => {
		const subject = 'What is this invoice for?';
		const wanted = {
			approver: MARTA,
			choices: [],
			more: { ...fromItem, responseType: 'freeText' },
		};
		const workflow = await begin(first, subject, wanted, true);
		expect(await above(phones, 'marta', subject)).toBe('invoice-4711.pdf');
		await executionIn(first, workflow.id, 'waiting');
		await phones.write('marta', 'Diesel');
		const history = await evidenceOf(first, workflow, 0);
		expect(history.at(-1)).toMatchObject({ event: 'answered', text: 'Diesel' });
	});
});

const others = providers.filter(({ id }) => id !== 'meta');

describe.each(others.map((one) => [one.name, one] as const))('%s', (_name, { id, supports }) => {
	let provider: ProviderPage;
	let stack: Stack;
	let phones: PhonePage;
	beforeAll(async () => {
		provider = await providerPage(browser, first, id);
		({ stack, phones } = provider);
	}, 60_000);
	afterAll(() => provider?.stop(), 60_000);

	const more = { above: 'image', mediaSource: 'link', link: PICTURE };
	const options = { checkAnswers: false };

	it('shows a picture above the buttons where it documents that, else nobody is asked', async () => {
		const subject = `Take this parcel, ${id}?`;
		const workflow = await begin(stack, subject, { approver: MARTA, more, options });
		if (!supports.buttons?.headerMedia) {
			const failed = await executionIn(stack, workflow.id, 'error');
			expect(failed.data.resultData.error?.message).toMatch(/shows no picture above buttons/);
			return;
		}
		expect(await above(phones, 'marta', subject)).toContain('Photo');
		await executionIn(stack, workflow.id, 'waiting');
		await phones.tapBelow('marta', subject, 'Reject');
		const [asked] = await evidenceOf(stack, workflow, 1);
		expect(asked).toMatchObject({ event: 'asked', above: { type: 'image', link: PICTURE } });
	});

	it('shows it above a question that is answered in writing', async () => {
		const subject = `What is in this parcel, ${id}?`;
		const writing = { ...more, responseType: 'freeText' };
		const workflow = await begin(stack, subject, {
			approver: MARTA,
			choices: [],
			more: writing,
			options,
		});
		expect(await above(phones, 'marta', subject)).toContain('Photo');
		await executionIn(stack, workflow.id, 'waiting');
	});
});
