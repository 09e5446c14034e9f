import { senderField } from '../../../n8n/fields';
import { listAll } from '../../../n8n/lists';
import { readChosen } from '../../../n8n/readText';
import { resolveSender } from '../../../n8n/senders';
import { offered, type RunOperation } from '../operation';

export const getManyBlocked: RunOperation = {
	resource: 'person',
	value: 'getManyBlocked',
	name: 'Get Many Blocked',
	action: 'Get many blocked people',
	description: 'List the people whom you blocked, one item each',
	fields: [{ ...senderField, description: 'The WhatsApp number that they wrote to' }],
	async run(context, itemIndex, provider, once) {
		const blocked = offered(
			provider.blocking?.blocked,
			context,
			itemIndex,
			provider,
			'list blocked people',
		);
		const chosen = readChosen(context, 'sender', itemIndex);
		const from = await once(`sender ${chosen}`, () => resolveSender(context, provider, chosen));
		const people = await listAll(context, provider, blocked(from));
		return people.map((person) => ({ json: { ...person, from } }));
	},
};
