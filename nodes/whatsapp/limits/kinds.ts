import { hasEmoji } from '../../core/plainText';
import type { Carrier } from '../capabilities';
import type {
	FlowMessage,
	LinkMessage,
	LocationMessage,
	MediaMessage,
	ReactionMessage,
} from '../messages';
import { otherEnding, VOICE_NOTE } from '../voiceNote';
import { between, type Problems, frameProblems, publicLink, unless } from './problem';

/** Of a picture, a document, a sound. */
export function mediaProblems(
	{ type, media, caption, voice }: MediaMessage,
	{ name, supports }: Carrier,
): Problems {
	const { types, caption: most, id, voice: sendsVoice } = supports.media!;
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
		...(voice ? voiceProblems(type, media, name, sendsVoice === true) : []),
	];
}

function voiceProblems(
	type: MediaMessage['type'],
	media: MediaMessage['media'],
	provider: string,
	sendsVoice: boolean,
): Problems {
	const ending = 'link' in media ? otherEnding(media.link) : undefined;
	return [
		unless(
			sendsVoice,
			`${provider} cannot send voice notes`,
			'Switch "Send as Voice Note" off: the sound goes out as a file',
		),
		unless(
			type === 'audio',
			`Only audio can be a voice note, and this is ${type}`,
			'Switch "Send as Voice Note" off, or choose the media type Audio',
		),
		unless(
			ending === undefined,
			`A file that ends in .${ending} is no voice note`,
			`WhatsApp takes ${VOICE_NOTE}. Convert the file, or switch "Send as Voice Note" off`,
		),
	];
}

/** Of a button that opens a page. */
export function linkProblems(message: LinkMessage, provider: Carrier): Problems {
	const limits = provider.supports.link!;
	return [
		...frameProblems(message, limits, provider),
		between('Button Label', message.label, 1, limits.label),
		between('Link', message.url, 1, limits.url),
		publicLink(message.url),
	];
}

/** Of a button that opens a form. */
export function flowProblems(message: FlowMessage, provider: Carrier): Problems {
	const limits = provider.supports.flow!;
	const { flow, cta, token, screen, data, screenFromServer = false } = message;
	return [
		...frameProblems(message, limits, provider),
		between('Flow', 'id' in flow ? flow.id : flow.name, 1, Infinity),
		unless(
			'id' in flow || limits.names === true,
			`${provider.name} knows flows by their ID only`,
			'Give the ID of the flow, as the list of flows in WhatsApp Manager shows it',
		),
		between('Button Label', cta, 1, limits.cta),
		unless(
			!hasEmoji(cta),
			'WhatsApp takes no emoji in the button of a flow',
			'Remove the emoji from Button Label',
		),
		between('Flow Token', token, 1, Infinity),
		unless(
			!screenFromServer || limits.screenFromServer === true,
			`${provider.name} cannot begin a flow with a screen from your server`,
			'Switch off "First Screen From Our Server", or send the flow in a template',
		),
		unless(
			!screenFromServer || (screen === undefined && data === undefined),
			'The first screen is to come from your server, and is named here too',
			'Switch off "First Screen From Our Server", or remove "First Screen" and "First Screen Data"',
		),
		unless(
			data === undefined || screen !== undefined,
			'"First Screen Data" is filled in, but not for which screen',
			'Name the screen in "First Screen"',
		),
		unless(
			data === undefined || Object.keys(data).length > 0,
			'"First Screen Data" holds nothing',
			'Remove it, or give at least one value',
		),
	];
}

/** Of a reaction. An empty emoji takes an earlier one back. */
export const reactionProblems = ({ messageId, emoji, replyTo }: ReactionMessage): Problems => [
	between('Message ID', messageId, 1, Infinity),
	unless(
		emoji === '' || isEmoji(emoji),
		`"${emoji}" is not one emoji`,
		'Give exactly one emoji, or none to take the reaction back',
	),
	unless(
		replyTo === undefined,
		'A reaction cannot quote a message',
		'Leave "Reply To Message ID" empty: the reaction is shown at the message of "Message ID"',
	),
];

/** One sign as people see it, e.g. a flag, or a thumb with its colour of skin. */
const isEmoji = (text: string): boolean =>
	[...new Intl.Segmenter().segment(text)].length === 1 && hasEmoji(text);

/** Of a place on the map. */
export function locationProblems(
	{ latitude, longitude, name, address }: LocationMessage,
	{ supports }: Carrier,
): Problems {
	return [
		degrees('Latitude', latitude, 90),
		degrees('Longitude', longitude, 180),
		between('Name', name ?? '', 0, supports.location!.name),
		between('Address', address ?? '', 0, supports.location!.address),
	];
}

const degrees = (field: string, value: number, most: number) =>
	unless(
		Math.abs(value) <= most,
		`${field} is no number between -${most} and ${most}`,
		`Write ${field} in degrees with a decimal point, such as 40.4168`,
	);
