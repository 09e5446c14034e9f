import { notVoice, otherEnding } from '../../../nodes/whatsapp/voiceNote';

/** The first page of an OGG stream: its head of 28 bytes, then the codec's own (RFC 3533, RFC 7845). */
const page = (codec: string, ...more: number[]) =>
	Buffer.concat([Buffer.from('OggS'.padEnd(28, '\0') + codec, 'latin1'), Buffer.from(more)]);

it.each([
	['https://example.com/note.ogg', undefined],
	['https://example.com/note.opus?v=2.mp3', undefined],
	['https://example.com/note', undefined],
	['https://example.com/note.php#a.mp3', undefined],
	['https://example.com/Note.MP3', 'mp3'],
	['https://example.com/note.m4a?token=1', 'm4a'],
])('the ending of %s that is another than OGG: %s', (link, ending) => {
	expect(otherEnding(link)).toBe(ending);
});

it.each([
	['one channel of OPUS', page('OpusHead', 1, 1), undefined],
	['two channels', page('OpusHead', 1, 2), 'has 2 channels'],
	['a head that is cut off', page('OpusHead'), 'has no channels'],
	['another codec', page('\x01vorbis', 0), 'is an OGG file, but not with the OPUS codec'],
	['an MP3', Buffer.from('ID3\x03', 'latin1'), 'is no OGG file'],
	['nothing', Buffer.alloc(0), 'is no OGG file'],
])('%s', (_what, bytes, problem) => {
	expect(notVoice(bytes)).toBe(problem);
});
