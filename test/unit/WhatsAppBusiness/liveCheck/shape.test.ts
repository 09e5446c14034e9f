import { shapeOf } from '../../../../nodes/WhatsAppBusiness/liveCheck/shape';
import { isKnownName, shownKey } from '../../../../nodes/WhatsAppBusiness/liveCheck/words';

const shape = (value: unknown, known: Array<[string, string]> = []) =>
	shapeOf(value, new Map(known));

it('says of what fields are made, and which words the provider uses', () => {
	const value = {
		type: 'button_reply',
		payload: { title: 'Yes', postbackText: 'id-1', reply: 'Yes 1', source: '34600000001' },
		timestamp: 1764496800,
		tags: [],
		context: null,
	};
	expect(
		shape(value, [
			['Yes', 'title'],
			['id-1', 'reply ID'],
		]),
	).toEqual([
		'context: null',
		'payload.postbackText: = reply ID',
		'payload.reply: text',
		'payload.source: digits',
		'payload.title: = title',
		'tags: empty list',
		'timestamp: number',
		'type: "button_reply"',
	]);
});

it('reads JSON inside a text, also twice', () => {
	const inner = JSON.stringify({ button_reply: { id: 'id-1' } });
	expect(shape({ message: inner }, [['id-1', 'reply ID']])).toEqual([
		'message(JSON in a text).button_reply.id: = reply ID',
	]);
	expect(shape({ message: JSON.stringify(inner) })[0]).toMatch(
		/^message\(JSON in a text\)\(JSON in a text\)\.button_reply\.id: text$/,
	);
});

it.each([
	['whatsapp:+34600000001', 'whatsapp:+ and digits'],
	['wamid.HBgLMzQ2MDAwMDAwMDEVAgASGBQz', 'WhatsApp ID (wamid)'],
	['2026-11-30T10:00:00Z', 'date and time with zone'],
	['2026-11-30T10:00:00.123456', 'date and time'],
	['https://example.com/?token=abc', 'link'],
	['51.4', 'decimal number'],
	['', 'empty text'],
	['Ana', 'text'],
])('%s is: %s', (value, what) => {
	expect(shape({ body: value })).toEqual([`body: ${what}`]);
});

it('a word of the provider is shown only where a word of the provider stands', () => {
	expect(shape({ type: 'text', body: 'text', status: 'Ana Ruiz', kind: 'ana' })).toEqual([
		'body: text',
		'kind: text',
		'status: text',
		'type: "text"',
	]);
	expect(shape({ MessageType: 'interactive', chat_message_type: 'CustomerMessage' })).toEqual([
		'MessageType: "interactive"',
		'chat_message_type: "CustomerMessage"',
	]);
});

it.each([
	['channel_phone_number', 'channel_phone_number'],
	['OriginalRepliedMessageSid', 'OriginalRepliedMessageSid'],
	['MediaUrl0', 'MediaUrl#'],
	['34600000001', '(number)'],
	['maria_ruiz', '(other name)'],
	['id_34600000001', '(other name)'],
	['EAAGm0PX4ZCpsBAKZC', '(other name)'],
	['message text of some length that a person wrote', '(other name)'],
	['__proto__', '(other name)'],
	['', '(other name)'],
])('the field %s is shown as %s', (key, shown) => {
	expect(shownKey(key)).toBe(shown);
});

it('no usual name of a person is a word of a provider', () => {
	const names = `Mary James John Robert Patricia Jennifer Michael Linda David Elizabeth William Barbara Richard
		Susan Joseph Maria Ana Jose Juan Luis Marta Diego Priya Carlos Sofia Mohammed Ahmed Fatima Wei Li Ming Rose
		Grace Will Mark May April June Garcia Ruiz Smith Brown Lee Khan Singh Silva Santos Kumar Nguyen Cohen`;
	expect(names.split(/\s+/).filter(isKnownName)).toEqual([]);
});

it('comes to an end with what is deep, long or wide', () => {
	let deep: unknown = 'Ana';
	for (let at = 0; at < 5000; at++) deep = { data: deep };
	expect(shape(deep)).toHaveLength(1);
	const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`Ana${at}`, at]));
	expect(shape([wide, ...Array<string>(5000).fill('x')]).length).toBeLessThan(200);
	expect(shape({ body: `{"a":${'['.repeat(100_000)}` })).toEqual(['body: text']);
});
