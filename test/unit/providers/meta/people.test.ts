import { text, withoutPhone } from '../../../fixtures/meta/inboundMessages';
import { ana, envelope, messagesValue, posted } from '../../../fixtures/meta/webhookRequest';
import { parse } from '../../../../nodes/providers/meta/events';
import { readErrors } from '../../../../nodes/providers/meta/envelope';
import { readReceiver } from '../../../../nodes/providers/meta/people';

const beto = { profile: { name: 'Beto Ejemplo', username: '@beto' }, user_id: 'ES.2002' };

function people(contacts: unknown, ...written: unknown[]) {
	const value = messagesValue({ contacts, messages: written });
	return parse(posted(envelope('messages', value))).map(({ from }) => from);
}

describe('the person behind a message', () => {
	it('needs neither phone nor wa_id', () => {
		expect(people([beto], withoutPhone)).toEqual([
			{ userId: 'ES.2002', username: '@beto', name: 'Beto Ejemplo' },
		]);
	});

	it('is told apart from the others of the same delivery', () => {
		expect(people([ana, beto], withoutPhone, text)).toEqual([
			{ userId: 'ES.2002', username: '@beto', name: 'Beto Ejemplo' },
			{ phone: '34600000001', userId: 'ES.1001', name: 'Ana Ejemplo' },
		]);
	});

	it('gets the user ID from the contact where the message has only the phone', () => {
		const old = { ...text, from_user_id: undefined };
		expect(people([beto, ana], old)).toEqual([
			{ phone: '34600000001', userId: 'ES.1001', name: 'Ana Ejemplo' },
		]);
	});

	it('gets nothing from the contact of somebody else', () => {
		expect(people([ana], withoutPhone)).toEqual([{ userId: 'ES.2002' }]);
		const old = { ...text, from_user_id: undefined };
		expect(people([beto, { wa_id: '34600000007' }], old)).toEqual([{ phone: '34600000001' }]);
		expect(people([beto], old, { ...old, from: '34600000002' })).toEqual([
			{ phone: '34600000001' },
			{ phone: '34600000002' },
		]);
	});

	it('is the only contact where the message names nobody, and nobody among several', () => {
		const anonymous = { id: 'wamid.x', type: 'text', text: { body: 'Hi' } };
		expect(people([ana], anonymous)).toEqual([
			{ phone: '34600000001', userId: 'ES.1001', name: 'Ana Ejemplo' },
		]);
		expect(people([ana, beto], anonymous)).toEqual([{}]);
	});

	it('is known without contacts too', () => {
		expect(people(undefined, text)).toEqual([{ phone: '34600000001', userId: 'ES.1001' }]);
	});
});

describe('our number', () => {
	it('is digits, however Meta prints it', () => {
		const metadata = { display_phone_number: '+1 555-000-1111', phone_number_id: '1065' };
		expect(readReceiver({ metadata })).toEqual({ phone: '15550001111', phoneNumberId: '1065' });
	});

	it('is found where account fields put it', () => {
		expect(readReceiver({ display_phone_number: '15550001111' })).toEqual({
			phone: '15550001111',
		});
	});

	it('may be unknown', () => {
		expect(readReceiver({ metadata: 'none' })).toEqual({});
	});
});

describe('errors', () => {
	it('keep their details and take codes as numbers or text', () => {
		const details = { error_data: { details: 'Why' } };
		expect(readErrors([{ code: 131047, title: 'T', ...details }, { code: '0' }, {}])).toEqual([
			{ code: '131047', title: 'T', details: 'Why' },
			{ code: '0' },
			{ code: 'unknown' },
		]);
	});

	it('are absent, not an empty list, where there are none', () => {
		for (const none of [undefined, null, [], {}, 'error', [1, 'x', null]]) {
			expect(readErrors(none)).toBeUndefined();
		}
	});
});
