/**
 * A voice note is an OGG file with the OPUS codec, and of those Meta takes uploads with one channel only. Others
 * have no transcript, and not every phone plays them.
 *
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/audio-messages
 * @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media
 */
export const VOICE_NOTE = 'OGG with the OPUS codec, one channel (mono)';

/** Meta takes no `audio/ogg` by itself. */
export const VOICE_TYPE = 'audio/ogg; codecs=opus';

/** Of files that sound; a link that ends in anything else, or in nothing, may still be one. */
const OTHER_ENDINGS = [
	'3gp',
	'aac',
	'aiff',
	'amr',
	'flac',
	'm4a',
	'mp3',
	'mp4',
	'wav',
	'webm',
	'wma',
];

/** The ending of a link whose file is plainly no voice note; undefined for any other link. */
export function otherEnding(link: string): string | undefined {
	const [path = ''] = link.split(/[?#]/);
	const [, ending = ''] = /\.([a-z0-9]{2,4})$/i.exec(path) ?? [];
	return OTHER_ENDINGS.includes(ending.toLowerCase()) ? ending.toLowerCase() : undefined;
}

/**
 * What keeps a file from being a voice note, in words; undefined where nothing does. The first page of an OGG
 * stream of OPUS begins with its header: "OpusHead", a version, then the number of channels (RFC 7845, 5.1).
 */
export function notVoice(bytes: Buffer): string | undefined {
	if (bytes.toString('latin1', 0, 4) !== 'OggS') return 'is no OGG file';
	const head = bytes.subarray(0, 512).indexOf('OpusHead');
	if (head === -1) return 'is an OGG file, but not with the OPUS codec';
	const channels = bytes[head + 9];
	return channels === 1 ? undefined : `has ${channels ?? 'no'} channels`;
}
