import { documentName } from '../../../nodes/whatsapp/documentName';

// Without a name WhatsApp shows "Untitled": chatwoot #12283.
describe('the name of a document', () => {
	it.each([
		['https://x.example/contract-2026.pdf', 'contract-2026.pdf'],
		['https://x.example/a/Contrato%20n%C2%BA%207.pdf?sig=1/2#page', 'Contrato nº 7.pdf'],
		['https://x.example/100%.pdf', '100%.pdf'],
		['https://x.example/a%2F..%2Fb.pdf', 'a-..-b.pdf'],
		['https://x.example/files/', 'document'],
		['https://x.example', 'document'],
		['1037543291543636', 'document'],
		['', 'document'],
	])('from %s is %s', (link, name) => {
		expect(documentName(undefined, link)).toBe(name);
	});

	it('is the one that was given', () => {
		expect(documentName(' Quote.pdf ', 'https://x.example/a.pdf')).toBe('Quote.pdf');
		expect(documentName('  ', 'https://x.example/a.pdf')).toBe('a.pdf');
		expect(documentName(undefined, '7', 'document.pdf')).toBe('document.pdf');
	});

	it('is short enough, keeps its ending, and cuts no sign in two', () => {
		const name = documentName(`${'📦'.repeat(200)}.pdf`, undefined);
		expect(name.length).toBeLessThanOrEqual(240);
		expect(name).toMatch(/^📦+\.pdf$/u);
	});
});
