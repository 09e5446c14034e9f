import fc from 'fast-check';
import { labelConflict } from '../../../../nodes/WhatsAppBusinessApproval/decide/labels';
import { languages } from '../../../../nodes/WhatsAppBusinessApproval/languages';
import type { Choice } from '../../../../nodes/WhatsAppBusinessApproval/state';
import { state } from '../asked';

const all = Object.values(languages);
const approving = all.flatMap(({ approve, approveWords }) => [approve, ...approveWords]);
const rejecting = all.flatMap(({ reject, rejectWords }) => [reject, ...rejectWords]);
const own = (...labels: string[]): Choice[] =>
	labels.map((label, index) => ({
		id: String(index),
		label,
		words: [],
		decision: 'chosen',
		exit: index,
	}));

it('labels that approve and reject, in any language, fit their own place and no other', () => {
	fc.assert(
		fc.property(fc.constantFrom(...approving), fc.constantFrom(...rejecting), (yes, no) => {
			expect(labelConflict([yes, no], state.choices)).toBeUndefined();
			expect(labelConflict([no, yes], state.choices)).toMatchObject({ label: no });
		}),
	);
});

it('own choices are compared by their labels, and by how these begin', () => {
	const routes = own('Coast road', 'Ring road');
	expect(labelConflict(['Coast', 'Ring'], routes)).toBeUndefined();
	expect(labelConflict(['Ring', 'Coast'], routes)).toMatchObject({
		label: 'Ring',
		choice: { label: 'Coast road' },
		other: { label: 'Ring road' },
	});
	expect(labelConflict(['coast road!', 'RING ROAD now'], routes)).toBeUndefined();
	expect(labelConflict(['Bay 2', 'Bay 3'], own('Bay 3', 'Bay 2'))).toMatchObject({
		label: 'Bay 2',
	});
	expect(labelConflict(['Küste', 'Ring'], routes)).toBeUndefined();
});

it('a label that the node has word for word is taken at that word', () => {
	const contrary: Choice[] = [
		{ ...state.choices[0], label: 'No', words: [] },
		{ ...state.choices[1], label: 'Yes', words: [] },
	];
	expect(labelConflict(['No', 'Yes'], contrary)).toBeUndefined();
	expect(labelConflict(['Yes', 'No'], contrary)).toMatchObject({ label: 'Yes' });
});
