import { providerById } from '../../../nodes/providers';
import type { LiveEvidence, LiveOutcome } from '../../../nodes/providers/unconfirmed';
import {
	answered,
	bringsItsId,
	byUserId,
	cameIn,
	namesItsMessage,
	repeatsItsReference,
	reported,
	sentBack,
	taken,
} from '../../../nodes/providers/unconfirmed';
import type { MessageEvent, ReplyEvent, StatusEvent } from '../../../nodes/whatsapp/events';

const NOW = Date.parse('2026-11-30T10:05:00Z');

const outcome = (more: Partial<LiveOutcome> = {}): LiveOutcome => ({
	accepted: true,
	messageId: 'out-1',
	reference: 'ref-1',
	choices: [
		{ id: 'id-1', title: 'Yes' },
		{ id: 'id-2', title: 'No' },
	],
	sentAt: '2026-11-30T10:00:00.000Z',
	replies: [],
	messages: [],
	statuses: [],
	...more,
});
const evidence = (
	kinds: Record<string, LiveOutcome>,
	more: Partial<LiveEvidence> = {},
): LiveEvidence => ({
	to: { phone: '34600000001' },
	now: NOW,
	of: (kind) => kinds[kind],
	events: [],
	...more,
});
const reply = (more: Partial<ReplyEvent>) =>
	({ event: 'reply', kind: 'button', ...more }) as ReplyEvent;
const status = (more: Partial<StatusEvent>) => ({ event: 'status', ...more }) as StatusEvent;

it('what was not sent, not answered or not reported shows nothing', () => {
	const nothing = evidence({ buttons: outcome({ accepted: undefined }) });
	expect(taken('buttons', 'list')(nothing)).toBeUndefined();
	expect(answered(['buttons'], bringsItsId)(nothing)).toBeUndefined();
	expect(sentBack(['buttons'], () => true)(nothing)).toBeUndefined();
	expect(reported(['buttons'], repeatsItsReference)(nothing)).toBeUndefined();
	expect(cameIn(nothing)).toBeUndefined();
	expect(byUserId(nothing)).toBeUndefined();
});

it('one that is not so is enough', () => {
	const kinds = { buttons: outcome(), list: outcome({ accepted: false }) };
	expect(taken('buttons')(evidence(kinds))).toEqual({ as: true });
	expect(taken('buttons', 'list')(evidence(kinds))).toEqual({ as: false });
	const photo = outcome({ messages: [{ kind: 'image' }, { kind: 'file' }] as MessageEvent[] });
	const image = ({ kind }: MessageEvent) => kind === 'image';
	expect(sentBack(['photo'], image)(evidence({ photo }))).toEqual({ as: false });
});

it.each([
	[{ replyId: 'id-1', title: 'Yes' }, true],
	[{ replyId: 'id-1' }, true],
	[{ replyId: 'id-2', title: 'Yes' }, false],
	[{ replyId: 'id', title: 'Yes' }, false],
	[{ title: 'Yes' }, false],
])('a tap with %j brings its ID: %s', (given, as) => {
	const kinds = { buttons: outcome({ replies: [reply(given)] }) };
	expect(answered(['buttons'], bringsItsId)(evidence(kinds))).toEqual({ as });
});

it('names its message, and repeats its reference', () => {
	const replies = [reply({ context: { messageId: 'out-1' } })];
	const kinds = { text: outcome({ replies, statuses: [status({ reference: 'ref-2' })] }) };
	expect(answered(['text'], namesItsMessage)(evidence(kinds))).toEqual({ as: true });
	expect(reported(['text'], repeatsItsReference)(evidence(kinds))).toEqual({ as: false });
});

it('a user ID was written to', () => {
	const to = { userId: 'US.1' };
	expect(byUserId(evidence({ text: outcome() }, { to }))).toEqual({ as: true });
});

const look = (provider: string, words: string, live: LiveEvidence) =>
	providerById(provider).unconfirmed.find(({ assumption }) => assumption.includes(words))!.look!(
		live,
	);

it.each([
	['out-1', { as: true, found: 'the ID of the send' }],
	['wamid.HBgLMzQ2', { as: true, found: 'WhatsApp’s own ID' }],
	['another', { as: false, found: 'another' }],
	[undefined, { as: false, found: 'none' }],
])('Infobip: an answer names its message as %s', (id, found) => {
	const replies = [reply({ raw: { message: { context: { id } } } })];
	expect(look('infobip', 'Which name', evidence({ buttons: outcome({ replies }) }))).toEqual(found);
});

it.each([
	['2026-11-30T10:01:00.000Z', true],
	['2026-11-30T15:31:00.000Z', false],
	['2026-11-30T04:31:00.000Z', false],
])('Interakt: a tap told of %s is in UTC: %s', (timestamp, as) => {
	const buttons = outcome({ replies: [reply({ timestamp })] });
	expect(look('interakt', 'UTC', evidence({ buttons }))).toEqual({ as });
});

it('Interakt: says in which form a tap came', () => {
	const tap = (message: unknown) =>
		outcome({ replies: [reply({ replyId: 'id-1', raw: { data: { message: { message } } } })] });
	const found = (message: unknown) =>
		look('interakt', 'JSON inside a text', evidence({ buttons: tap(message) }))!.found;
	expect([found('{}'), found({})]).toEqual(['JSON inside a text', 'an object']);
});

it('Gupshup: a tap without its ID is read where it names its message', () => {
	const found = (more: Partial<ReplyEvent>) =>
		look('gupshup', 'A tap on', evidence({ buttons: outcome({ replies: [reply(more)] }) }));
	expect(found({ title: 'Yes', context: { messageId: 'out-1' } })).toEqual({ as: true });
	expect(found({ title: 'Yes' })).toEqual({ as: false });
});
