import { account } from '../../../fixtures/meta/account';
import {
	accountFields,
	errorsValue,
	templateFields,
	userActionsValue,
} from '../../../fixtures/meta/otherFields';
import { entries, envelope, messagesValue, posted } from '../../../fixtures/meta/webhookRequest';
import { parse } from '../../../../nodes/providers/meta/events';

const TIME = 1790000000;
const eventsOf = (field: string, value: unknown, time: number | undefined = TIME) =>
	parse(posted(envelope(field, value, time)));

describe('fields about templates', () => {
	it.each(Object.entries(templateFields))('%s is a template event', (field, value) => {
		expect(eventsOf(field, value)).toMatchObject([
			{
				event: 'template',
				kind: field,
				templateId: '300000000000001',
				templateName: 'order_ready',
				language: 'en_US',
				timestamp: '2026-09-21T14:13:20.000Z',
				raw: value,
			},
		]);
	});

	it('say the new status and the reason', () => {
		const value = templateFields.message_template_status_update;
		expect(eventsOf('message_template_status_update', value)).toMatchObject([
			{ status: 'REJECTED', reason: 'INVALID_FORMAT' },
		]);
	});

	it('tell a quality update that comes under the name of the status field', () => {
		const value = templateFields.message_template_quality_update;
		expect(eventsOf('message_template_status_update', value)).toMatchObject([
			{ event: 'template', kind: 'message_template_quality_update' },
		]);
	});
});

describe('every other field', () => {
	it.each(Object.entries(accountFields))('%s is an account event', (field, value) => {
		expect(eventsOf(field, value)).toMatchObject([
			{ event: 'account', kind: field, provider: 'meta', raw: value },
		]);
	});

	it('names the number where it names one', () => {
		const [event] = eventsOf('security', accountFields.security);
		expect(event.to).toEqual({ phone: '15550001111', wabaId: account.businessAccountId });
	});

	it('is passed on even without a name or a value', () => {
		const nameless = entries([{ id: '7001', time: TIME, changes: [{}] }]);
		expect(parse(posted(nameless))).toMatchObject([
			{ event: 'account', kind: 'unknown', timestamp: '2026-09-21T14:13:20.000Z' },
		]);
	});
});

describe('the field "messages" without messages', () => {
	it('passes errors of the account on', () => {
		expect(eventsOf('messages', messagesValue(errorsValue))).toMatchObject([
			{
				event: 'account',
				kind: 'errors',
				errors: [{ code: '130429', details: 'Too many messages were sent.' }],
			},
		]);
	});

	it('passes clicks on', () => {
		const value = messagesValue(userActionsValue);
		expect(eventsOf('messages', value)).toMatchObject([
			{ event: 'account', kind: 'user_actions', raw: value },
		]);
	});

	it('loses nothing that it does not know', () => {
		const value = messagesValue({ telepathy: [{ thought: 'Hi' }], messages: [], statuses: [] });
		expect(eventsOf('messages', value)).toMatchObject([
			{ event: 'account', kind: 'messages', raw: value },
		]);
	});
});

describe('the id of an event that Meta gives none', () => {
	const field = 'message_template_status_update';
	const value = templateFields[field];
	const idOf = (...change: Parameters<typeof eventsOf>) => eventsOf(...change)[0].id;

	it('is the same for the same event', () => {
		expect(idOf(field, value)).toBe(idOf(field, { ...value }));
	});

	it('is another at another time: a template can be paused twice', () => {
		expect(idOf(field, value)).not.toBe(idOf(field, value, TIME + 1));
	});

	it('is another for other content, another field and another account', () => {
		const other = entries([
			{ id: `${account.businessAccountId}9`, time: TIME, changes: [{ field, value }] },
		]);
		const ids = [
			idOf(field, value),
			idOf(field, { ...value, event: 'APPROVED' }),
			idOf('message_template_components_update', value),
			parse(posted(other))[0].id,
		];
		expect(new Set(ids).size).toBe(4);
	});
});
