import type { RunOperation } from '../operation';
import { changeBlock, personFields } from './onePerson';

export const unblockPerson: RunOperation = {
	resource: 'person',
	value: 'unblock',
	name: 'Unblock',
	action: 'Unblock person',
	description: 'Let somebody whom you blocked write to you again',
	fields: personFields('Who is to be unblocked'),
	run: (context, itemIndex, provider, once) =>
		changeBlock(context, itemIndex, provider, once, 'unblock'),
};
