/**
 * Webhooks of 4 MB of the shapes that cost the most to take in: every field of an ordinary one, blown up
 * by long texts and long lists of small things, and ordinary ones beyond number.
 */
const MB = 1024 * 1024;
export const SIZE = 4 * MB - 1024;

type Json = unknown;
const HERE = '@here@';

/** Ordinary webhooks of the providers that send JSON; see docs of each provider for their fields. */
const meta = (contents: object) => ({
	object: 'whatsapp_business_account',
	entry: [
		{
			id: '200',
			time: 1790000000,
			changes: [
				{
					field: 'messages',
					value: {
						metadata: { display_phone_number: '12025550100', phone_number_id: '300' },
						contacts: [{ profile: { name: 'Marta' }, wa_id: '12025550111', user_id: 'US.1' }],
						...contents,
					},
				},
			],
		},
	],
});
const from = { from: '12025550111', id: 'wamid.1', timestamp: '1790000000' };
const flow = { name: 'flow', response_json: '{"a":1}' };

const SAMPLES: Record<string, Json[]> = {
	meta: [
		meta({ messages: [{ ...from, type: 'text', text: { body: 'Hi' }, context: { id: 'w' } }] }),
		meta({
			messages: [
				{ ...from, type: 'interactive', interactive: { type: 'nfm_reply', nfm_reply: flow } },
			],
		}),
		meta({
			statuses: [
				{
					...from,
					status: 'failed',
					recipient_id: '12025550111',
					biz_opaque_callback_data: 'r',
					errors: [{ code: 131047, title: 'T', error_data: { details: 'D' } }],
				},
			],
		}),
		{
			object: 'whatsapp_business_account',
			entry: [{ id: '2', changes: [{ field: 'account_update', value: { event: 'E' } }] }],
		},
	],
	infobip: [
		{
			results: [
				{
					from: '12025550111',
					to: '12025550100',
					messageId: 'm.n8n.1',
					receivedAt: '2026-01-05T10:00:00.000+0000',
					message: { type: 'TEXT', text: 'Hi', context: { id: 'c' } },
					contact: { name: 'Marta', phoneNumber: '12025550111' },
				},
				{
					from: '12025550111',
					message: { type: 'IMAGE', url: 'https://x.example/media/1', caption: 'C' },
				},
			],
		},
		{
			results: [
				{
					to: '12025550111',
					messageId: 'm',
					doneAt: '2026-01-05T10:00:00.000+0000',
					status: { groupName: 'REJECTED', name: 'N', description: 'D' },
					error: { id: 7, name: 'N', description: 'D' },
				},
				{ from: '12025550111', to: '1', messageId: 'm', seenAt: '2026-01-05T10:00:00.000+0000' },
			],
		},
	],
	gupshup: [
		{
			app: 'A',
			phone: '12025550100',
			timestamp: 1790000000000,
			version: 2,
			type: 'message',
			payload: {
				id: 'g1',
				source: '12025550111',
				type: 'button_reply',
				payload: { title: 'Yes', id: 'x', postbackText: 'p' },
				sender: { phone: '12025550111', name: 'Marta' },
				context: { gsId: 'g0' },
			},
		},
		{
			app: 'A',
			timestamp: 1790000000000,
			version: 2,
			type: 'message-event',
			payload: {
				id: 'g1',
				type: 'failed',
				destination: '12025550111',
				payload: { code: 1013, reason: 'R', ts: 1790000000 },
			},
		},
		{ app: 'A', timestamp: 1790000000000, type: 'user-event', payload: { phone: '1', type: 'T' } },
	],
	interakt: [
		{
			version: '1.0',
			timestamp: '2026-01-05T10:00:00.123456',
			type: 'message_received',
			data: {
				customer: { channel_phone_number: '12025550111', traits: { name: 'Marta' } },
				message: {
					message_content_type: 'InteractiveButtonReply',
					message: '{"type":"button_reply","button_reply":{"id":"1","title":"Yes"}}',
					received_at_utc: '2026-01-05T10:00:00',
				},
			},
		},
		{
			timestamp: '2026-01-05T10:00:00.123456',
			type: 'message_received',
			data: {
				customer: { country_code: '+1', phone_number: '2025550111' },
				message: {
					id: 'i1',
					message_content_type: 'Document',
					message: 'C',
					media_url: 'https://x.example/a.pdf',
				},
			},
		},
		{
			timestamp: '2026-01-05T10:00:00.123456',
			type: 'message_api_clicked',
			data: {
				customer: { channel_phone_number: '12025550111' },
				event: '{"callbackData":"r"}',
				message: {
					id: 'i1',
					meta_data: '{"click_type":"QR","button_text":"Yes","source_data":"{}"}',
				},
			},
		},
		{
			timestamp: '2026-01-05T10:00:00.123456',
			type: 'message_api_failed',
			data: {
				customer: { channel_phone_number: '12025550111' },
				message: { id: 'i1', channel_error_code: '1', channel_failure_reason: 'R' },
			},
		},
	],
};
SAMPLES.dialog360 = SAMPLES.meta!;

