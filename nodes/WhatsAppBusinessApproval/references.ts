import type { Recipient } from '../whatsapp/messages';
import { REASON_DELIVERY, signClaim, TEXT_DELIVERY, writeReference } from '../approvals/reference';
import type { ApprovalState, Choice } from './state';

/**
 * The choice in the reference that goes with a question and comes back in its statuses: of a question
 * with buttons, of the same by Direct Send, and of one by template.
 */
export const DELIVERY = 'd';
export const DIRECT_DELIVERY = 's';
export const TEMPLATE_DELIVERY = 'D';

/** Does a reference with this choice go with a question, rather than with an answer? */
export const isDelivery = (choice: string): boolean =>
	[DELIVERY, DIRECT_DELIVERY, TEMPLATE_DELIVERY, TEXT_DELIVERY, REASON_DELIVERY].includes(choice);

/**
 * A template's buttons have choices of their own, A to J. Only the template carries them, so they
 * tell by themselves on which message somebody tapped; its ID may not be known.
 */
export function templateChoice(index: number): string {
	return String.fromCharCode('A'.charCodeAt(0) + index + (index >= 3 ? 1 : 0));
}

/** The choice for which a reference stands, by button or by template. */
export function choiceOf(
	choices: readonly Choice[],
	id: string,
): { choice: Choice; byTemplate: boolean } | undefined {
	const index = choices.findIndex((choice, at) => choice.id === id || templateChoice(at) === id);
	return index < 0 ? undefined : { choice: choices[index], byTemplate: choices[index].id !== id };
}

/** Writes a reference for one person. @returns undefined when n8n's IDs have an unknown form */
export function refer(
	{
		executionId,
		nodeId,
		signature,
		key,
		language,
	}: Pick<ApprovalState, 'executionId' | 'nodeId' | 'signature' | 'key' | 'language'>,
	person: Recipient,
	choice: string,
): string | undefined {
	const mac = signClaim({ choice, executionId, nodeId, person, language }, key);
	return writeReference({ choice, executionId, nodeId, signature, mac, language });
}
