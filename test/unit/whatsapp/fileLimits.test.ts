import { checkFile, fileType, isAnimated } from '../../../nodes/whatsapp/fileLimits';

const MEGABYTE = 1024 * 1024;
const file = (mimeType: string, size = 10, animated = false) => ({ mimeType, size, animated });

it.each([
	['image/jpeg', 5 * MEGABYTE, 'image'],
	['video/3gpp', 16 * MEGABYTE, 'video'],
	['audio/ogg', 16 * MEGABYTE, 'audio'],
	['application/pdf', 100 * MEGABYTE, 'document'],
	['image/webp', 100 * 1024, 'sticker'],
])('takes %s up to its limit and not a byte more', (mimeType, most, type) => {
	expect(checkFile(file(mimeType, most))).toEqual({ ok: true, mimeType, type });
	const refused = checkFile(file(mimeType, most + 1));
	expect(refused).toMatchObject({ ok: false, hint: expect.stringContaining('WhatsApp takes') });
	expect(refused).toMatchObject({
		message: expect.stringMatching(/^The file has \d.* at most \d/),
	});
});

it('lets an animated sticker be larger', () => {
	expect(checkFile(file('image/webp', 500 * 1024, true)).ok).toBe(true);
	expect(checkFile(file('image/webp', 500 * 1024 + 1, true)).ok).toBe(false);
	const head = (flags: number) =>
		Buffer.concat([Buffer.from('RIFF____WEBPVP8X____'), Buffer.from([flags, 0])]);
	expect([isAnimated(head(0b10)), isAnimated(head(0b10000)), isAnimated(Buffer.alloc(3))]).toEqual([
		true,
		false,
		false,
	]);
});

it('reads other names and parameters of a type', () => {
	expect(checkFile(file('image/JPG'))).toMatchObject({ ok: true, mimeType: 'image/jpeg' });
	expect(checkFile(file('audio/ogg; codecs=opus'))).toMatchObject({
		ok: true,
		mimeType: 'audio/ogg; codecs=opus',
	});
});

it.each([
	['a type that WhatsApp does not take', file('application/zip'), undefined, /does not take.*zip/],
	['no type', file(''), undefined, /type unknown/],
	['a PDF as an image', file('application/pdf'), 'image' as const, /cannot be sent as image/],
	['nothing', file('image/png', 0), undefined, /empty/],
])('refuses %s', (_what, given, wanted, message) => {
	expect(checkFile(given, wanted)).toMatchObject({
		ok: false,
		message: expect.stringMatching(message),
		hint: expect.stringMatching(/./),
	});
});

describe('the type of a file', () => {
	it.each([
		['application/octet-stream', 'note.pdf', 'application/pdf'],
		['application/octet-stream', 'Photo.JPG', 'image/jpeg'],
		['', 'voice.opus', 'audio/ogg'],
		['binary/octet-stream', 'a.b.xlsx', expect.stringContaining('spreadsheetml')],
		['image/png', 'note.pdf', 'image/png'],
		['application/octet-stream', 'program.exe', 'application/octet-stream'],
		['application/octet-stream', 'no ending', 'application/octet-stream'],
		['application/octet-stream', 'x.constructor', 'application/octet-stream'],
	])('%s of %s is %s', (mimeType, fileName, type) => {
		expect(fileType(mimeType, fileName)).toEqual(type);
	});
});
