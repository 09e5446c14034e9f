import type { Expected, LiveKind } from './kind';

/** A text that asks the person to send something. */
const ask = (id: string, name: string, words: string, expected: Expected): LiveKind => ({
	id,
	name,
	carried: ({ supports: { text } }) => text !== undefined,
	content: () => ({ kind: 'text', text: `${words}.` }),
	ask: words,
	expects: () => expected,
});

const file = (kind: string, ...also: string[]): Expected => ({
	event: 'message',
	kind,
	fields: ['media.id|media.url'],
	also: ['media.mimeType', ...also],
});

/** What the person is asked to send of their own, in the order in which it is asked for. */
export const asks: readonly LiveKind[] = [
	ask(
		'askQuote',
		'Answer With a Quote',
		'Swipe this message to the right, so that your answer quotes it, and write "quoted"',
		{ event: 'message', kind: 'text', fields: ['text'], also: ['context.messageId'] },
	),
	ask('askReaction', 'Reaction of the Person', 'Hold this message, and react to it with 👍', {
		event: 'reply',
		kind: 'reaction',
		fields: ['emoji'],
		also: ['context.messageId'],
	}),
	ask(
		'askPhoto',
		'Photo of the Person',
		'Send a photo of something that is nobody’s secret, with the words "a photo" below it',
		file('image', 'text'),
	),
	ask('askVoice', 'Voice Message of the Person', 'Record a voice message of a second', {
		...file('audio', 'media.voice'),
	}),
	ask(
		'askDocument',
		'Document of the Person',
		'Send any PDF that is nobody’s secret',
		file('document', 'media.filename'),
	),
	ask('askLocation', 'Location of the Person', 'Send any place on the map', {
		event: 'message',
		kind: 'location',
		fields: ['location.latitude', 'location.longitude'],
	}),
	ask('askContact', 'Contact of the Person', 'Send a contact card, your own for instance', {
		event: 'message',
		kind: 'contacts',
		fields: ['contacts'],
	}),
];
