import type { MediaMessage } from '../../whatsapp/messages';
import type { Provider } from '../../providers/provider';
import { between, publicLink, unless, type Findings } from './problem';

/** Of a picture, a document, a sound. */
export function mediaFindings(
	{ type, media, caption }: MediaMessage,
	{ name, supports }: Provider,
): Findings {
	const { types, caption: most, id } = supports.media!;
	const mute = type === 'audio' || type === 'sticker';
	return [
		unless(
			types.includes(type),
			`${name} cannot send media of the type ${type}`,
			'Choose another type',
		),
		'link' in media
			? publicLink(media.link)
			: unless(
					id === true,
					`${name} takes media by public link only`,
					'Give an address that starts with https://',
				),
		mute && caption !== undefined
			? { message: `WhatsApp shows no caption with ${type}`, hint: 'Remove the caption' }
			: between('Caption', caption ?? '', 0, most),
	];
}
