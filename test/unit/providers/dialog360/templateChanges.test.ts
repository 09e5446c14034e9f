import { templateChanges } from '../../../../nodes/providers/dialog360/templateChanges';
import { createBody } from '../../../../nodes/providers/meta/templateChanges';
import type { WordsDraft } from '../../../../nodes/whatsapp/templateDraft';
import { account } from '../../../fixtures/dialog360/account';
import { played } from '../../../fixtures/twilio/scriptedApi';

const URL = 'https://waba-v2.360dialog.io/message_templates';
const draft: WordsDraft = {
	name: 'order_ready',
	language: 'en',
	category: 'UTILITY',
	body: { text: 'Your order is ready.', examples: {} },
	buttons: [],
	cards: [],
};

it('makes a template in Meta’s shape, where templates are listed', () => {
	const answer = { id: '5', status: 'PENDING', category: 'MARKETING' };
	const { requests, result } = played(templateChanges.create(draft, account), [answer]);
	expect(requests).toEqual([{ method: 'POST', url: URL, body: createBody(draft) }]);
	expect(result).toEqual({ ok: true, template: answer });
});

it('says what 360dialog said against it', () => {
	const refused = { status: 401, body: { error: 'Invalid api_key' } };
	const { result } = played(templateChanges.create(draft, account), [refused]);
	expect(result).toMatchObject({ ok: false, failure: { category: 'access' } });
});

it('deletes one language by its ID, or all by the name', () => {
	const remove = (which: { name: string; id?: string }) => templateChanges.remove(which, account);
	expect(remove({ name: 'a', id: '7' })).toEqual({
		method: 'DELETE',
		url: URL,
		query: { name: 'a', hsm_id: '7' },
	});
	expect(remove({ name: 'a' }).query).toEqual({ name: 'a' });
});
