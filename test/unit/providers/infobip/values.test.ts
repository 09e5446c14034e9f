import { readReference, writeMessageId } from '../../../../nodes/providers/infobip/values';

describe('a message ID', () => {
	it('carries the reference, and gives it back', () => {
		for (const reference of ['ref-1', 'a.b_c', 'x.n8n.y', 'A'.repeat(100)]) {
			const id = writeMessageId({ id: '2409fec0-b2da-4620-8667-900af600282a', reference });
			expect(id).toMatch(/2409fec0-b2da-4620-8667-900af600282a$/);
			expect(id!.length).toBeLessThanOrEqual(200);
			expect(readReference(id)).toBe(reference);
		}
	});

	it('is only our own where the reference does not fit', () => {
		for (const reference of ['two words', 'ünder', 'a/b', '', 'x'.repeat(200), undefined]) {
			expect(writeMessageId({ id: 'u-1', reference })).toBe('u-1');
		}
		expect(writeMessageId({ id: 'u-1', reference: 'x'.repeat(192) })).toHaveLength(200);
		expect(writeMessageId({ id: 'u-1', reference: 'x'.repeat(193) })).toBe('u-1');
	});

	it('is left to Infobip where there is none', () => {
		expect(writeMessageId({ reference: 'ref-1' })).toBeUndefined();
	});

	it('of somebody else holds no reference', () => {
		for (const id of ['wamid.HBgL', 'order.55', '5f0c', '.n8n.1', '', undefined, 7, {}]) {
			expect(readReference(id)).toBeUndefined();
		}
	});
});
