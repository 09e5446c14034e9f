import { createHash } from 'node:crypto';
import { uploadFile } from '../../../../nodes/n8n/uploadFile';
import { providerById } from '../../../../nodes/providers';
import {
	mediaAbove,
	shownAbove,
	withUpload,
} from '../../../../nodes/WhatsAppBusinessApproval/ask/above';
import { question } from '../../../../nodes/WhatsAppBusinessApproval/ask/question';
import { readSavedState } from '../../../../nodes/WhatsAppBusinessApproval/savedState';
import type { ApprovalState } from '../../../../nodes/WhatsAppBusinessApproval/state';
import { state } from '../asked';

jest.mock('../../../../nodes/n8n/uploadFile');

const meta = providerById('meta');
const DAY = 24 * 60 * 60 * 1000;
const AT = '2026-11-01T10:00:00.000Z';
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** Asked with an uploaded PDF; its bytes are kept by n8n. */
const above = {
	type: 'document',
	field: 'data',
	filename: 'invoice.pdf',
	upload: { id: '1', at: AT, sha256: hash('%PDF') },
} as const;
const asked: ApprovalState = {
	...state,
	above,
	files: { data: { data: '', mimeType: 'application/pdf', fileName: 'x.pdf' } },
};

/** n8n's context, with these bytes behind every file. */
const keeping = (bytes: string) =>
	({
		getNode: () => ({ name: 'Ask' }),
		helpers: {
			assertBinaryData: (_item: number, file: object) => file,
			getBinaryDataBuffer: async () => Buffer.from(bytes),
		},
	}) as never;

beforeEach(() => {
	jest.mocked(uploadFile).mockReset();
	jest.mocked(uploadFile).mockResolvedValue({ id: '2' } as never);
});

describe('an upload', () => {
	const later = async (days: number, bytes = '%PDF', from: ApprovalState = asked) =>
		await withUpload(keeping(bytes), meta, from, Date.parse(AT) + days * DAY);

	it('serves for 29 days', async () => {
		expect(await later(28.9)).toBe(asked);
		expect(uploadFile).not.toHaveBeenCalled();
	});

	it('is made anew after that, of the same file and under the same name', async () => {
		const ready = await later(29);
		expect(uploadFile).toHaveBeenCalledTimes(1);
		expect(jest.mocked(uploadFile).mock.calls[0].slice(4)).toEqual([
			{ bytes: Buffer.from('%PDF'), fileName: 'x.pdf', mimeType: 'application/pdf' },
			{ type: 'document', fileName: 'invoice.pdf' },
		]);
		const at = '2026-11-30T10:00:00.000Z';
		expect(ready.above).toEqual({ ...above, upload: { ...above.upload, id: '2', at } });
		expect(mediaAbove(ready)).toEqual({ type: 'document', id: '2', filename: 'invoice.pdf' });
	});

	it.each([
		['another file is there', '%PDF changed', asked],
		['no file is there', '%PDF', { ...asked, files: undefined }],
	])('is not made anew where %s', async (_what, bytes, from) => {
		await expect(later(30, bytes, from)).rejects.toThrow(/is no longer there as it was/);
		expect(uploadFile).not.toHaveBeenCalled();
	});

	it('is not needed for a link', async () => {
		const linked: ApprovalState = {
			...state,
			above: { type: 'image', link: 'https://e.example/a' },
		};
		expect(await later(90, '', linked)).toBe(linked);
	});
});

describe('what stands above the question', () => {
	it('is the same when the state was saved and read, however often it is asked', () => {
		const read = readSavedState(JSON.stringify({ ...asked, files: undefined }))![0];
		expect(question(meta, read, 0)).toEqual(question(meta, asked, 0));
		expect(question(meta, read, 0)).toMatchObject({
			kind: 'buttons',
			headerMedia: { type: 'document', id: '1', filename: 'invoice.pdf' },
		});
	});

	it('is nothing in what an earlier version saved', () => {
		const read = readSavedState(JSON.stringify(state))![0];
		expect(question(meta, read, 0)).not.toHaveProperty('headerMedia.type');
		expect(shownAbove(read, question(meta, read, 0))).toEqual({});
	});

	it('is named to the person as a document only, and in the evidence in any case', () => {
		const picture: ApprovalState = { ...asked, above: { ...above, type: 'image' } };
		expect(mediaAbove(picture)).toEqual({ type: 'image', id: '1' });
		expect(shownAbove(picture, question(meta, picture, 0))).toEqual({
			above: { type: 'image', filename: 'invoice.pdf', sha256: hash('%PDF') },
		});
	});
});
