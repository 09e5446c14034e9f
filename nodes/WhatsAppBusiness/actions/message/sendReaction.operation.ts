import { readText } from '../../../n8n/readText';
import type { SendOperation } from '../operation';

export const sendReaction: SendOperation = {
	resource: 'message',
	value: 'sendReaction',
	name: 'Send Reaction',
	action: 'Send reaction',
	description: 'Put an emoji on a message, within 24 hours of the last message',
	fields: [
		{
			displayName: 'Message ID',
			name: 'messageId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. wamid.HBgL…',
			description: 'The message to react to, at most 30 days old. The trigger gives it as "ID".',
		},
		{
			displayName: 'Emoji',
			name: 'emoji',
			type: 'string',
			default: '👍',
			placeholder: 'e.g. 👍',
			description: 'Exactly one. Empty takes your earlier reaction back.',
		},
	],
	async prepare(context, itemIndex, _provider, addressing) {
		const text = (name: string) => readText(context, name, itemIndex).trim();
		const emoji = text('emoji');
		const messageId = text('messageId');
		return {
			message: { kind: 'reaction', ...addressing, messageId, emoji },
			output: { emoji, reactedTo: messageId },
		};
	},
};
