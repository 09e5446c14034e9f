import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Workflow } from '../../../playground/workflows/n8nRest.mts';
import { googleDrive } from '../../../playground/standIns/services/googleDrive.mts';
import { googleSheets } from '../../../playground/standIns/services/googleSheets.mts';
import { waitFor } from '../../../playground/waitFor.mts';
import { inboxFlow, install } from '../flows.mts';
import { bubbles, bubbleWith, tap, write, type Bubble } from '../phones.mts';
import { executionIn } from '../stack.mts';
import {
	goLive,
	refusedByServices,
	startExampleStack,
	type ExampleStack,
} from './exampleStack.mts';
import { handIn } from './forms.mts';

const drive = googleDrive(['waiting', 'signed', 'refused', 'open']);
const sheet = googleSheets('signature-sheet', {
	Signatures: [
		[
			'Time',
			'Document',
			'File ID',
			'SHA-256',
			'Requested by',
			'Result',
			'Signatures',
			'Reason',
			'Message IDs',
			'Detail',
		],
	],
});
const settings = (changes: Record<string, unknown> = {}) => ({
	Settings: {
		firstSigner: '+1 202 555 0113',
		secondSigner: '+1 202 555 0111',
		waitingFolder: drive.folderUrl('waiting'),
		signedFolder: drive.folderUrl('signed'),
		refusedFolder: drive.folderUrl('refused'),
		openFolder: drive.folderUrl('open'),
		sheet: sheet.url,
		...changes,
	},
});

let stack: ExampleStack;
let live: Workflow;
beforeAll(async () => {
	stack = await startExampleStack([drive, sheet]);
	await install(stack, inboxFlow(stack));
	live = await goLive(stack, 'Document sign-off', settings());
}, 240_000);
afterAll(() => stack?.stop(), 60_000);

const pdf = (title: string) => Buffer.from(`%PDF-1.4\n% ${title}\n%%EOF\n`);
const request = (Document: string) => ({
	Name: 'Diego Lopez',
	'WhatsApp number': '+1 202 555 0112',
	Document,
	PDF: new File([pdf(Document)], 'scan.pdf', { type: 'application/pdf' }),
});
/** The newest question to a person, once its answer can be taken. */
async function questionTo(person: string, workflow: Workflow, words: string): Promise<Bubble> {
	const question = await bubbleWith(stack, person, words);
	await executionIn(stack, workflow.id, 'waiting');
	return question;
}
const asked = async (person: string) =>
	(await bubbles(stack, person)).filter(({ view }) => view.text?.includes('Do you sign'));
const names = (folder: string) => drive.filesIn(folder).map(({ name }) => name);
const rowAbout = (document: string) =>
	waitFor(async () => sheet.rows('Signatures').find((row) => row.Document === document), {
		what: `evidence about ${document}`,
	});

it('two people sign one after the other, and the evidence names the very file', async () => {
	await handIn(stack, live, request('Lease of van 7'));
	const shown = await bubbleWith(stack, 'priya', 'Here is the document Lease of van 7');
	expect(shown.view).toMatchObject({ media: { kind: 'document' } });
	await bubbleWith(stack, 'marta', 'Here is the document Lease of van 7 from Diego Lopez');
	const first = await questionTo('priya', live, 'Do you sign the document *Lease of van 7*');
	expect(await asked('marta')).toEqual([]);
	expect(names('waiting')).toEqual(['Lease of van 7.pdf']);

	await tap(stack, 'priya', first, 'Sign');
	const second = await bubbleWith(stack, 'marta', 'Do you sign the document *Lease of van 7*');
	await tap(stack, 'marta', second, 'Sign');
	await bubbleWith(stack, 'diego', 'news about your document Lease of van 7: both have signed it.');

	const row = await rowAbout('Lease of van 7');
	expect(row).toMatchObject({
		'SHA-256': createHash('sha256').update(pdf('Lease of van 7')).digest('hex'),
		'Requested by': 'Diego Lopez',
		Result: 'signed',
		'Message IDs': `${first.id}; ${second.id}`,
	});
	expect(row.Signatures).toMatch(/^Priya Nair approved 2.+Z; Marta Ruiz approved 2.+Z$/);
	expect(drive.filesIn('signed')).toMatchObject([{ id: row['File ID'], permissions: [] }]);
	expect(names('waiting')).toEqual([]);
	expect(refusedByServices(stack)).toEqual([]);
}, 90_000);

it('a refusal ends it: nobody else is asked, and the reason is on record', async () => {
	const before = (await asked('marta')).length;
	await handIn(stack, live, request('Fuel contract'));
	const question = await questionTo('priya', live, 'Do you sign the document *Fuel contract*');
	await tap(stack, 'priya', question, 'Refuse');
	await bubbleWith(stack, 'priya', 'reply to this message with the reason');
	await executionIn(stack, live.id, 'waiting');
	await write(stack, 'priya', 'The price is too high');
	await bubbleWith(stack, 'diego', 'news about your document Fuel contract: it was refused.');
	expect(await rowAbout('Fuel contract')).toMatchObject({
		Result: 'refused',
		Signatures: expect.stringMatching(/^Priya Nair rejected/),
		Reason: 'The price is too high',
	});
	expect(names('refused')).toEqual(['Fuel contract.pdf']);
	expect(await asked('marta')).toHaveLength(before);
	await bubbleWith(stack, 'priya', 'Your answer has been recorded: Refuse');
}, 90_000);

it('nobody is asked to sign a document that one of them did not get', async () => {
	const before = (await asked('priya')).length;
	await stack.phones.post('/switches', { rejectSends: { code: 131026, status: 400, times: 1 } });
	await handIn(stack, live, request('Insurance'));
	await bubbleWith(stack, 'diego', 'Insurance: it could not be shown to everybody who signs.');
	expect(await rowAbout('Insurance')).toMatchObject({
		Result: 'not delivered',
		Signatures: '',
		Detail: expect.stringContaining('cannot be delivered to this number'),
	});
	expect(names('open')).toEqual(['Insurance.pdf']);
	expect(await asked('priya')).toHaveLength(before);
}, 90_000);

it('a Drive that is down leads to the office', async () => {
	drive.setDown(true);
	await handIn(stack, live, request('Toll permit'));
	const alert = await bubbleWith(stack, 'marta', 'Document sign-off');
	expect(alert.view.text).toContain('needs attention: Toll permit: ');
	drive.setDown(false);
}, 90_000);

it('speaks Spanish, and shares by link only until the signing has ended', async () => {
	await stack.rest.deactivate(live.id);
	const es = settings({ language: 'es', pdfAs: 'link' });
	const workflow = await goLive(stack, 'Document sign-off', es);
	await handIn(stack, workflow, request('Alquiler'));
	await bubbleWith(stack, 'marta', 'Aquí tiene el documento Alquiler de Diego Lopez');
	const first = await questionTo('priya', workflow, '¿Firma el documento *Alquiler*');
	expect(drive.filesIn('waiting').at(-1)!.permissions).toMatchObject([{ type: 'anyone' }]);
	await tap(stack, 'priya', first, 'Firmar');
	await tap(stack, 'marta', await bubbleWith(stack, 'marta', '¿Firma el documento'), 'Firmar');
	await bubbleWith(stack, 'diego', 'Alquiler: ambas personas lo han firmado.');
	await executionIn(stack, workflow.id, 'success');
	expect(drive.filesIn('signed').find(({ name }) => name === 'Alquiler.pdf')).toMatchObject({
		permissions: [],
	});
}, 90_000);
