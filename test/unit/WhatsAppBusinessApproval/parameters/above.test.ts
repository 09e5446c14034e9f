import { providerById, providers } from '../../../../nodes/providers';
import { aboveProblem } from '../../../../nodes/WhatsAppBusinessApproval/parameters/above';
import type { AboveQuestion } from '../../../../nodes/WhatsAppBusinessApproval/state';
import { state } from '../asked';

const picture: AboveQuestion = { type: 'image', link: 'https://e.example/a.jpg' };
const fromItem: AboveQuestion = { type: 'document', field: 'data' };
const ids = (works: (id: string) => boolean) => providers.map(({ id }) => id).filter(works);
const carries = (above: AboveQuestion, over: object = {}) =>
	ids((id) => aboveProblem(above, { ...state, ...over }, providerById(id)) === undefined);

it('stands above buttons with the providers that document it', () => {
	expect(carries(picture)).toEqual(['dialog360', 'gupshup', 'infobip', 'meta']);
	expect(carries(fromItem)).toEqual(['dialog360', 'meta']);
});

it('stands above a question that is answered in writing with all, but at Twilio as no document', () => {
	const all = ids(() => true);
	const document: AboveQuestion = { type: 'document', link: 'https://e.example/a.pdf' };
	expect(carries(picture, { choices: [] })).toEqual(all);
	expect(carries(document, { choices: [] })).toEqual(all.filter((id) => id !== 'twilio'));
});

it('is the template’s business where only that is sent', () => {
	expect(carries(picture, { sendAs: 'template' })).toEqual(ids(() => true));
	const { choices } = state;
	expect(carries(picture, { choices: [...choices, ...choices] })).toEqual([]);
	expect(carries(picture, { choices: [...choices, ...choices], sendAs: 'template' })).toEqual(
		ids(() => true),
	);
});

it.each([
	['https://e.example/a.PNG?x=.pdf', 'image', true],
	['https://e.example/photo', 'image', true],
	['https://e.example/a.webp', 'image', false],
	['https://e.example/a.pdf#page=2', 'document', true],
	['https://e.example/a.jpg', 'document', false],
	['https://e.example/a.mp4', 'video', true],
	['ftp://e.example/a.mp4', 'video', false],
] as const)('%s as %s: %s', (link, type, fits) => {
	expect(carries({ type, link }).includes('meta')).toBe(fits);
});
