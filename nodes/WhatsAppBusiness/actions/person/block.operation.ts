import type { RunOperation } from '../operation';
import { changeBlock, personFields } from './onePerson';

export const blockPerson: RunOperation = {
	resource: 'person',
	value: 'block',
	name: 'Block',
	action: 'Block person',
	description: 'Keep somebody who wrote within the last 24 hours from writing to you again',
	fields: personFields('Who is to be blocked, and wrote within the last 24 hours'),
	run: (context, itemIndex, provider, once) =>
		changeBlock(context, itemIndex, provider, once, 'block'),
};
