import type { Language } from '../../../nodes/approvals/languages';
import { fold, typedAnswer } from '../../../nodes/WhatsAppBusinessApproval/decide/typedAnswer';
import { languages } from '../../../nodes/WhatsAppBusinessApproval/languages';
import type { LanguageTexts } from '../../../nodes/WhatsAppBusinessApproval/languages/texts';

const all = Object.entries(languages) as Array<[Language, LanguageTexts]>;
const approving = ({ approve, approveWords }: LanguageTexts) => [approve, ...approveWords];
const rejecting = ({ reject, rejectWords }: LanguageTexts) => [reject, ...rejectWords];

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();
const contains = (text: string, word: string) => ` ${fold(text)} `.includes(` ${fold(word)} `);

describe.each(all)('the texts of %s', (_, texts) => {
	it('have the placeholders of the English ones, and are not empty', () => {
		for (const [name, text] of Object.entries(texts)) {
			if (typeof text !== 'string') continue;
			expect(text.trim()).not.toBe('');
			const english = languages.en[name as keyof LanguageTexts] as string;
			expect([name, ...placeholders(text)]).toEqual([name, ...placeholders(english)]);
		}
	});

	it('fit on buttons', () => {
		for (const label of [texts.approve, texts.reject, texts.listButton]) {
			expect(label.length).toBeLessThanOrEqual(20);
		}
	});

	it('list words as they are typed: lower case, once, no digits, no commas', () => {
		for (const words of [texts.approveWords, texts.rejectWords]) {
			expect(words.length).toBeGreaterThan(10);
			for (const word of words) {
				expect(word).toBe(word.toLowerCase().trim());
				expect(word).toMatch(/^[\p{L}\p{M}' ]+$/u);
				expect(fold(word)).not.toBe('');
			}
			const folded = words.map(fold);
			expect(folded.filter((word, index) => folded.indexOf(word) !== index)).toEqual([]);
		}
	});

	it('list a word that joins both only as a refusal, and never with a comma between', () => {
		const within = (text: string, words: string[]) =>
			words.some((word) => fold(word) !== fold(text) && contains(text, word));
		const joined = (words: string[]) =>
			words.filter((text) => within(text, approving(texts)) && within(text, rejecting(texts)));
		expect(joined(approving(texts))).toEqual([]);
		for (const refusal of joined(rejecting(texts))) {
			expect([refusal, decided(refusal)]).toEqual([refusal, 1]);
			const [first, ...rest] = refusal.split(' ');
			const doubtful = `${first}, ${rest.join(' ')}`;
			if (decided(rest.join(' ')) === 0)
				expect([doubtful, decided(doubtful)]).toEqual([doubtful, undefined]);
		}
	});

	const decided = (text: string) =>
		typedAnswer(
			text,
			[
				{ label: texts.approve, words: texts.approveWords },
				{ label: texts.reject, words: texts.rejectWords },
			],
			false,
		);
});

it('no word approves in one language and rejects in another', () => {
	const rejects = new Set(all.flatMap(([, texts]) => rejecting(texts)).map(fold));
	const approves = all.flatMap(([, texts]) => approving(texts)).map(fold);
	expect(approves.filter((word) => rejects.has(word))).toEqual([]);
});

it('words of hesitation, of having read it, and of questions about a cancellation are in no list', () => {
	const listed = new Set(
		all.flatMap(([, texts]) => [...approving(texts), ...rejecting(texts)]).map(fold),
	);
	const doubtful =
		'maybe,perhaps,k,y,n,s,sure,fine,later,not now,stop,cancel,done,quizás,tal vez,ahora no,cancelar,' +
		'pare,recibido,visto,talvez,pode ser,depois,beleza,ta bom,certo,accha,achha,ji,जी,शायद,बाद में,हा,ha,' +
		"ok,okay,confirmed,noted,seen,received,enterado,entendido,confirmado,conforme,de acuerdo,claro,vale,bueno,d'accord," +
		"entendu,vu,bien reçu,noté,ça marche,gesehen,verstanden,erhalten,in ordnung,alles klar,gut,d'accordo,va bene,visto," +
		'capito,inteso,ricevuto,تمام,حسنا,طيب,وصل,ربما,لاحقا,baik,siap,diterima,mungkin,nanti,sudah,noch nicht,vielleicht,peut-être,forse';
	for (const word of doubtful.split(',')) {
		expect([word, listed.has(fold(word))]).toEqual([word, false]);
	}
});
