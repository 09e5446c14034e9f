import type { ReplyEvent } from '../../whatsapp/events';
import type { MediaType } from '../../whatsapp/messages';
import { asks } from './asks';
import { choicesOf } from './choices';
import type { Expected, LiveKind } from './kind';

const link = (type: MediaType, name: string): LiveKind => ({
	id: type,
	name,
	carried: ({ supports: { media } }) => media?.types.includes(type) === true,
	needs: ({ links }) => (links[type] ? undefined : `a public link under "${name} Link"`),
	content: ({ links }) => ({ kind: 'media', type, media: { link: links[type] ?? '' } }),
	ask: 'Look whether it can be opened',
});

const needsAnswering: LiveKind['needs'] = ({ answering }) =>
	answering ? undefined : 'the ID of what you wrote under "Message ID"';

const tap = (kind: ReplyEvent['kind'], more: readonly string[] = []): Expected => ({
	event: 'reply',
	kind,
	fields: ['replyId', 'title'],
	also: ['context.messageId', 'reference', ...more],
});

/** Of a provider that states no limit for reply IDs. */
const USUAL_ID = 256;

/** Every message of a live check, in the order in which they are sent. To add a kind, add it here. */
export const LIVE_KINDS: readonly LiveKind[] = [
	{
		id: 'text',
		name: 'Text',
		carried: ({ supports: { text } }) => text !== undefined,
		content: () => ({
			kind: 'text',
			text: 'Live check. Some messages follow, one after the other.\nEach says what to do; take your time.',
		}),
		ask: 'Nothing',
	},
	{
		id: 'read',
		name: 'Mark as Read',
		carried: ({ markRead }) => markRead !== undefined,
		needs: needsAnswering,
		content: () => 'read',
		ask: 'Look whether the ticks of your message are blue',
	},
	{
		id: 'reaction',
		name: 'Reaction',
		carried: ({ supports: { reaction } }) => reaction === true,
		needs: needsAnswering,
		content: ({ answering }) => ({ kind: 'reaction', messageId: answering, emoji: '👍' }),
		ask: 'Look whether 👍 stands at your message',
	},
	{
		id: 'quote',
		name: 'Quote',
		carried: ({ supports: { quote } }) => quote !== undefined,
		needs: needsAnswering,
		content: ({ answering }) => ({
			kind: 'text',
			text: 'This message quotes yours.',
			replyTo: answering,
		}),
		ask: 'Look whether it quotes your message',
	},
	{
		id: 'buttons',
		name: 'Reply Buttons',
		carried: ({ supports: { buttons } }) => buttons !== undefined,
		content: ({ choice }) => ({
			kind: 'buttons',
			header: 'Live check',
			body: 'Reply buttons.\nPlease tap "Yes".',
			footer: 'n8n',
			buttons: [choice('Yes'), choice('No')],
		}),
		ask: 'Tap "Yes"',
		expects: () => tap('button'),
	},
	{
		id: 'longId',
		name: 'Reply Button With the Longest ID',
		carried: ({ supports: { buttons } }) => buttons !== undefined,
		content: ({ choice, supports }) => ({
			kind: 'buttons',
			body: 'A reply button with a long ID. Please tap "Long".',
			buttons: [choice('Long', supports.buttons?.id ?? USUAL_ID)],
		}),
		ask: 'Tap "Long"',
		expects: () => tap('button'),
	},
	{
		id: 'emojiButton',
		name: 'Reply Button With an Emoji',
		carried: ({ supports: { buttons } }) => buttons !== undefined,
		content: ({ choice }) => ({
			kind: 'buttons',
			body: 'A reply button with an emoji. Please tap it.',
			buttons: [choice('👍 Good')],
		}),
		ask: 'Tap "👍 Good"',
		expects: () => tap('button'),
	},
	{
		id: 'list',
		name: 'List',
		carried: ({ supports: { list } }) => list !== undefined,
		content: ({ choice, supports }) => ({
			kind: 'list',
			header: 'Live check',
			body: 'A list. Please choose the second row.',
			footer: 'n8n',
			button: 'Choose',
			rows: [
				{ ...choice('First'), description: 'With a description' },
				{ ...choice('Second', supports.list?.id ?? USUAL_ID), description: 'Please choose this' },
				choice('Third'),
			],
		}),
		ask: 'Open the list and choose the second row',
		expects: () => tap('list', ['description']),
	},
	{
		id: 'template',
		name: 'Template',
		anytime: true,
		carried: ({ supports: { template } }) => template !== undefined,
		needs: ({ template }) => (template ? undefined : 'a template'),
		content: ({ template, choice, supports, links }) => ({
			kind: 'template',
			template: template!,
			values: choicesOf(template!, (title) => choice(title, supports.template?.payload), links),
		}),
		ask: 'Look whether each value stands in its place, and tap its quick reply, if it has one',
		expects: ({ template }) =>
			template?.payload ? tap('template') : { ...tap('template'), fields: ['title'] },
	},
	link('image', 'Image'),
	link('document', 'Document'),
	link('audio', 'Audio'),
	link('video', 'Video'),
	link('sticker', 'Sticker'),
	{
		id: 'link',
		name: 'Link Button',
		carried: ({ supports }) => supports.link !== undefined,
		content: () => ({
			kind: 'link',
			body: 'A link button. A tap opens a page, and tells nobody.',
			label: 'Open',
			url: 'https://example.com/',
		}),
		ask: 'Tap "Open", and look whether the page opens',
	},
	{
		id: 'location',
		name: 'Location',
		carried: ({ supports: { location } }) => location !== undefined,
		content: () => ({
			kind: 'location',
			latitude: 51.47784,
			longitude: -0.00148,
			name: 'Royal Observatory',
			address: 'Greenwich, London',
		}),
		ask: 'Look whether it has its name and address',
	},
	{
		id: 'contacts',
		name: 'Contacts',
		carried: ({ supports: { contacts } }) => contacts !== undefined,
		content: () => ({
			kind: 'contacts',
			contacts: [
				{
					name: { formatted: 'Live Check', first: 'Live', last: 'Check' },
					phones: [{ number: '+1 202 555 0100' }],
					emails: [{ email: 'live.check@example.com' }],
				},
			],
		}),
		ask: 'Look whether the card has a name, a number and an email address',
	},
	{
		id: 'locationRequest',
		name: 'Location Request',
		carried: ({ supports: { locationRequest } }) => locationRequest !== undefined,
		content: () => ({
			kind: 'locationRequest',
			body: 'Please share your location, or any other.',
		}),
		ask: 'Tap "Send location", and send any place',
		expects: () => ({
			event: 'message',
			kind: 'location',
			fields: ['location.latitude', 'location.longitude'],
			also: ['context.messageId'],
		}),
	},
	{
		id: 'flow',
		name: 'Flow',
		carried: ({ supports: { flow } }) => flow !== undefined,
		needs: ({ flow }) => (flow ? undefined : 'the ID of a published flow under "Flow ID"'),
		content: ({ flow, choice }) => ({
			kind: 'flow',
			flow: { id: flow },
			body: 'A form. Please fill it in with words that are nobody’s secret.',
			cta: 'Open',
			token: choice('flow').id,
		}),
		ask: 'Fill in the form, and send it',
		expects: () => ({
			event: 'reply',
			kind: 'flow',
			fields: ['data'],
			also: ['context.messageId', 'reference'],
		}),
	},
	...asks,
];

export const kindNamed = (id: unknown): LiveKind | undefined =>
	LIVE_KINDS.find((kind) => kind.id === id);
