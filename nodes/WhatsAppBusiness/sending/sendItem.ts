import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Recipient } from '../../whatsapp/messages';
import type { Provider } from '../../providers/provider';
import { nodeError } from '../../n8n/errors';
import type { OncePerRun } from '../../n8n/cache';
import { canonicalPerson } from '../../whatsapp/person';
import { readDefaultCountry } from '../../n8n/defaultCountry';
import { readChosen, readText } from '../../n8n/readText';
import { recipientNamed } from '../../n8n/recipient';
import { resolveSender } from '../../n8n/senders';
import { dryRun } from '../../n8n/sendMessage';
import { readCredential } from '../../n8n/transport';
import type { SendOperation } from '../actions/operation';
import { readOptions } from '../actions/options';
import { firstWay, sendItsWay, type SentItsWay } from './outsideWindow';
import { optedOut } from './recipients';
import { afterPieces } from './results';
import type { Turn } from './queue';

const leaveOut = (to: Recipient) => ({
	from: '',
	send: async (): Promise<IDataObject> => ({
		status: 'not sent',
		reason: 'This person is on the list "Do Not Write To"',
		to: { ...to },
	}),
});

/**
 * The message of one item, whose parameters are read as far as they are needed.
 *
 * @returns what sends it; its result is what the provider accepted, which is not delivered yet
 * @throws NodeOperationError when nobody can be written to
 */
export function sendItem(
	context: IExecuteFunctions,
	itemIndex: number,
	provider: Provider,
	operation: SendOperation,
	once: OncePerRun,
): Turn<IDataObject> {
	const typed = readText(context, 'to', itemIndex);
	const { defaultCountry } = readOptions(context, itemIndex);
	const country = readDefaultCountry(context.getNode(), defaultCountry, itemIndex);
	const to = recipientNamed(context, 'To', typed, country, itemIndex);
	return {
		person: canonicalPerson(to),
		async prepare() {
			const chosen = readChosen(context, 'sender', itemIndex);
			const {
				replyTo,
				reference,
				dryRun: rehearse,
				doNotWriteTo,
				outsideWindow = 'refuse',
			} = readOptions(context, itemIndex);
			const kept = await optedOut(doNotWriteTo, country, once);
			if (kept.has(canonicalPerson(to))) return leaveOut(to);
			const from = await once(`sender ${chosen}`, () => resolveSender(context, provider, chosen));
			const addressing = {
				from,
				to,
				replyTo: replyTo || undefined,
				reference: reference || undefined,
			};
			const {
				message,
				further = [],
				output,
			} = await operation.prepare(context, itemIndex, provider, addressing, once);
			const messages = [message, ...further];
			// When a later piece is tried again, those before it have gone out already.
			const sent: SentItsWay[] = [];
			const credential = await once('credential', () => readCredential(context, provider));
			return {
				from,
				async send() {
					if (rehearse) {
						const request = dryRun(
							context,
							provider,
							firstWay(message, provider, outsideWindow),
							credential,
							itemIndex,
						);
						const asSent = { to: { ...to }, from, kind: message.kind, ...output };
						return { status: 'not sent', ...asSent, request: { ...request } };
					}
					try {
						const next = messages[sent.length];
						sent.push(
							await sendItsWay(context, provider, next, outsideWindow, itemIndex, credential),
						);
					} catch (error) {
						const shown = nodeError(context.getNode(), error, itemIndex);
						throw afterPieces(shown, sent, messages.length);
					}
					if (sent.length < messages.length) return undefined;
					const [{ messageId, status, recipient }] = sent;
					return {
						messageId,
						...(sent.length > 1 && { messageIds: sent.map((one) => one.messageId) }),
						status,
						to: { ...to, ...recipient },
						from,
						kind: message.kind,
						...(outsideWindow !== 'refuse' && {
							directSend: sent.some(({ directSend }) => directSend),
						}),
						...output,
					};
				},
			};
		},
	};
}
