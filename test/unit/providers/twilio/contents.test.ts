import type { AnyJson } from '../../../fixtures/anyJson';
import * as fc from 'fast-check';
import type { ButtonsMessage, ListMessage } from '../../../../nodes/whatsapp/messages';
import {
	bodyLines,
	contentName,
	contentNamed,
	contentValues,
} from '../../../../nodes/providers/twilio/contents';

const base = { from: 'whatsapp:+14155550199', to: { phone: '34600000001' } };
const buttons: ButtonsMessage = {
	...base,
	kind: 'buttons',
	header: 'Delivery',
	body: 'First line\nSecond\n\n\n\nThird\twith      gaps',
	footer: 'Rio',
	buttons: [
		{ id: 'ref-1', title: 'Yes' },
		{ id: 'ref-2', title: 'No' },
	],
};
const list: ListMessage = {
	...base,
	kind: 'list',
	body: 'Which way?',
	button: 'Routes',
	rows: [
		{ id: 'r-1', title: 'Coast', description: 'Longer' },
		{ id: 'r-2', title: 'Ring' },
	],
};

/** What the person sees: the content with the values of a message in it. */
function filled(message: ButtonsMessage | ListMessage): AnyJson {
	const content = contentNamed(contentName(message)!)!;
	const values = contentValues(message);
	expect(Object.keys(values)).toEqual(Object.keys(content.variables));
	const text = JSON.stringify(content.types).replace(/\{\{(\d+)\}\}/g, (_, key: string) =>
		JSON.stringify(values[key]).slice(1, -1),
	);
	return JSON.parse(text);
}

describe('the content of a message', () => {
	it('has its form in its name', () => {
		expect(contentName(buttons)).toBe('n8nwa_v1_qr_2_2122');
		expect(contentName(list)).toBe('n8nwa_v1_lp_10_0');
		expect(contentName({ ...base, kind: 'text', text: 'Hi' })).toBeUndefined();
	});

	it('shows buttons with header, body and footer in one text', () => {
		expect(filled(buttons)).toEqual({
			'twilio/quick-reply': {
				body: 'Delivery\n\nFirst line\nSecond\n\nThird with    gaps\n\nRio',
				actions: [
					{ type: 'QUICK_REPLY', title: 'Yes', id: 'ref-1' },
					{ type: 'QUICK_REPLY', title: 'No', id: 'ref-2' },
				],
			},
		});
	});

	it('shows rows, with a description where there is one', () => {
		expect(filled(list)).toEqual({
			'twilio/list-picker': {
				body: 'Which way?',
				button: 'Routes',
				items: [
					{ item: 'Coast', id: 'r-1', description: 'Longer' },
					{ item: 'Ring', id: 'r-2' },
				],
			},
		});
	});

	it('is the same for messages of one form', () => {
		const other = { ...list, body: 'Else?', rows: list.rows.map((row) => ({ ...row, id: 'x' })) };
		expect(contentName(other)).toBe(contentName(list));
	});

	it('has no value that Twilio refuses, and at most 100 variables', () => {
		const rows = Array.from({ length: 10 }, (_, index) => ({
			id: `r-${index}`,
			title: `Row ${index}`,
			description: 'Described',
		}));
		const text = fc.string({
			minLength: 1,
			maxLength: 1024,
			unit: fc.constantFrom(...'ab \t\n\r'),
		});
		fc.assert(
			fc.property(text, (body) => {
				fc.pre(body.trim() !== '');
				const values = contentValues({ ...list, body, rows });
				const content = contentNamed(contentName({ ...list, body, rows })!)!;
				expect(Object.keys(values)).toEqual(Object.keys(content.variables));
				expect(Object.keys(values).length).toBeLessThanOrEqual(100);
				for (const value of Object.values(values)) {
					expect(value).not.toMatch(/^$|[\n\r\t]| {5}/);
				}
				expect(
					bodyLines({ ...list, body })
						.lines.join('')
						.replace(/\s/g, ''),
				).toBe(body.replace(/\s/g, ''));
			}),
		);
	});
});

describe('a name', () => {
	it.each(['', 'n8nwa_v2_qr_2_0', 'n8nwa_v1_xx_2_0', 'other', 'n8nwa_v1_qr_2_'])(
		'that is not ours makes no content: "%s"',
		(name) => expect(contentNamed(name)).toBeUndefined(),
	);
});
