import { configurationError } from '../../../n8n/errors';
import { markAsRead } from '../../../n8n/markRead';
import { readChosen, readText } from '../../../n8n/readText';
import { senderField } from '../../../n8n/fields';
import { resolveSender } from '../../../n8n/senders';
import { readCredential } from '../../../n8n/transport';
import type { RunOperation } from '../operation';

export const markRead: RunOperation = {
	resource: 'message',
	value: 'markRead',
	name: 'Mark as Read',
	action: 'Mark message as read',
	description: 'Show a person that their message, and those before it, were read',
	fields: [
		{
			...senderField,
			description:
				'The WhatsApp number that received the message. Leave it empty if your account has only one, or if the credential names it.',
		},
		{
			displayName: 'Message ID',
			name: 'messageId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. wamid.HBgL…',
			description: 'A message that the person wrote. The trigger gives it as "ID".',
		},
		{
			displayName: 'Show Typing',
			name: 'showTyping',
			type: 'boolean',
			default: false,
			description:
				'Whether to show "typing…" until you answer, for at most 25 seconds. Not every provider can; Twilio always does.',
		},
	],
	async run(context, itemIndex, provider, once) {
		const node = context.getNode();
		const chosen = readChosen(context, 'sender', itemIndex);
		const messageId = readText(context, 'messageId', itemIndex).trim();
		const typing = context.getNodeParameter('showTyping', itemIndex, false) as boolean;
		const wrong = (message: string, hint: string) =>
			configurationError(node, message, hint, itemIndex);
		if (provider.markRead === undefined) {
			throw wrong(
				`${provider.name} cannot mark messages as read`,
				'Leave this step out, or use another provider',
			);
		}
		if (typing && !provider.supports.typing) {
			throw wrong(`${provider.name} cannot show "typing…"`, 'Switch "Show Typing" off');
		}
		if (!typing && provider.supports.typing === 'always') {
			throw wrong(
				`${provider.name} marks a message as read only together with "typing…"`,
				'Switch "Show Typing" on; the person sees it until you answer, for at most 25 seconds',
			);
		}
		if (messageId === '') throw wrong('Message ID is empty', 'Fill in Message ID');
		const from = await once(`sender ${chosen}`, () => resolveSender(context, provider, chosen));
		const credential = await once('credential', () => readCredential(context, provider));
		await markAsRead(context, provider, { from, messageId, typing }, credential, itemIndex);
		return [{ json: { messageId, read: true, typing, from } }];
	},
};