/** What a field is blown up by: the piece that is repeated, and what stands around. */
const FILLERS: Record<string, [before: string, piece: string, after: string]> = {
	'a long text': ['"', 'x', '"'],
	'a text of digits': ['"', '1', '"'],
	'a text of signs': ['"', '/?', '"'],
	'a text of words that patterns look for': ['"', 'not sender ', '"'],
	'a text beyond ASCII': ['"', 'é', '"'],
	'JSON in a text': ['"[', '{},', '1]"'],
	'fields in a text': ['"{\\"a\\":[', '\\"b\\",', '1]}"'],
	'depth in a text': ['"', '[', '"'],
	'a list of objects': ['[', '{},', '{}]'],
	'a list of lists': ['[', '[],', '[]]'],
	'a list of texts': ['[', '"",', '""]'],
};

const blownUp = (around: string, filler: string, size: number): Buffer => {
	const [before, piece, after] = FILLERS[filler]!;
	const room = size - around.length - before.length - after.length;
	const count = Math.floor(room / Buffer.byteLength(piece));
	return Buffer.from(around.replace(`"${HERE}"`, () => before + piece.repeat(count) + after));
};

/** Every sample with each of its values, one after the other, marked as the one to blow up. */
function* places(value: Json, path = ''): Generator<{ path: string; marked: Json }> {
	yield { path, marked: HERE };
	if (typeof value !== 'object' || value === null) return;
	for (const [key, part] of Object.entries(value)) {
		for (const place of places(part, `${path}.${key}`)) {
			const copy = Array.isArray(value) ? [...value] : { ...value };
			(copy as Record<string, Json>)[key] = place.marked;
			yield { path: place.path, marked: copy };
		}
	}
}

/** One ordinary thing beyond number, in the list that holds it. */
function* many(value: Json, path = ''): Generator<{ path: string; marked: Json; piece: Json }> {
	if (typeof value !== 'object' || value === null) return;
	if (Array.isArray(value) && value.length > 0) yield { path, marked: HERE, piece: value[0] };
	for (const [key, part] of Object.entries(value)) {
		for (const place of many(part, `${path}.${key}`)) {
			const copy = Array.isArray(value) ? [...value] : { ...value };
			(copy as Record<string, Json>)[key] = place.marked;
			yield { path: place.path, marked: copy, piece: place.piece };
		}
	}
}

export interface Shape {
	name: string;
	/** @param size in bytes */
	body(size: number): Buffer;
}

/** Every shape for a provider that sends JSON. */
export function* shapesOf(provider: string): Generator<Shape> {
	for (const [index, sample] of SAMPLES[provider]!.entries()) {
		for (const { path, marked } of places(sample)) {
			for (const filler of Object.keys(FILLERS)) {
				yield {
					name: `${filler} at ${index}${path}`,
					body: (size) => blownUp(JSON.stringify(marked), filler, size),
				};
			}
		}
		for (const { path, marked, piece } of many(sample)) {
			yield {
				name: `many at ${index}${path}`,
				body: (size) => repeated(JSON.stringify(marked), JSON.stringify(piece), size),
			};
		}
	}
	if (provider === 'meta' || provider === 'dialog360') yield* grids();
	if (provider === 'infobip') yield longReports;
}

/** Reports whose reasons are as long as the patterns that look for their meaning read. */
const longReports: Shape = {
	name: 'reports with long reasons',
	body: (size) =>
		repeated(
			`{"results":"${HERE}"}`,
			JSON.stringify({
				messageId: 'm',
				status: {
					groupName: 'REJECTED',
					name: 'not '.repeat(250),
					description: 'not '.repeat(250),
				},
			}),
			size,
		),
};

function repeated(around: string, piece: string, size: number): Buffer {
	const count = Math.max(1, Math.floor((size - around.length) / (piece.length + 1)));
	return Buffer.from(
		around.replace(`"${HERE}"`, () => `[${Array<string>(count).fill(piece).join(',')}]`),
	);
}

/** As many messages as contacts, so that looking each up in a list would take for ever. */
function* grids(): Generator<Shape> {
	for (const what of ['messages', 'statuses']) {
		yield {
			name: `${what} × contacts`,
			body: (size) => {
				// Half of the room for the many contacts, half for as many events as one webhook may hold.
				const events = Math.min(2000, Math.floor(size / 200));
				const contacts = Array.from({ length: Math.floor((size * 0.6) / 23) }, (_, index) => ({
					wa_id: `1${String(index).padStart(10, '0')}`,
				}));
				const list = Array.from({ length: events }, (_, index) => ({
					id: `w${index}`,
					from: `9${index}`,
					recipient_id: `9${index}`,
				}));
				return Buffer.from(JSON.stringify(meta({ contacts, [what]: list })));
			},
		};
	}
}

/** Forms, which only Twilio sends. */
export const FORMS: Shape[] = [
	{ name: 'many fields', body: (size) => Buffer.from('a=1&'.repeat(size / 4)) },
	{
		name: 'many names',
		body: (size) =>
			Buffer.from(
				Array.from({ length: Math.floor(size / 9) }, (_, i) => `n${i.toString(36)}=1`).join('&'),
			),
	},
	{ name: 'one long text', body: (size) => Buffer.from(`Body=${'x'.repeat(size - 5)}`) },
	{ name: 'escapes', body: (size) => Buffer.from(`Body=${'%C3%A9'.repeat(size / 6 - 1)}`) },
	{ name: 'no field at all', body: (size) => Buffer.from('&'.repeat(size)) },
	{ name: 'JSON', body: (size) => Buffer.from(`[${'{},'.repeat(size / 3 - 2)}{}]`) },
];
