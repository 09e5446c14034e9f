import * as fc from 'fast-check';
import { type Language, languageOptions } from '../../../nodes/approvals/languages';
import {
	provesClaim,
	readReference,
	signClaim,
	writeReference,
	type ApprovalClaim,
} from '../../../nodes/approvals/reference';

const KEY = Buffer.alloc(32, 7).toString('base64url');
const claim: ApprovalClaim = {
	choice: 'a',
	executionId: '1234567890123456',
	nodeId: '0b9f6c1e-2d3a-4b5c-8d7e-9f0a1b2c3d4e',
	person: { phone: '34600000001' },
};
const reference = {
	choice: claim.choice,
	executionId: claim.executionId,
	nodeId: claim.nodeId,
	signature: '0123456789abcdef'.repeat(4),
	mac: signClaim(claim, KEY),
};
const text = writeReference(reference) ?? '';

const hex = (length: number) => fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`));
const references = fc.record({
	choice: fc.stringMatching(/^[0-9a-z]$/),
	executionId: fc.stringMatching(/^[0-9]{1,16}$/),
	nodeId: fc.uuid(),
	signature: hex(64),
	mac: fc
		.uint8Array({ minLength: 12, maxLength: 12 })
		.map((b) => Buffer.from(b).toString('base64url')),
	language: fc.constantFrom<Language[]>('ar', 'de', 'en', 'es', 'fr', 'hi', 'id', 'it', 'pt'),
});

describe('an approval reference', () => {
	it('is read as it was written, short and safe to travel', () => {
		fc.assert(
			fc.property(references, (original) => {
				const written = writeReference(original) ?? '';
				expect(written.length).toBeLessThanOrEqual(100);
				expect(encodeURIComponent(written)).toBe(written);
				expect(readReference(written)).toEqual(original);
			}),
		);
	});

	it('names every language there is, and none where it was made without', () => {
		for (const { value: language } of languageOptions) {
			const named = { ...reference, language };
			expect(readReference(writeReference(named))).toEqual(named);
		}
		expect(readReference(text)).toEqual(reference);
	});

	it('has 100 characters at the longest execution ID', () => {
		expect(text).toHaveLength(100);
	});

	it.each([
		['a node ID that is no UUID', { nodeId: 'my-node' }],
		['a node ID in capitals', { nodeId: reference.nodeId.toUpperCase() }],
		['a short signature', { signature: 'ab' }],
		['a signature in capitals', { signature: 'AB'.repeat(32) }],
		['a long choice', { choice: 'ab' }],
		['no choice', { choice: '' }],
		['a choice that is no letter or digit', { choice: '-' }],
		['a short MAC', { mac: 'short' }],
		['no MAC', { mac: '' }],
		['an execution ID with letters', { executionId: '12a' }],
		['no execution ID', { executionId: '' }],
		['an execution ID of 17 digits', { executionId: '12345678901234567' }],
	])('is not written with %s', (_, change) => {
		expect(writeReference({ ...reference, ...change })).toBeUndefined();
	});

	it('is not read from any other text', () => {
		const others = [
			undefined,
			'',
			'yes',
			text.slice(0, 84),
			`${text}1`,
			` ${text}`,
			`${text}\n`,
			text.replace('w1', 'w0'),
			text.replace('w1', 'wb'),
			text.toUpperCase(),
			`x${text}`,
			`${text}${text}`,
		];
		for (const other of others) expect(readReference(other)).toBeUndefined();
		fc.assert(
			fc.property(fc.string({ maxLength: 128 }), (other) => {
				expect(readReference(other)).toBeUndefined();
			}),
		);
	});
});

/** The claim that a text makes, if it can be read, proves and carries the resume signature. */
function accepted(changed: string): boolean {
	const read = readReference(changed);
	if (read === undefined) return false;
	const { mac, signature, ...claimed } = read;
	const proved = provesClaim(mac, { ...claimed, person: claim.person }, KEY);
	return proved && signature === reference.signature;
}

describe('the proof', () => {
	it('holds for what was offered', () => {
		expect(accepted(text)).toBe(true);
	});

	it('fails when any one character is another', () => {
		const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
		for (let at = 0; at < text.length; at++) {
			for (const char of alphabet) {
				if (char === text[at]) continue;
				const changed = text.slice(0, at) + char + text.slice(at + 1);
				expect({ changed, accepted: accepted(changed) }).toEqual({ changed, accepted: false });
			}
		}
	});

	it.each<[string, Partial<ApprovalClaim>]>([
		['another choice', { choice: 'b' }],
		['another execution', { executionId: '1234567890123457' }],
		['the same execution with a zero before it', { executionId: '01234567890123456' }],
		['another node', { nodeId: '0b9f6c1e-2d3a-4b5c-8d7e-9f0a1b2c3d4f' }],
		['another language', { language: 'es' }],
		['another person', { person: { phone: '34600000002' } }],
		['a user ID that looks like the number', { person: { userId: '34600000001' } }],
		['nobody', { person: {} }],
	])('fails for %s', (_, change) => {
		expect(provesClaim(reference.mac, { ...claim, ...change }, KEY)).toBe(false);
	});

	it('holds for the same person under another form of the number', () => {
		const brazilian = { ...claim, person: { phone: '5511987650001' } };
		const mac = signClaim(brazilian, KEY);
		expect(provesClaim(mac, { ...claim, person: { phone: '551187650001' } }, KEY)).toBe(true);
	});

	it('fails under another key, and under none', () => {
		const other = Buffer.alloc(32, 8).toString('base64url');
		expect(provesClaim(reference.mac, claim, other)).toBe(false);
		expect(provesClaim(signClaim(claim, ''), claim, '')).toBe(false);
	});

	it('fails for a MAC that is cut or empty', () => {
		for (const mac of ['', reference.mac.slice(0, -1), `${reference.mac}A`, ' ']) {
			expect(provesClaim(mac, claim, KEY)).toBe(false);
		}
	});

	it('does not run the parts of a claim together', () => {
		const macs = new Set(
			[
				{ choice: 'a', executionId: '12' },
				{ choice: 'a1', executionId: '2' },
				{ choice: '', executionId: 'a12' },
			].map((part) => signClaim({ ...claim, ...part }, KEY)),
		);
		expect(macs.size).toBe(3);
	});
});
