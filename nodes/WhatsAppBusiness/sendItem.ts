import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Provider } from '../providers/types';
import { mistake } from '../shared/callProblem';
import type { Lookups } from '../shared/lookups';
import { parseRecipient } from '../shared/person';
import { resolveSender } from '../shared/sender';
import { sendMessage } from '../shared/sendMessage';
import type { SendOperation } from './actions/operation';

/** Sends the message of one item. @returns what the provider accepted; it is not delivered yet */
export async function sendItem(
	context: IExecuteFunctions,
	index: number,
	provider: Provider,
	operation: SendOperation,
	lookup: Lookups,
): Promise<IDataObject> {
	const node = context.getNode();
	const to = parseRecipient(String(context.getNodeParameter('to', index)));
	if (to === undefined) {
		throw mistake(
			node,
			`"${String(context.getNodeParameter('to', index))}" is no phone number with country code`,
			'Write the number in "To" like +34 600 000 001, or give a WhatsApp user ID',
			index,
		);
	}
	const chosen = context.getNodeParameter('sender', index, '', { extractValue: true }) as string;
	const { replyTo, reference } = context.getNodeParameter('options', index, {}) as {
		replyTo?: string;
		reference?: string;
	};
	const from = await lookup(`sender ${chosen}`, () => resolveSender(context, provider, chosen));
	const addressing = {
		from,
		to,
		replyTo: replyTo || undefined,
		reference: reference || undefined,
	};
	const { message, output } = await operation.prepare(context, index, provider, addressing, lookup);
	const { messageId, status, recipient } = await sendMessage(context, provider, message, index);
	return {
		messageId,
		status,
		to: { ...to, ...recipient },
		from,
		kind: message.kind,
		...output,
	};
}
