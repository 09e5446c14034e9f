import { unknownValue } from '../../../nodes/whatsapp/template';
import type { Template } from '../../../nodes/whatsapp/messages';

const template: Template = {
	id: '1',
	name: 'approval_request',
	language: 'en',
	category: 'UTILITY',
	status: 'approved',
	statusText: 'APPROVED',
	parameterFormat: 'named',
	body: 'May it be?',
	buttons: [{ kind: 'quickReply', text: 'Approve' }],
	variables: [],
	raw: {},
};

describe('a value that the template has no place for', () => {
	it('is said to belong to nothing', () => {
		expect(unknownValue(template, { 'body.1': 'x' })?.message).toContain('no variable "body.1"');
		expect(unknownValue(template, { 'button.7': 'x' })?.hint).toContain('refresh');
		expect(unknownValue(template, {})).toBeUndefined();
	});

	it('is explained where the provider gives buttons no reply ID', () => {
		const problem = unknownValue(template, { 'button.0': 'yes-4711' });
		expect(problem?.message).toContain('"Approve"');
		expect(problem?.message).toContain('your provider does not pass one on');
	});
});
