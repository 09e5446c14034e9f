import { documentName } from '../../../nodes/whatsapp/documentName';

// Without a name WhatsApp shows "Untitled": chatwoot #12283.
describe('the name of a document', () => {
	it.each([
		['https://x.example/contract-2026.pdf', 'contract-2026.pdf'],
		['https://x.example/a/Contrato%20n%C2%BA%207.pdf?sig=1/2#page', 'Contrato nº 7.pdf'],
		['https://x.example/100%.pdf', '100%.pdf'],
		['https://x.example/a%2F..%2Fb.pdf', 'a-..-b.pdf'],
		['https://x.example/files/', 'document'],
		['https://x.example/get?file=a.pdf', 'a.pdf'],
		['https://x.example/download.php?id=7&name=in/Offer+no.%207.docx#p', 'Offer no. 7.docx'],
		['https://x.example/download.php?id=7', 'download.php'],
		['https://x.example/get?id=7&name=in%2FOffer+no.%207.docx&v=1.2', 'Offer no. 7.docx'],
		['https://x.example/o/7f3?d=attachment;%20filename%3D%22a.pdf%22', 'a.pdf'],
		['https://x.example/get?from=https%3A%2F%2Fexample.com%2Fa%2Fb.pdf', 'b.pdf'],
		['https://x.example/get?host=example.com', 'get'],
		['https://x.example/get?file=%E0.pdf', 'get'],
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
