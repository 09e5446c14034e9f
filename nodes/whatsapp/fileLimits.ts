import type { MediaType } from './messages';

const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/** What WhatsApp takes, by kind of file. */
interface FileKind {
	type: MediaType;
	mimeTypes: readonly string[];
	most: number;
	words: string;
}

/** @see https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media */
const KINDS: readonly FileKind[] = [
	{
		type: 'image',
		mimeTypes: ['image/jpeg', 'image/png'],
		most: 5 * MEGABYTE,
		words: 'images as JPEG or PNG up to 5 MB',
	},
	{
		type: 'video',
		mimeTypes: ['video/mp4', 'video/3gpp'],
		most: 16 * MEGABYTE,
		words: 'videos as MP4 or 3GP up to 16 MB',
	},
	{
		type: 'audio',
		mimeTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
		most: 16 * MEGABYTE,
		words: 'audio as AAC, AMR, MP3, M4A or OGG up to 16 MB',
	},
	{
		type: 'document',
		mimeTypes: [
			'text/plain',
			'application/pdf',
			'application/msword',
			'application/vnd.ms-excel',
			'application/vnd.ms-powerpoint',
			'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'application/vnd.openxmlformats-officedocument.presentationml.presentation',
		],
		most: 100 * MEGABYTE,
		words: 'documents as TXT, PDF, Word, Excel or PowerPoint up to 100 MB',
	},
	{
		type: 'sticker',
		mimeTypes: ['image/webp'],
		most: 100 * KILOBYTE,
		words: 'stickers as WebP up to 100 KB, animated up to 500 KB',
	},
];

const ANIMATED_STICKER = 500 * KILOBYTE;

/** Other names of the same thing, by which files come in. */
const ALIASES: Readonly<Record<string, string>> = {
	'audio/m4a': 'audio/mp4',
	'audio/mp3': 'audio/mpeg',
	'audio/opus': 'audio/ogg',
	'audio/x-m4a': 'audio/mp4',
	'image/jpg': 'image/jpeg',
	'video/3gp': 'video/3gpp',
};

/** By the end of a file's name, where whoever made the file did not say what it is. */
const BY_ENDING: Readonly<Record<string, string>> = {
	aac: 'audio/aac',
	amr: 'audio/amr',
	m4a: 'audio/mp4',
	mp3: 'audio/mpeg',
	ogg: 'audio/ogg',
	opus: 'audio/ogg',
	doc: 'application/msword',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	pdf: 'application/pdf',
	ppt: 'application/vnd.ms-powerpoint',
	pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
	txt: 'text/plain',
	xls: 'application/vnd.ms-excel',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	jpeg: 'image/jpeg',
	jpg: 'image/jpeg',
	png: 'image/png',
	webp: 'image/webp',
	'3gp': 'video/3gpp',
	mp4: 'video/mp4',
};

/** What says only that it is a file. */
const UNSPECIFIC = ['', 'application/octet-stream', 'binary/octet-stream', 'application/unknown'];

/** The type that a file says it has; where it says none, the one that its name ends with. */
export function fileType(mimeType: string, fileName: string): string {
	const [plain] = mimeType.trim().toLowerCase().split(';');
	const [, ending = ''] = /\.([A-Za-z0-9]+)\s*$/.exec(fileName) ?? [];
	const guessed = Object.hasOwn(BY_ENDING, ending.toLowerCase())
		? BY_ENDING[ending.toLowerCase()]
		: undefined;
	return UNSPECIFIC.includes(plain.trim()) ? (guessed ?? mimeType) : mimeType;
}

type FileCheck =
	| { ok: true; mimeType: string; type: MediaType }
	| { ok: false; message: string; hint: string };

/**
 * Checks a file against what WhatsApp takes, before it is uploaded.
 *
 * @param wanted the kind of message that it is to be sent as
 */
export function checkFile(
	file: { mimeType: string; size: number; animated: boolean },
	wanted?: MediaType,
): FileCheck {
	const [plain, ...parameters] = file.mimeType
		.trim()
		.toLowerCase()
		.split(/\s*;\s*/);
	const mimeType = ALIASES[plain] ?? plain;
	const kind = KINDS.find(({ mimeTypes }) => mimeTypes.includes(mimeType));
	const asked = KINDS.find(({ type }) => type === wanted);
	if (kind === undefined || (asked !== undefined && kind !== asked)) {
		return {
			ok: false,
			message:
				asked === undefined
					? `WhatsApp does not take files of the type ${plain || 'unknown'}`
					: `A file of the type ${plain || 'unknown'} cannot be sent as ${asked.type}`,
			hint: `WhatsApp takes ${asked?.words ?? KINDS.map(({ words }) => words).join('; ')}`,
		};
	}
	if (file.size === 0) {
		return { ok: false, message: 'The file is empty', hint: 'Check the node that makes the file' };
	}
	const most = kind.type === 'sticker' && file.animated ? ANIMATED_STICKER : kind.most;
	if (file.size > most) {
		return {
			ok: false,
			message: `The file has ${readable(file.size)}; WhatsApp takes at most ${readable(most)}`,
			hint: `WhatsApp takes ${kind.words}. Make the file smaller`,
		};
	}
	return { ok: true, mimeType: [mimeType, ...parameters].join('; '), type: kind.type };
}

/** Does a WebP file move? Its extended header has a bit for that (RFC 9649, section 2.7). */
export function isAnimated(bytes: Buffer): boolean {
	return (
		bytes.length > 20 &&
		bytes.toString('latin1', 8, 12) === 'WEBP' &&
		bytes.toString('latin1', 12, 16) === 'VP8X' &&
		(bytes[20] & 0b10) !== 0
	);
}

function readable(size: number): string {
	const [value, unit] = size < MEGABYTE ? [size / KILOBYTE, 'KB'] : [size / MEGABYTE, 'MB'];
	// Rounded up, so that nothing seems to be within its limit.
	return `${Math.ceil(value * 10) / 10} ${unit}`;
}
