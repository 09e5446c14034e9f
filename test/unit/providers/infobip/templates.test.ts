import { sender } from '../../../../nodes/providers/infobip/account';
import { templates } from '../../../../nodes/providers/infobip/templates';
import { account, SENDER } from '../../../fixtures/infobip/account';
import { templateList } from '../../../fixtures/infobip/templateList';

const [approval, coupon] = templates.page(templateList).items;

describe('templates', () => {
	it('are asked for by sender', () => {
		expect(templates.request(account, {})).toEqual({
			method: 'GET',
			url: `https://abc123.api.infobip.com/whatsapp/2/senders/${SENDER}/templates`,
		});
	});

	it('are read with what they leave open', () => {
		expect(approval.buttons.map(({ kind }) => kind)).toEqual([
			'phone',
			'quickReply',
			'url',
			'quickReply',
			'url',
		]);
		expect(approval.variables.map(({ id, kind }) => [id, kind])).toEqual([
			['header.media', 'media'],
			['header.filename', 'filename'],
			['body.1', 'text'],
			['body.2', 'text'],
			['button.1', 'payload'],
			['button.2', 'urlSuffix'],
			['button.3', 'payload'],
		]);
		expect(approval.variables[0].label).toBe('Header: document (public link)');
		expect(approval.variables[3].example).toBe('C-17');
		expect(approval.raw).toBe(templateList.templates[0]);
	});

	it('keep Infobip’s word for their status', () => {
		expect(coupon).toMatchObject({ status: 'paused', statusText: 'FIRST_PAUSED' });
		const status = (word: string) =>
			templates.page({ templates: [{ status: word }] }).items[0].status;
		expect(['APPROVED', 'FLAGGED', 'REINSTATED', 'IN_APPEAL', 'toString'].map(status)).toEqual([
			'approved',
			'approved',
			'approved',
			'other',
			'other',
		]);
	});

	it('survive odd entries', () => {
		const odd = [{}, { structure: 7 }, { structure: { body: [], buttons: 'x', header: null } }];
		for (const entry of odd) {
			expect(templates.page({ templates: [entry] }).items[0].variables).toEqual([]);
		}
	});
});

it('the sender is the number of the credential', () => {
	expect(sender(account)).toEqual({ id: SENDER, phone: `+${SENDER}`, name: `+${SENDER}` });
	expect(sender({})).toBeUndefined();
});
