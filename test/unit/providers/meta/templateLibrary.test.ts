import * as fc from 'fast-check';
import { templateLibrary as dialog360 } from '../../../../nodes/providers/dialog360/templateLibrary';
import { templateLibrary as meta } from '../../../../nodes/providers/meta/templateLibrary';
import { account as dialogAccount } from '../../../fixtures/dialog360/account';
import { played } from '../../../fixtures/twilio/scriptedApi';

const ACCOUNT = { accessToken: 'EAA', businessAccountId: '200', graphVersion: 'v26.0' };

/** The example of https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-library, shortened. */
const LOW_BALANCE = {
	name: 'low_balance_warning_1',
	language: 'en_US',
	category: 'UTILITY',
	topic: 'PAYMENTS',
	usecase: 'LOW_BALANCE_WARNING',
	industry: ['FINANCIAL_SERVICES'],
	header: 'Your account balance is low',
	body: 'Hi {{1}},\nThis is to notify you that your {{2}} is low.',
	body_params: ['Jim', 'available funds'],
	body_param_types: ['TEXT', 'TEXT'],
	buttons: [
		{ type: 'URL', text: 'Make a deposit', url: 'https://www.example.com/' },
		{ type: 'PHONE_NUMBER', text: 'Call us', phone_number: '+18005551234' },
		{ type: 'FLOW', text: 'Reschedule' },
	],
	id: '7147013345418927',
};

it('is searched without the account, and without what is not asked', () => {
	const filter = { search: 'low', topic: '', useCase: 'LOW_BALANCE_WARNING' };
	expect(meta.request(ACCOUNT, filter, 'next')).toEqual({
		method: 'GET',
		url: 'https://graph.facebook.com/v26.0/message_template_library',
		query: { limit: '100', search: 'low', usecase: 'LOW_BALANCE_WARNING', after: 'next' },
	});
	expect(dialog360.request(dialogAccount, { name: 'a' })).toEqual({
		method: 'GET',
		url: 'https://waba-v2.360dialog.io/message_template_library',
		query: { limit: '100', name: 'a' },
	});
});

it('has texts, examples and what its buttons are for', () => {
	const page = meta.page({ data: [LOW_BALANCE], paging: { cursors: { after: 'x' }, next: 'y' } });
	expect(page).toEqual({
		items: [
			{
				name: 'low_balance_warning_1',
				language: 'en_US',
				category: 'UTILITY',
				topic: 'PAYMENTS',
				useCase: 'LOW_BALANCE_WARNING',
				industries: ['FINANCIAL_SERVICES'],
				header: 'Your account balance is low',
				body: LOW_BALANCE.body,
				examples: ['Jim', 'available funds'],
				variableTypes: ['TEXT', 'TEXT'],
				buttons: [
					{ kind: 'url', text: 'Make a deposit' },
					{ kind: 'phone', text: 'Call us' },
					{ kind: 'other', text: 'Reschedule' },
				],
			},
		],
		cursor: 'x',
	});
});

it('makes a template with what the account puts on its buttons', () => {
	const draft = {
		name: 'low_balance',
		language: 'en_US',
		from: 'low_balance_warning_1',
		buttons: [
			{ kind: 'url', url: 'https://x.io/{{1}}', example: 'https://x.io/demo' },
			{ kind: 'phone', phone: '+16315551010' },
		] as const,
	};
	const answer = { id: '9', status: 'APPROVED', category: 'UTILITY' };
	const body = {
		name: 'low_balance',
		language: 'en_US',
		category: 'UTILITY',
		library_template_name: 'low_balance_warning_1',
		library_template_button_inputs: [
			{
				type: 'URL',
				url: { base_url: 'https://x.io/{{1}}', url_suffix_example: 'https://x.io/demo' },
			},
			{ type: 'PHONE_NUMBER', phone_number: '+16315551010' },
		],
	};
	const asked = { ...draft, buttons: [...draft.buttons] };
	const made = played(meta.create(asked, ACCOUNT), [answer]);
	expect(made.requests).toEqual([
		{ method: 'POST', url: 'https://graph.facebook.com/v26.0/200/message_templates', body },
	]);
	expect(made.result).toEqual({ ok: true, template: answer });
	const url = 'https://waba-v2.360dialog.io/message_templates';
	const others = played(dialog360.create({ ...asked, buttons: [] }, dialogAccount), [answer]);
	const bare: Partial<typeof body> = { ...body };
	delete bare.library_template_button_inputs;
	expect(others.requests).toEqual([{ method: 'POST', url, body: bare }]);
});

it('no answer, however odd, makes the reader throw', () => {
	fc.assert(fc.property(fc.anything(), (body) => void meta.page(body)));
});
