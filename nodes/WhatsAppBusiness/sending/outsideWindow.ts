import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { lacksDirectSend, learnDirectSend, saysWithoutDirectSend } from '../../n8n/directSend';
import { failureOf, nodeError, ProviderError } from '../../n8n/errors';
import { sendMessage } from '../../n8n/sendMessage';
import type { Credential } from '../../providers/http';
import type { Provider, Sent } from '../../providers/provider';
import { asDirectSend, canBeDirect } from '../../whatsapp/directSend';
import type { Failure } from '../../whatsapp/failure';
import type { Message } from '../../whatsapp/messages';
import type { OutsideWindow } from '../actions/options';

/** What was sent, and whether by Direct Send. */
export type SentItsWay = Sent & { directSend: boolean };

/** Does a message go as Direct Send from the start? */
const isAlwaysDirect = (message: Message, { supports }: Provider, when: OutsideWindow): boolean =>
	when === 'always' && supports.directSend !== undefined && canBeDirect(message);

/** The message as it goes out first. */
export const firstWay = (message: Message, provider: Provider, when: OutsideWindow): Message =>
	isAlwaysDirect(message, provider, when) ? ({ ...message, directSend: true } as Message) : message;

/**
 * Sends a message as it is, and where the builder wants it by Direct Send: when the closed 24-hour window
 * has it refused, or from the start. An account that has not got it sends as without.
 *
 * @throws as `sendMessage` does
 */
export async function sendItsWay(
	context: IExecuteFunctions,
	provider: Provider,
	message: Message,
	when: OutsideWindow,
	itemIndex: number,
	credential: Credential,
): Promise<SentItsWay> {
	const node = context.getNode();
	const send: Send = async (one) => ({
		...(await sendMessage(context, provider, one, itemIndex, credential)),
		directSend: one !== message,
	});
	const first = firstWay(message, provider, when);
	if (first !== message) return await sendDirectly(send, node, provider, message, first);
	try {
		return await send(message);
	} catch (error) {
		const refusal = failureOf(error);
		const direct = when === 'whenClosed' ? asDirectSend(message, provider) : undefined;
		if (refusal?.category !== 'window' || direct === undefined)
			throw nodeError(node, error, itemIndex);
		if (!lacksDirectSend(provider, message.from)) {
			try {
				return await send(direct);
			} catch (second) {
				if (!learnDirectSend(provider, message.from, second))
					throw nodeError(node, second, itemIndex);
			}
		}
		throw notSwitchedOn(node, refusal, itemIndex);
	}
}

/** Of this person only: others may have written today. */
const notSwitchedOn = (node: INode, refusal: Failure, itemIndex: number) =>
	new ProviderError(
		node,
		{ ...refusal, message: `${refusal.message}. Direct Send is not switched on for this account` },
		itemIndex,
	);

type Send = (message: Message) => Promise<SentItsWay>;

/** By Direct Send; where the account has not got it, as without. */
async function sendDirectly(
	send: Send,
	node: INode,
	provider: Provider,
	message: Message,
	direct: Message,
): Promise<SentItsWay> {
	const { from } = message;
	if (lacksDirectSend(provider, from)) return await send(message);
	try {
		return await send(direct);
	} catch (error) {
		if (!saysWithoutDirectSend(provider, error)) throw nodeError(node, error);
		try {
			const sent = await send(message);
			learnDirectSend(provider, from, error);
			return sent;
		} catch (second) {
			// A value that is wrong in both has the same code, and says nothing of the account.
			if (failureOf(second)?.code !== failureOf(error)?.code)
				learnDirectSend(provider, from, error);
			throw nodeError(node, second);
		}
	}
}
